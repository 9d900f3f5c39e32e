"""*Par …*: the table of one attribute, ready to insert: a number and its rate side by side, and a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.exports.workbook import charts, formats, notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.measures import Figures, cell, figures
from qcode.exports.workbook.names import lower
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sheets.matrix import ROW, legend
from qcode.exports.workbook.sizes import head_lines
from qcode.model import Attribute
from qcode.tables.matrix import shown_value
from qcode.words import language, say

LABEL, WIDTH = 34.0, 10.5
PAIRS = {"interviews": "share", "passages": "rate", "mean": "speech", "retained": "proposed"}
"""Blocks of two columns a group: the first figure of each, and the one beside it."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Two columns of the sheet: one group."""

    figures: Figures
    name: str
    value: str | None  # None: the whole study

    @property
    def whole(self) -> bool:
        """Whether it is the whole study."""
        return self.value is None


def write(plan: Plan, page: Page, attribute: Attribute) -> None:
    """Write the sheet."""
    sides = _sides(plan, attribute)
    page.columns([LABEL, *[WIDTH] * (2 * len(sides))])
    page.title(say("workbook.by.title", name=lower(attribute.name(language()))), notes.subtitle(plan))
    _heads(plan, page, sides)
    for rank, (block, beside) in enumerate(PAIRS.items()):
        if not (plan.automatic and beside == "proposed"):
            if rank:
                page.keep(24 + ROW * len(plan.codes))
            _block(plan, page, sides, block, beside, attribute)
    visible = range(2, page.width + 1)
    legend(plan, page, visible)
    fair = [side for side in sides if not side.whole and not side.figures.small] or sides[:1]
    charts.rates(plan, page, [(side.name, side.figures) for side in fair], lower(attribute.name(language())))
    page.notes(
        min(page.width, 15),
        reading=notes.reading(plan, [side.figures for side in sides]),
        attention=notes.sentence(_attention(plan, sides)),
        signs=say("workbook.note_text.signs"),
        definitions=say("workbook.by.definitions"),
        scope=notes.scope(plan),
        source=notes.source(plan),
    )


def _sides(plan: Plan, attribute: Attribute) -> list[Side]:
    cut, whole = plan.cut(attribute.id), notes.whole_figures(plan)
    pairs = zip(cut.groups, cut.proposed, strict=True)
    groups = [
        Side(figures(group, proposed), shown_value(group.values[0]), group.values[0]) for group, proposed in pairs
    ]
    return [Side(whole, say("workbook.whole"), None), *groups]


def _heads(plan: Plan, page: Page, sides: Sequence[Side]) -> None:
    s = plan.styles
    names: list[Value] = [value for side in sides for value in (side.name, None)]
    looks = [look for _ in sides for look in (s("groupe", ruled=True), s("groupe"))]
    height = max(head_lines(side.name, 2 * WIDTH) for side in sides) * 12.5 + 6
    page.row([say("workbook.head.code"), *names], [s("entête texte"), *looks], height)
    first = page.number
    persons = [value for side in sides for value in (len(side.figures.group.interviews), side.figures.group.persons)]
    shown = [look for _ in sides for look in (s("base", ruled=True), s("base", formats.in_brackets()))]
    page.row([say("workbook.base.persons"), *persons], [s("base libellé"), *shown])
    words: list[Value] = [value for side in sides for value in (None, side.figures.group.words)]
    shown = [look for _ in sides for look in (s("base", ruled=True), s("base"))]
    page.row([say("workbook.base.words"), *words], [s("base libellé"), *shown])
    page.freeze(2, first)


def _block(plan: Plan, page: Page, sides: Sequence[Side], block: str, beside: str, attribute: Attribute) -> None:
    s = plan.styles
    kind = "_automatic" if plan.automatic and block == "passages" else ""
    captions = [say(f"workbook.by.{key}") for _ in sides for key in (block, beside)]
    looks = [s("bloc"), *[s("bloc légende")] * len(captions)]
    page.row([say(f"workbook.by.block_{block}{kind}"), *captions], looks, 24)
    first = "passages" if block == "retained" else block
    for code in plan.codes:
        row: list[tuple[Value, int]] = []
        for side in sides:
            row.append(cell(side.figures, first, code, s, side.whole, ruled=True))
            row.append(cell(side.figures, beside, code, s, side.whole))
        look = s("code thème" if code in plan.parents else "code", indent=2 * plan.depth(code))
        page.row([plan.labels[code], *(value for value, _ in row)], [look, *(style for _, style in row)], ROW)
        page.link(1, plan.places.get(("guide", code), ""), say("workbook.tip.guide"))
        if block == "passages":
            for n, side in enumerate(sides):
                plan.places["by", attribute.id, side.value, code] = page.at(page.number, 2 + 2 * n)


def _attention(plan: Plan, sides: Sequence[Side]) -> str:
    said = say("workbook.attention.automatic") if plan.automatic else ""
    small = [side.name for side in sides if not side.whole and side.figures.small]
    few = say("workbook.attention.small", n=len(small), groups=", ".join(small)) if small else ""
    return " ".join(filter(None, [said, few]))
