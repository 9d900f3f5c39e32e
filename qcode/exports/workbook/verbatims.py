"""The passages in the order of *Verbatims*, so that those of most cells of the matrix are neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qcode.exports.workbook.page import MAX_ROWS
from qcode.exports.workbook.plan import Plan, by_number
from qcode.model import Passage, Status
from qcode.tables.groups import value_order

FIRST_ROW = 5
"""Where the first passage stands: a title, two subtitles and the heads are above."""
ROOM = MAX_ROWS - 100
ORDER = {Status.CONFIRMED: 0, Status.DISPUTED: 1, Status.SUGGESTED: 2}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of *Verbatims*."""

    passage: Passage
    code: int  # its place in the codebook
    values: tuple[str, ...]  # of all of the study's attributes, for the one who speaks
    line: tuple[int, ...]  # the codes above that have sub-codes and the code itself if it has: top first


@dataclass(slots=True)
class Lines:
    """All rows, and which of them each cell of the matrix counts."""

    rows: list[Line]
    left_out: int = 0  # proposals that Excel has no room for
    spans: dict[tuple[object, ...], tuple[int, int, int]] = field(default_factory=dict)  # first row, last row, how many

    def span(self, code: int, status: Status, values: tuple[str | None, ...]) -> tuple[int, int, int] | None:
        """First and last row, and number, of the passages of a code (or its family) in a group; None if none."""
        return self.spans.get((code, status, *values))


def lines(plan: Plan) -> Lines:
    """Put the passages in order and note where each group of them lies."""
    rank = {code.id: n for n, code in enumerate(plan.tally.codebook.codes)}
    above = _above(plan)
    names = [attribute.id for attribute in plan.attributes]
    found, known = [], dict[tuple[str, str], tuple[str, ...]]()
    for passage in plan.snapshot.passages:
        if passage.status in ORDER and passage.code in rank and passage.interview in plan.interviews:
            who, code = (passage.interview, passage.speaker), rank[passage.code]
            if who not in known:
                known[who] = tuple(plan.interviews[who[0]].value(name, who[1]) for name in names)
            found.append(Line(passage, code, known[who], above[code]))
    _sort(found, plan, names)
    made = Lines(found, max(0, len(found) - ROOM))
    del found[ROOM:]
    for number, line in enumerate(made.rows, start=FIRST_ROW):
        _note(made, line, number, plan)
    return made


def _above(plan: Plan) -> list[tuple[int, ...]]:
    """For each code, the codes with sub-codes on its line, top first."""
    codes = plan.tally.codebook.codes
    place = {code.id: n for n, code in enumerate(codes)}
    lines_: list[tuple[int, ...]] = []
    for number, code in enumerate(codes):
        up = lines_[place[code.parent]] if code.parent in place else ()
        lines_.append((*up, number) if number in plan.parents else up)
    return lines_


def _sort(found: list[Line], plan: Plan, names: Sequence[str]) -> None:
    """By code, status, groups, interview and place; the last key first, so that no row needs a tuple of keys."""
    place = {interview.id: n for n, interview in enumerate(sorted(plan.snapshot.interviews, key=by_number))}
    settings = plan.snapshot.settings
    orders = [value_order([line.values[n] for line in found], name, settings) for n, name in enumerate(names[:2])]
    found.sort(key=lambda line: line.passage.span.start)
    found.sort(key=lambda line: place[line.passage.interview])
    for n, order in reversed(list(enumerate(orders))):
        found.sort(key=lambda line, n=n, order=order: order[line.values[n]])  # type: ignore[misc]
    found.sort(key=lambda line: ORDER[line.passage.status])
    found.sort(key=lambda line: line.code)


def _note(made: Lines, line: Line, number: int, plan: Plan) -> None:
    """Widen what is known of each group that this row belongs to; interviews left out of comparisons in none."""
    if not plan.interviews[line.passage.interview].comparable:
        return
    for code in {line.code, *line.line}:
        for values in _subsets(line.values[:2]):
            key = (code, line.passage.status, *values)
            first, _, count = made.spans.get(key, (number, number, 0))
            made.spans[key] = (first, number, count + 1)


def _subsets(values: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
    """A pair and all that is less precise: `(a, b)`, `(a, None)`, `(None, b)`, `(None, None)`."""
    if not values:
        yield ()
        return
    for rest in _subsets(values[1:]):
        yield (values[0], *rest)
        yield (None, *rest)
