"""The sample interviews are understood as a person counts them."""

from pathlib import Path

import pytest

from qcode.model import Form, Interview, Role, Settings
from qcode.reading import describe, number_table, read_folder

ROOT = Path(__file__).parents[2]
SETTINGS = Settings(transcripts="transcripts_sample")
INTERVIEWS, PROBLEMS = read_folder(ROOT, SETTINGS)
BY_ID = {interview.id: interview for interview in INTERVIEWS}

TURNS = {  # counted by hand: speaker → turns
    "lyon-accompagnement": {"E1": 7, "E2": 7, "SOPHIE": 24, "INÈS": 17, "": 1},
    "lyon-etat": {"E1": 17, "Mme V.": 19},
    "lyon-recherche": {"E1": 9, "E2": 9, "R": 18, "": 1},
    "lyon-reseau-ess": {"E1": 18, "M. K.": 17},
    "marseille-association": {"E1": 7, "E2": 7, "R1": 16, "R2": 19, "": 2},
    "marseille-collectivite": {"E1": 18, "R": 19, "": 1},
    "marseille-recherche": {"Enquêtrice": 18, "Enquêtée": 18},
    "nantes-accompagnement": {"Q": 16, "R": 17, "": 1},
    "nantes-association": {"E1": 9, "E2": 7, "R1": 21, "R2": 20, "": 2},
    "nantes-collectivite": {"E1": 15, "R": 15},
    "nantes-fondation": {"Enquêtrice": 14, "Enquêtée": 14},
    "national-fondation": {"E1": 16, "M. S.": 16},
}
INTERVIEWERS = {"E1", "E2", "Q", "Enquêtrice"}


def test_nothing_is_doubtful() -> None:
    assert PROBLEMS == []
    assert list(BY_ID) == sorted(TURNS)


@pytest.mark.parametrize("identifier", TURNS)
def test_turns_per_speaker(identifier: str) -> None:
    counted: dict[str, int] = {}
    for turn in BY_ID[identifier].turns:
        counted[turn.speaker] = counted.get(turn.speaker, 0) + 1
    assert counted == TURNS[identifier]


@pytest.mark.parametrize("interview", INTERVIEWS, ids=lambda interview: interview.id)
def test_roles(interview: Interview) -> None:
    for turn in interview.turns:
        asks, stage = turn.speaker in INTERVIEWERS, turn.speaker == ""
        assert turn.role == (Role.INTERVIEWER if asks else Role.OTHER if stage else Role.INTERVIEWEE)
    assert not any(
        interview.is_coded(segment)
        for segment in interview.segments
        if interview.turn(segment.turn).speaker in INTERVIEWERS
    )


def test_the_reader_sees_why() -> None:
    lines = describe(BY_ID["nantes-accompagnement"], SETTINGS)
    assert lines == [
        "Q\u00a0: enquêteur·rice, 16 tours (d’après l’étiquette)",
        "R\u00a0: enquêté·e, 17 tours (d’après l’en-tête)",
    ]


def test_attributes_persons_form_and_time() -> None:
    lyon = BY_ID["lyon-accompagnement"]
    assert lyon.attributes["territoire"] == "Lyon"
    assert lyon.attributes["type_acteur"] == "structure d'accompagnement"
    assert lyon.attributes["duree"] == "01:02"
    assert [person.label for person in lyon.persons] == ["SOPHIE", "INÈS"]
    assert lyon.form is Form.JOINT
    assert BY_ID["marseille-recherche"].persons[0].label == "Enquêtée"  # the header says R
    assert BY_ID["lyon-etat"].turns[0].time == 15.0


def test_numbers_follow_the_dates() -> None:
    assert BY_ID["national-fondation"].number == "E01"  # the oldest
    assert sorted(interview.number for interview in INTERVIEWS) == [f"E{n:02d}" for n in range(1, 13)]
    table = number_table(INTERVIEWS)
    assert table.startswith("entretien,numero\nlyon-accompagnement,E06\n")


@pytest.mark.parametrize("interview", INTERVIEWS, ids=lambda interview: interview.id)
def test_nothing_is_lost(interview: Interview) -> None:
    written = (ROOT / interview.path).read_text(encoding="utf-8")
    assert interview.text == written
    place = 0
    for turn in interview.turns:
        gap = interview.text[place : turn.span.start].strip()
        assert turn.number == 1 or len(gap) < 30, gap  # a label, a time code
        assert interview.quote(turn.span) == interview.quote(turn.span).strip() != ""
        place = turn.span.end
    assert interview.text[place:].strip() == ""


def test_stage_directions_are_kept_apart() -> None:
    nantes = BY_ID["nantes-collectivite"]
    assert nantes.quote(nantes.stage[0]) == "[rires]"
    for interview in INTERVIEWS:
        for segment in interview.segments:
            quote = interview.quote(segment.span)
            assert quote[0] != "[" and not quote.startswith("(silence)") and not quote.endswith("]")
