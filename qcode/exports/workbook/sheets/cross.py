"""*Croisement*: for each code one attribute by the other, interviews concerned on the left, passages on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.exports.workbook import formats, notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.names import lower
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan, by_number
from qcode.exports.workbook.sizes import head_lines, upright
from qcode.exports.workbook.verbatims import Lines
from qcode.tables.groups import Group
from qcode.tables.matrix import shown_value
from qcode.words import language, say

LABEL, WIDTH, GAP = 22.0, 9.0, 2.5
LONGEST = 9
"""Letters of a word that a column's head takes; longer ones stand upright, so that both halves fit on a page."""
FOLDED = 18
"""Letters of a line of such a head."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The values that exist, with the whole first, and the group of each pair."""

    down: tuple[str | None, ...]
    across: tuple[str | None, ...]
    groups: dict[tuple[str | None, str | None], Group]


def grid(plan: Plan) -> Grid:
    """Cross the study's first two attributes."""
    first, second = plan.crossed
    groups: dict[tuple[str | None, str | None], Group] = {(None, None): plan.whole}
    groups |= {(group.values[0], None): group for group in plan.cut(first).groups}
    groups |= {(None, group.values[0]): group for group in plan.cut(second).groups}
    groups |= {(group.values[0], group.values[1]): group for group in plan.cut(first, second).groups}
    down = (None, *(group.values[0] for group in plan.cut(first).groups))
    across = (None, *(group.values[0] for group in plan.cut(second).groups))
    return Grid(down, across, groups)


def write(plan: Plan, page: Page, lines: Lines) -> None:
    """Write the sheet."""
    found = grid(plan)
    page.columns([LABEL, *[WIDTH] * len(found.across), GAP, *[WIDTH] * len(found.across)])
    names = [attribute.name(language()) for attribute in plan.attributes[:2]]
    page.title(
        say("workbook.cross.title", a=lower(names[0]), b=lower(names[1])),
        notes.subtitle(plan),
        say("workbook.cross.how"),
    )
    _heads(plan, page, found, names[0])
    _corpus(plan, page, found)
    for code in plan.codes:
        page.keep(22 + 15.5 * len(found.down))
        _code(plan, page, found, lines, code)
    page.notes(
        len(page.widths),
        attention=say("workbook.cross.attention"),
        signs=say("workbook.cross.signs"),
        scope=notes.scope(plan),
        source=notes.source(plan),
    )


def _heads(plan: Plan, page: Page, found: Grid, name: str) -> None:
    s = plan.styles
    heads = _names(found)
    flat = all(len(word) <= LONGEST for head in heads for word in head.split())
    look = [s("entête nombre" if flat else "entête debout large")] * len(heads)
    height = max(head_lines(head, WIDTH) for head in heads) * 12.5 + 4 if flat else upright(heads, FOLDED)
    page.row([name, *heads, None, *heads], [s("entête texte"), *look, s("entête texte"), *look], height)
    page.freeze(2)


def _names(found: Grid) -> list[str]:
    return [say("workbook.whole") if value is None else shown_value(value) for value in found.across]


def _title(plan: Plan, page: Page, found: Grid, name: str, left: str, right: str) -> None:
    s, width = plan.styles, len(found.across)
    values: list[Value] = [name, left, *[None] * (width - 1), None, right, *[None] * (width - 1)]
    block, caption = s("bloc"), s("bloc légende gauche")
    looks = [block, *[caption] * width, s("vide"), *[caption] * width]
    page.row(values, looks, 22)


def _corpus(plan: Plan, page: Page, found: Grid) -> None:
    """The denominators, before any figure."""
    _title(plan, page, found, say("workbook.sheet.corpus"), say("workbook.cross.held"), say("workbook.cross.words"))
    for value in found.down:
        groups = [found.groups.get((value, other)) for other in found.across]
        left = [_none(plan) if group is None else _plain(plan, len(group.interviews), value) for group in groups]
        right = [_none(plan) if group is None else _plain(plan, group.words, value) for group in groups]
        _row(plan, page, value, left, right)


def _code(plan: Plan, page: Page, found: Grid, lines: Lines, code: int) -> None:
    captions = say("workbook.cross.concerned"), say("workbook.cross.passages")
    _title(plan, page, found, plan.labels[code], *captions)
    page.link(1, plan.places["matrix", "passages", code], say("workbook.tip.matrix"))
    for value in found.down:
        groups = [found.groups.get((value, other)) for other in found.across]
        left = [_none(plan) if group is None else _concerned(plan, group, code) for group in groups]
        right = [_none(plan) if group is None else _passages(plan, group, code) for group in groups]
        _row(plan, page, value, left, right)
        for column, other in enumerate(found.across, start=len(found.across) + 3):
            span = lines.span(code, plan.counted, (value, other))
            if span:
                page.link(column, plan.pages["verbatims"].at(span[0], 1))


def _row(
    plan: Plan, page: Page, value: str | None, left: Sequence[tuple[Value, int]], right: Sequence[tuple[Value, int]]
) -> None:
    s = plan.styles
    name = say("workbook.whole") if value is None else shown_value(value)
    cells = [(name, s("code thème" if value is None else "code")), *left, (None, s("vide")), *right]
    page.row([cell for cell, _ in cells], [look for _, look in cells], 15.5)


def _none(plan: Plan) -> tuple[Value, int]:
    return say("workbook.sign.none"), plan.styles("sans objet")


def _plain(plan: Plan, count: int, value: str | None) -> tuple[Value, int]:
    return count, plan.styles("effectif ensemble" if value is None else "effectif")


def _concerned(plan: Plan, group: Group, code: int) -> tuple[Value, int]:
    """How many interviews; under three, which."""
    if group.unread[code]:
        return say("workbook.sign.unread"), plan.styles("sans objet")
    holders = sorted(group.holders(code), key=by_number)
    if 0 < len(holders) < formats.SMALL:
        return ", ".join(interview.number for interview in holders), plan.styles("liste")
    return len(holders), plan.styles(_look(group))


def _passages(plan: Plan, group: Group, code: int) -> tuple[Value, int]:
    if group.unread[code]:
        return say("workbook.sign.unread"), plan.styles("sans objet")
    return int(group.passages[code]), plan.styles(_look(group))


def _look(group: Group) -> str:
    return "effectif petit" if len(group.interviews) < formats.SMALL else "effectif"
