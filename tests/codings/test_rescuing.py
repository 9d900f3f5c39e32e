import csv
import io

import pytest

from qcode.codings import place
from qcode.codings.imported import import_rows
from qcode.codings.tables import read_table
from qcode.errors import QcodeError
from qcode.exports.decisions import COLUMNS, decisions_csv
from qcode.model import Decision, Interview, Kind, Snapshot, Span
from qcode.study.rescuing import orphans, rescued
from tests.codings.build import ANY, GUIDE, decision, interview

OLD = interview("E: Et après ?\nR: On a mis un an à obtenir un rendez-vous. Bon. Oui.")
NEW = interview("E: Et après ?\nR: Il nous a fallu plus d’un an pour obtenir ce rendez-vous. Bon. Oui. Oui.")
SENTENCE = "On a mis un an à obtenir un rendez-vous."


def study(now: Interview, *decisions: Decision) -> Snapshot:
    placements, _ = place(decisions, [now])
    return Snapshot(ANY, GUIDE, (now,), decisions=decisions, placements=tuple(placements))


def test_an_orphan_comes_with_places_to_choose_from_and_a_person_chooses() -> None:
    lost = decision(Kind.ADD, "a", OLD, SENTENCE, "lenteur")
    undone = decision(Kind.ADD, "a", OLD, SENTENCE, "lieux")
    undo = decision(Kind.WITHDRAW, "a", OLD, target=undone.id)
    (orphan,) = orphans(study(NEW, lost, undone, undo))
    assert (orphan.decision, orphan.interview) == (lost, "un")
    best, likeness = orphan.places[0]
    assert "obtenir ce rendez-vous" in NEW.quote(best)
    assert 0.5 <= likeness < 0.8
    placed = rescued(study(NEW, lost), "b", lost.id[:4], "un", best)
    assert orphans(study(NEW, lost, placed)) == []
    assert study(NEW, lost, placed).placements[0].span == best


@pytest.mark.parametrize(("identifier", "name", "end"), [("zzz", "un", 9), ("", "deux", 9), ("", "un", 10_000)])
def test_what_can_not_be_rescued_is_told(identifier: str, name: str, end: int) -> None:
    lost = decision(Kind.ADD, "a", OLD, SENTENCE, "lenteur")
    with pytest.raises(QcodeError) as caught:
        rescued(study(NEW, lost), "b", identifier or lost.id, name, Span(3, end))
    assert caught.value.problems[0].message


def test_decisions_go_out_as_a_table_that_can_be_imported_again() -> None:
    one = decision(Kind.ADD, "léa", OLD, SENTENCE, "lenteur", seconds=2.5, blind=True)
    two = decision(Kind.MEMO, "noé", OLD, "Bon.", "lieux", value="à voir, « peut-être »")
    gone = decision(Kind.ADD, "léa", OLD, "Oui.", "lieux")
    undo = decision(Kind.WITHDRAW, "léa", OLD, target=gone.id)
    table = decisions_csv(study(OLD, one, two, gone, undo))
    rows = list(csv.DictReader(io.StringIO(table)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["kind"], row["standing"]) for row in rows] == [
        ("add", "yes"),
        ("memo", "yes"),
        ("add", "no"),
        ("withdraw", "yes"),
    ]
    assert (rows[0]["code"], rows[0]["seconds"], rows[0]["blind"]) == ("temps.lenteur", "2.5", "yes")
    assert (rows[1]["memo"], rows[1]["value"]) == ("à voir, « peut-être »", "")
    again, _ = read_table(decisions_csv(study(OLD, one), "léa"), "f.csv")
    made = import_rows(again, "zoé", [OLD], GUIDE, file="f.csv", at="2026")
    assert [(d.code, d.anchor) for d in made.decisions] == [("lenteur", one.anchor)]
    assert [row["standing"] for row in csv.DictReader(io.StringIO(decisions_csv(study(NEW, one))))] == ["orphan"]
