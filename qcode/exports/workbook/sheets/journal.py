"""*Journal*: who decided what, when; never a word of an interview."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.model import Interview
from qcode.words import say

WIDTHS = (7.0, 18.0, 14.0, 14.0, 30.0, 10.0, 24.0, 9.0, 10.0, 11.0, 8.0, 9.0, 9.0)
HEADS = ("n", "at", "coder", "kind", "code", "interview", "rules", "batch", "blind", "guide", "turn", "start", "end")
MOST = 1_000_000


def write(plan: Plan, page: Page) -> None:
    """Write the sheet, in the order in which decisions count."""
    s = plan.styles
    page.columns(WIDTHS)
    page.title(say("workbook.journal.title"), say("workbook.journal.subtitle"))
    heads = [say(f"workbook.journal.head.{head}") for head in HEADS]
    page.row(heads, [*[s("entête texte")] * 10, *[s("entête nombre")] * 3], 28)
    page.freeze(3)
    first = page.number
    short, flag = s("texte court"), s("centré")
    looks = [flag, *[short] * 6, flag, flag, short, *[s("nombre")] * 3]
    labels = {plan.code(place).id: plan.labels[place] for place in plan.labels}
    spans = {placed.decision.id: placed for placed in plan.snapshot.placements}
    for n, decision in enumerate(sorted(plan.snapshot.decisions, key=lambda d: d.order)[:MOST], start=1):
        placed = spans.get(decision.id)
        interview = plan.interviews.get(placed.interview if placed else decision.interview)
        span = placed.span if placed and decision.anchor else None
        row: list[Value] = [
            n,
            notes.moment(decision.at),
            decision.coder,
            say(f"workbook.kind.{decision.kind}"),
            labels.get(decision.code, decision.code),
            interview.number if interview else decision.interview,
            ", ".join(decision.rules),
            say("workbook.yes") if decision.batch else None,
            say("workbook.yes") if decision.blind else None,
            decision.guide[:8],
            turn_at(interview, span.start) if span and interview else None,
            span.start if span else None,
            span.end if span else None,
        ]
        page.row(row, looks)
    page.table("tJournal", heads, first)


def turn_at(interview: Interview, place: int) -> int | None:
    """The number of the turn that holds this place."""
    return next((turn.number for turn in interview.turns if turn.span.start <= place < turn.span.end), None)
