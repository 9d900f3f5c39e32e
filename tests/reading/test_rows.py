"""Tables whose rows are speech, and the other tables that people put beside their transcripts."""

from pathlib import Path

import pytest

from qcode.model import Role, Settings
from qcode.reading import read_folder

SETTINGS = Settings(attributes=())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "transcripts").mkdir()
    return tmp_path / "transcripts"


def test_one_row_a_turn_never_merged(folder: Path) -> None:
    (folder / "a.csv").write_text("speaker,text,time\nQ,Et ?,0:01\nR,Oui.,00:00:02\nR,Et non.,x\n,[bruit],\n")
    interviews, problems = read_folder(folder.parent, SETTINGS)
    turns = interviews[0].turns
    assert not problems
    assert [(turn.speaker, turn.role, turn.time) for turn in turns] == [
        ("Q", Role.INTERVIEWER, 1.0),
        ("R", Role.INTERVIEWEE, 2.0),
        ("R", Role.INTERVIEWEE, None),
        ("", Role.OTHER, None),
    ]


def test_one_row_a_contribution(folder: Path) -> None:
    (folder / "réponses.csv").write_text(
        'id;territoire;texte\nr1;Lyon;"Trop court. Et trop cher."\nr2;Nantes;\n', "utf-8"
    )
    interviews, problems = read_folder(folder.parent, SETTINGS)
    assert [interview.id for interview in interviews] == ["r1", "r2"]
    first = interviews[0]
    assert first.attributes["territoire"] == "Lyon" and first.path == "transcripts/réponses.csv"
    assert [first.quote(segment.span) for segment in first.segments] == ["Trop court.", "Et trop cher."]
    assert first.is_coded(first.segments[0])
    assert [problem.kind for problem in problems] == ["empty_transcript"]


def test_codings_are_no_interview(folder: Path) -> None:
    (folder / "codeur-a.csv").write_text("interview,quote,code\na,Oui.,x\n")
    assert [problem.kind for problem in read_folder(folder.parent, SETTINGS)[1]] == ["codings_among_transcripts"]
