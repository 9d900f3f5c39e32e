"""What the first sheet says stands out: a second look at the tables must not contradict it."""

from __future__ import annotations

from qcode.exports.text import Losses
from qcode.exports.workbook.plan import Plan, plan
from qcode.exports.workbook.stands_out import sentences
from qcode.exports.workbook.styles import Styles
from qcode.model import Snapshot
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="lenteur urgence perennite", lieux="scenes couloirs")


def prepared(made: Snapshot) -> Plan:
    from openpyxl import Workbook

    return plan(made, (), Styles(Workbook()), Losses())


def said(*held: str, places: str = "NNNLLL", readers: str = "temps lieux") -> str:
    """Interviews of four sentences of two words, each with the codes named for it, in a sentence each."""
    made = [interview(f"e{n}", "R: Un deux. Un deux. Un deux. Un deux.", territoire=p) for n, p in enumerate(places)]
    codings = [
        coding(where, n, code) for where, codes in zip(made, held, strict=True) for n, code in enumerate(codes.split())
    ]
    readings = [read(where, GUIDE, codes=readers.split()) for where in made]
    study = prepared(snapshot(made, GUIDE, codings, readings))
    study.pages["by:territoire"] = study.pages["matrix"] = None  # type: ignore[assignment]
    return " ".join(text for _, text in sentences(study)).replace("\u00a0", " ").replace("\u202f", " ")


def test_ties_are_named_together() -> None:
    text = said("lenteur urgence", "lenteur urgence", "lenteur urgence scenes", "", "", "")
    assert "(3 sur 6) : « Lenteur », « Urgence »." in text
    assert "(1 sur 6) : « Scenes »." in text
    assert "2 codes n’ont aucun passage : « Perennite », « Couloirs »." in text


def test_nothing_stands_out_where_all_are_alike() -> None:
    text = said(*["lenteur scenes"] * 6)
    assert "Dans le plus" not in text
    assert "L’écart" not in text


def test_gaps_that_look_the_same_are_given_together() -> None:
    text = said("lenteur", "lenteur", "lenteur", "", "", "")
    assert "N (3 entretiens), « Temps », 125,0 (ensemble : 62,5)" in text
    assert "L (3 entretiens), « Temps », 0,0 (ensemble : 62,5)" in text


def test_a_code_that_nobody_read_for_is_not_called_absent() -> None:
    text = said("lenteur", "lenteur", "", "", "", "", readers="temps")
    assert "2 codes n’ont aucun passage : « Urgence », « Perennite »." in text
