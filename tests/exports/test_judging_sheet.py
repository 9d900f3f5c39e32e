import csv
import io
from dataclasses import replace

import pytest

from qcode import words
from qcode.exports.audit_sheet.judging_sheet import read, write
from qcode.model import Placement, Snapshot
from qcode.tables.judging import NOISE, SILENCE, draw, judged
from tests.exports.test_report import hostile
from tests.tables.test_judging import study


def filled(made: Snapshot, *answers: str) -> str:
    """The draw with these answers in its last column."""
    rows = list(csv.reader(io.StringIO(write(made, 5).decode("utf-8-sig"), newline=""), delimiter=";"))
    for row, answer in zip(rows[1:], answers, strict=False):
        row[-1] = answer
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=";").writerows(rows)
    return target.getvalue()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_filled_draw_becomes_judgements(language: str) -> None:
    with words.speaking(language):
        made = study()
        found, problems = read(filled(made, "non", "Oui ", ""), made, "S", "tirage.csv")
        assert problems == []
        assert [(one.name, one.value, one.code) for one in found] == [(NOISE, "no", "urgence"), (SILENCE, "yes", "")]
        placed = tuple(Placement(one, one.interview, one.anchor.span if one.anchor else None) for one in found)
        told = replace(made, decisions=tuple(found), placements=placed)
        assert (judged(told, NOISE).k, judged(told, NOISE).n) == (1, 1)
        assert (judged(told, SILENCE).k, judged(told, SILENCE).n) == (1, 1)
        again, _ = read(filled(made, "non", "Oui ", ""), made, "S", "tirage.csv")
        assert [one.id for one in again] == [one.id for one in found]  # read twice, kept once


def test_what_is_no_judgement_or_no_longer_there_is_told() -> None:
    made = study()
    text = filled(made, "peut-être", "oui", "oui").replace("On attend les réponses.", "On attend des réponses.")
    found, problems = read(text, made, "S", "tirage.csv")
    assert [(problem.kind, problem.line) for problem in problems] == [("judgement_value", 2), ("judgement_place", 3)]
    assert all(problem.message and problem.hint for problem in problems)
    assert len(found) == 1


def test_hostile_text_comes_back_as_it_was() -> None:
    made = hostile()
    found, problems = read(filled(made, *["oui"] * 50), made, "S", "t.csv")
    assert problems == []
    assert len(found) == len(draw(made, 5))
