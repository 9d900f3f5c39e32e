from dataclasses import replace

from qcode import codings
from qcode.citations import Checked, Verdict
from qcode.model import Anchor, Decision, Interview, Kind, Placement, Snapshot, Span
from qcode.tables.audit import audit
from qcode.tables.findings import Finding, Findings
from tests.factory import codebook, coding, interview, snapshot

GUIDE = codebook(temps="urgence", argent="reporting")
SAID = "R: Il faut du temps. On remplit des cases. Voilà."
MADE = [
    interview(
        f"e{n}", "R: Il faut du temps. On remplit des cases. Voilà.", number=f"E0{n}", territoire=place, type_acteur="x"
    )
    for n, place in enumerate(["Lyon", "Lyon", "Nantes"], start=1)
]


def decision(number: int, kind: Kind, coder: str, where: Interview, segment: int | None, **more: object) -> Decision:
    span = where.segments[segment].span if segment is not None else None
    anchor = Anchor(span.start, span.end, where.quote(span)) if span else None
    base = Decision(f"d{number}", kind, coder, number, "2026-01-01T00:00:00Z", where.id, where.sha256, anchor)
    return replace(base, **more)  # type: ignore[arg-type]


def study() -> Snapshot:
    """Two coders on the first interview, blind; one of them on the second; nobody on the third."""
    proposed = [
        coding(MADE[0], 1, "reporting", rule="r1").suggestion,
        coding(MADE[1], 1, "reporting", rule="r1").suggestion,
    ]
    made = [
        decision(1, Kind.ADD, "A", MADE[0], 0, code="urgence", guide="old", seconds=4.0, blind=True),
        decision(2, Kind.ACCEPT, "A", MADE[0], 1, code="reporting", guide="fp-reporting", seconds=2.0, blind=True),
        decision(3, Kind.ADD, "B", MADE[0], 1, code="reporting", guide="fp-reporting", seconds=10.0, blind=True),
        decision(4, Kind.ACCEPT, "A", MADE[1], 1, code="reporting", guide="fp-reporting", seconds=0.1, batch="b1"),
        *(decision(5 + n, Kind.READ, coder, MADE[0], None, blind=True) for n, coder in enumerate("AB")),
        decision(7, Kind.READ, "A", MADE[1], None),
    ]
    whole = Span(0, len(MADE[0].text))
    placements = tuple(Placement(d, d.interview, d.anchor.span if d.anchor else whole) for d in made)
    base = snapshot(MADE, GUIDE)
    suggestions = [suggestion for suggestion in proposed if suggestion]
    folded = codings.fold(MADE, GUIDE, suggestions, placements, base.settings)
    return replace(
        base,
        suggestions=tuple(suggestions),
        decisions=tuple(made),
        placements=placements,
        codings=folded.codings,
        passages=folded.passages,
        readings=folded.readings,
    )


def test_what_the_page_is_made_of() -> None:
    found = audit(study())
    assert found.cells == {("Lyon", "x"): 2, ("Nantes", "x"): 1}
    assert [(one.number, one.coders) for one in found.readings] == [("E01", ("A", "B")), ("E02", ("A",)), ("E03", ())]
    time, money = found.codes
    assert (time.code, time.human, time.single, time.batch, time.seconds, time.outdated) == ("temps", 1, 0, 0, 4.0, 1)
    assert (time.low, time.high) == (0, 1)  # B has read it and says nothing: not all agree
    assert (money.code, money.total, money.batch, money.seconds, money.outdated) == ("argent", 2, 1, 6.0, 0)
    assert (money.low, money.high) == (1, 2)
    assert found.contested == 1
    assert [(one.code, one.yes, one.no) for one in found.worst] == [("urgence", ("A",), ("B",))]
    assert found.guides == 2
    assert len(found.contrasts) == len(GUIDE.codes) * 3  # Lyon, Nantes; x


def test_red_lines() -> None:
    quotes = [
        Checked("a", Verdict.EXACT, "e1"), Checked("b", Verdict.EXACT, "e1"), Checked("c", Verdict.ALTERED, "e2"),
        Checked("d", Verdict.NOT_FOUND),
    ]  # fmt: skip
    found = audit(study(), quotes, Findings((Finding("c1", "x"),)))
    assert found.quoted is not None
    assert (found.quoted.top, found.quoted.found) == (3, 3)
    kinds = [line.kind for line in found.red]
    assert kinds[:2] == ["quotes_not_found", "quotes_altered"]
    assert {"outdated", "unread", "thin", "not_judged"} <= set(kinds)
    assert all(line.text for line in found.red)
    assert "quotes_unchecked" in {line.kind for line in audit(study()).red}


def test_an_untouched_study_says_that_nothing_was_reviewed() -> None:
    kinds = {line.kind for line in audit(snapshot(MADE, GUIDE)).red}
    assert {"nothing_confirmed", "unread", "no_double_coding", "not_judged", "quotes_unchecked"} == kinds
