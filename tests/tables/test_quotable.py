from dataclasses import replace

from qcode.model import Anchor, Decision, Interview, Kind, Placement, Snapshot
from qcode.tables.quotable import Why, attribution, quotable
from tests.factory import codebook, coding, interview, snapshot

GUIDE = codebook(temps="urgence lenteur", argent="reporting")
LONG = "On attend la réponse pendant des mois et pendant ce temps les gens partent ailleurs, évidemment."
MADE = [
    interview(
        f"e{n}",
        "Q: Et le temps, dans tout ça ?",
        f"R: Bon. {LONG} C'est long. {LONG} Voilà.",
        number=f"E0{n}",
        territoire="Lyon" if n < 3 else "Nantes",
        type_acteur="association",
        date="2025-03-12",
    )
    for n in (1, 2, 3)
]


def flag(name: str, where: Interview, segment: int, code: str = "") -> Placement:
    span = where.segments[segment].span
    anchor = Anchor(span.start, span.end, where.quote(span))
    identifier = f"{name}-{where.id}-{segment}"
    made = Decision(
        identifier, Kind.FLAG, "A", 1, "2026-01-01T00:00:00Z", where.id, anchor=anchor, code=code, name=name
    )
    return Placement(made, where.id, span)


def study(*placements: Placement, batch: bool = False) -> Snapshot:
    codings = [coding(where, segment, "urgence") for where in MADE for segment in (2, 4)]
    codings = [replace(c, batch=True) if batch and c.interview == "e1" else c for c in codings]
    return replace(snapshot(MADE, GUIDE, codings), placements=placements)


def test_one_an_interview_with_its_question_context_and_attribution() -> None:
    found = quotable(study(), "urgence")
    assert [(v.place, v.why) for v in found] == [("E01:2", "proposed"), ("E02:2", "proposed"), ("E03:2", "proposed")]
    first = found[0]
    assert (first.quote, first.question) == (LONG, "Et le temps, dans tout ça ?")
    assert (first.before, first.after) == ("Bon.", "C'est long.")
    assert first.attribution == "E01, association, Lyon, 2025"


def test_marked_ones_come_first_contrary_ones_always_and_forbidden_ones_never() -> None:
    marks = [flag("quote", MADE[2], 4), flag("contrary", MADE[1], 2), flag("never", MADE[0], 2)]
    found = quotable(study(*marks), "temps", most=2)
    assert [(v.place, v.passage.codings[0].segment, v.why) for v in found] == [
        ("E03:2", 4, Why.MARKED),
        ("E01:2", 4, Why.PROPOSED),
        ("E02:2", 2, Why.CONTRARY),
    ]


def test_a_mark_for_another_code_does_not_count_but_a_ban_does() -> None:
    marks = [flag("quote", MADE[2], 4, "reporting"), flag("never", MADE[0], 2, "reporting")]
    found = quotable(study(*marks), "urgence", most=1)
    assert [(v.place, v.passage.codings[0].segment, v.why) for v in found] == [("E01:2", 4, Why.PROPOSED)]


def test_a_ban_whose_place_was_lost_still_holds() -> None:
    lost = replace(flag("never", MADE[0], 2), span=None)
    assert [v.place for v in quotable(study(lost), "urgence")] == ["E02:2", "E03:2"]


def test_a_cell_and_what_was_retained_in_batch() -> None:
    assert [v.place for v in quotable(study(), "temps", {"territoire": "Nantes"})] == ["E03:2"]
    assert [v.place for v in quotable(study(batch=True), "temps")] == ["E02:2", "E03:2", "E01:2"]
    assert quotable(study(), "argent") == []


def test_attribution_leaves_out_what_nobody_gave() -> None:
    assert attribution(study().settings, replace(MADE[0], attributes={"territoire": "Lyon"})) == "E01, Lyon"
