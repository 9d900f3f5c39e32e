"""Headers with mishaps: what can be read is read, the rest is said with its line."""

import pytest

from qcode.model import Attribute, Interview, Settings
from qcode.reading.beside import Given
from qcode.reading.draft import Draft
from qcode.reading.interview import assemble

TALK = "\n\nE1 : Où ?\n\nR : À Nantes. Date : jamais.\n\nE1 : Et ?\n\nR : Voilà.\n"
SETTINGS = Settings()


def read(text: str, settings: Settings = SETTINGS) -> tuple[Interview, list[tuple[str, int]]]:
    interview, problems = assemble("x", "x.txt", Draft(text), settings, Given())
    return interview, [(problem.kind, problem.line) for problem in problems]


def test_a_line_without_colon_costs_no_other_line() -> None:
    interview, problems = read("territoire: Nantes\ntype_acteur association\ndate: 12 mars 2025" + TALK)
    assert dict(interview.attributes) == {"territoire": "Nantes", "date": "12 mars 2025"}
    assert problems == [("header_line", 2), ("attribute_missing", 0)]
    assert len(interview.turns) == 4


def test_a_line_without_colon_is_told_how_to_be_written() -> None:
    for line, meant in (("type acteur association", "type acteur: association"), ("Entretien 4", "titre: Entretien 4")):
        _, problems = assemble("x", "x.txt", Draft(f"{line}\nterritoire: Nantes{TALK}"), SETTINGS, Given())
        assert problems[0].line == 1 and meant in problems[0].hint


def test_a_title_above_the_header_is_a_title() -> None:
    for title in ("Entretien avec Mme V.\n\n", "# Entretien\n", "Entretien\nà Nantes, chez elle\n\n", "\n\n"):
        interview, problems = read(f"{title}territoire: Nantes\ntype_acteur: élu{TALK}")
        assert not problems and interview.attributes["territoire"] == "Nantes" and len(interview.turns) == 4


def test_an_unknown_key_first_is_an_attribute() -> None:
    interview, problems = read("Lieu: un café\nterritoire: Nantes\ntype_acteur: élu\nmétéo: pluie" + TALK)
    assert not problems and interview.attributes["lieu"] == "un café" and interview.attributes["meteo"] == "pluie"


@pytest.mark.parametrize("header", ["terrtoire: Nantes\ntype_acteur: élu", "type_acteur: élu\nTerritiore: Nantes"])
def test_a_misspelt_key_gets_a_suggestion(header: str) -> None:
    _, problems = assemble("x", "x.txt", Draft(header + TALK), SETTINGS, Given())
    assert [problem.kind for problem in problems] == ["header_key_near", "attribute_missing"]
    assert "territoire" in problems[0].hint and problems[0].line == header.split("\n").index(
        next(line for line in header.split("\n") if line.lower().startswith("ter"))
    ) + 1  # fmt: skip


def test_the_studys_own_attributes_are_suggested() -> None:
    settings = Settings(attributes=(Attribute("commune", {"fr": "Commune"}),))
    _, problems = assemble("x", "x.txt", Draft("comune: Brest" + TALK), settings, Given())
    assert problems[0].kind == "header_key_near" and "commune" in problems[0].hint


def test_two_keys_alike_are_no_mistake() -> None:
    _, problems = read("structure: A\nstructures: B, C\nterritoire: Nantes\ntype_acteur: élu\ndate_2: hier" + TALK)
    assert not problems


def test_turns_right_below_the_header_are_turns() -> None:
    body = "Anne : Bonjour ?\nPaul : Oui.\nAnne : Et ?\nPaul : Voilà."
    interview, _ = read(f"territoire: Nantes\ntype_acteur: élu\n{body}")
    assert [turn.speaker for turn in interview.turns] == ["Anne", "Paul"] * 2


def test_without_header_nothing_is_taken_for_one() -> None:
    interview, _ = read("Anne : Bonjour ?\n\nPaul : Oui.\n\nDate : mardi.\n\nAnne : Et ?\n\nPaul : Voilà.")
    assert "date" not in interview.attributes and len(interview.turns) == 4
    interview, _ = read("Bonjour, merci de me recevoir.\nIl dit : oui.\nEt puis voilà.")
    assert not interview.attributes


FRONT = """---
titre: "Chez R : la cantine"
territoire: 'Nantes'

type_acteur: association
thèmes:
  - cantine
  - bénévolat
enquêté: [R]
# un commentaire
---
"""


def test_a_front_matter_is_a_header() -> None:
    interview, problems = read(FRONT + TALK)
    assert not problems and len(interview.turns) == 4
    assert dict(interview.attributes) == {
        "titre": "Chez R : la cantine",
        "territoire": "Nantes",
        "type_acteur": "association",
        "themes": "cantine, bénévolat",
    }


def test_a_front_matter_says_its_lost_lines() -> None:
    interview, problems = read("---\nterritoire Nantes\ntype_acteur: élu\n---\n" + TALK)
    assert problems == [("header_line", 2), ("attribute_missing", 0)] and len(interview.turns) == 4


def test_a_rule_is_no_front_matter() -> None:
    interview, _ = read("---\n\nE1 : Où ?\n\nR : Là.\n\n---\n\nE1 : Et ?\n\nR : Voilà.")
    assert [turn.speaker for turn in interview.turns] == ["", "E1", "R", "", "E1", "R"] and not interview.attributes
