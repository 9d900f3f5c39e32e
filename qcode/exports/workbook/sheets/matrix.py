"""*Matrice*: codes in rows; the whole, each value of two attributes and their pairs in columns; measures in blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.exports.workbook import notes
from qcode.exports.workbook.measures import BLOCKS, Figures, cell, figures
from qcode.exports.workbook.names import lower
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan, by_number
from qcode.exports.workbook.sizes import fit, head_lines
from qcode.exports.workbook.verbatims import Lines
from qcode.model import Status
from qcode.tables.matrix import shown_value
from qcode.words import language, say

LABEL, WIDTH, ROW = 36.0, 11.5, 16.0
ABOVE = 175.0
"""Points of title, heads and block title above the first block."""
BREAK_FROM = 9  # codes; fewer leave several blocks on one printed page


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One group of interviews, at one place of the sheet."""

    figures: Figures
    values: tuple[str | None, ...]  # per crossed attribute; None: whatever it is
    name: str
    folded: bool = False
    ruled: bool = False  # begins a group of columns
    heading: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is the whole study."""
        return all(value is None for value in self.values)


@dataclass(frozen=True, slots=True)
class Published:
    """A figure as the sheet shows it, for *Recalcul* to count again."""

    block: str
    code: int
    column: Column
    place: str
    value: float


def columns(plan: Plan) -> list[Column]:
    """The whole; the values of the first attribute, each with its pairs folded behind it; those of the second."""
    crossed = plan.crossed
    found = [_column(plan, (), 0, (None,) * len(crossed), say("workbook.whole"))]
    for n, name in enumerate(crossed):
        label = plan.attributes[n].name(language())
        for place, group in enumerate(plan.cut(name).groups):
            values = tuple(group.values[0] if m == n else None for m in range(len(crossed)))
            shown = shown_value(group.values[0])
            found.append(_column(plan, (name,), place, values, shown, ruled=place == 0, heading=label))
            if n == 0 and len(crossed) == 2:
                found += _pairs(plan, group.values[0])
    return found


def _pairs(plan: Plan, first: str) -> list[Column]:
    pairs = enumerate(plan.cut(*plan.crossed).groups)
    return [
        _column(plan, plan.crossed, place, pair.values, shown_value(pair.values[1]), folded=True)
        for place, pair in pairs
        if pair.values[0] == first
    ]


def _column(
    plan: Plan,
    by: tuple[str, ...],
    place: int,
    values: tuple[str | None, ...],
    name: str,
    *,
    folded: bool = False,
    ruled: bool = False,
    heading: str = "",
) -> Column:
    cut = plan.cut(*by)
    return Column(figures(cut.groups[place], cut.proposed[place]), values, name, folded, ruled, heading)


def write(plan: Plan, page: Page, lines: Lines) -> list[Published]:
    """Write the sheet and give every figure on it, with its place."""
    cols = columns(plan)
    page.columns([LABEL, *(fit([column.name], WIDTH) for column in cols)])
    page.stretch(ABOVE + ROW * len(plan.codes), [n for n, column in enumerate(cols, start=2) if column.folded])
    widths = list(page.widths[1:])
    page.fold(n for n, column in enumerate(cols, start=2) if column.folded)
    names = [lower(attribute.name(language())) for attribute in plan.attributes[:2]]
    page.title(
        say(f"workbook.matrix.title{len(names)}", **dict(zip("ab", names, strict=False))),
        notes.subtitle(plan),
        say("workbook.matrix.use" if len(names) == 2 else "workbook.matrix.use_flat"),
    )
    published = _heads(plan, page, cols, widths)
    blocks = [block for block in BLOCKS if not (plan.automatic and block == "proposed")]
    for rank, block in enumerate(blocks, start=1):
        if rank > 1 and len(plan.codes) >= BREAK_FROM:
            page.break_page()
        page.keep(24 + ROW * len(plan.codes))
        published += _block(plan, page, cols, block, rank, lines)
        if block == "rate":
            legend(plan, page, [n for n, column in enumerate(cols, start=2) if not column.folded])
    visible = 1 + len(cols)
    page.notes(
        visible,
        reading=notes.reading(plan, [column.figures for column in cols if not column.folded]),
        attention=notes.attention(plan),
        signs=say("workbook.note_text.signs"),
        definitions=say("workbook.note_text.definitions"),
        scope=notes.scope(plan),
        source=notes.source(plan),
    )
    return published


def _heads(plan: Plan, page: Page, cols: list[Column], widths: Sequence[float]) -> list[Published]:
    """Write the heads and the bases; these are figures as well."""
    s = plan.styles
    if any(column.heading for column in cols):
        groups = [column.heading if column.ruled else None for column in cols]
        looks = [s("groupe", ruled=column.ruled) for column in cols]
        page.row([None, *groups], [s("groupe"), *looks])
    first = page.number
    names = [column.name for column in cols]
    looks = [s("entête fine" if column.folded else "entête nombre", ruled=column.ruled) for column in cols]
    height = max(head_lines(column.name, width) for column, width in zip(cols, widths, strict=True)) * 12.5 + 4
    page.row([say("workbook.head.code"), *names], [s("entête texte"), *looks], height)
    bases, published = [s("base", ruled=column.ruled) for column in cols], []
    for base in ("interviews", "words"):
        values = [_base(column, base) for column in cols]
        page.row([say(f"workbook.base.{base}"), *values], [s("base libellé"), *bases])
        places = [page.at(page.number, n) for n in range(2, len(cols) + 2)]
        triples = zip(cols, places, values, strict=True)
        published += [Published(f"base_{base}", -1, column, place, value) for column, place, value in triples]
    page.freeze(2, first if any(column.heading for column in cols) else first + 1)
    return published


def _base(column: Column, base: str) -> int:
    group = column.figures.group
    return group.words if base == "words" else len(group.interviews)


def _block(plan: Plan, page: Page, cols: list[Column], block: str, rank: int, lines: Lines) -> list[Published]:
    s = plan.styles
    title = say("workbook.block.title", n=rank, name=say(f"workbook.block.{_variant(plan, block)}"))
    page.row([title, *[None] * len(cols)], [s("bloc")] * (len(cols) + 1), 24)
    published = []
    for code in plan.codes:
        cells = [cell(column.figures, block, code, s, column.whole, column.ruled) for column in cols]
        depth = plan.depth(code)
        look = s("code thème" if code in plan.parents else "code", indent=2 * depth)
        page.row([plan.labels[code], *(value for value, _ in cells)], [look, *(style for _, style in cells)], ROW)
        page.link(1, plan.places.get(("guide", code), ""), say("workbook.tip.guide"))
        plan.places["matrix", block, code] = page.at(page.number, 1)
        for place, (column, (value, _)) in enumerate(zip(cols, cells, strict=True), start=2):
            if isinstance(value, (int, float)):
                published.append(Published(block, code, column, page.at(page.number, place), value))
                _lead(plan, page, lines, block, code, column, place)
    return published


def _variant(plan: Plan, block: str) -> str:
    """The block's title: proposals are never called passages that stand."""
    return "passages_automatic" if block == "passages" and plan.automatic else block


def _lead(plan: Plan, page: Page, lines: Lines, block: str, code: int, column: Column, place: int) -> None:
    """Link a figure to the passages that it counts."""
    status = Status.SUGGESTED if block == "proposed" else plan.counted
    span = lines.span(code, status, column.values)
    if block not in ("interviews", "passages", "proposed", "rate") or span is None:
        return
    first, last, count = span
    target = plan.pages["verbatims"]
    whole = last - first + 1 == count
    names = [plan.labels[code], *(value for value in [column.name] if not column.whole)]
    tip = say("workbook.tip.passages" if whole else "workbook.tip.filter", what=" · ".join(names), n=count)
    holders = column.figures.group.holders(code)
    if len(holders) < 3 and block != "proposed":
        tip += " " + say(
            "workbook.tip.few", list=", ".join(interview.number for interview in sorted(holders, key=by_number))
        )
    page.link(place, target.at(first, 1, (last, len(target.widths)) if whole else None), tip)


def legend(plan: Plan, page: Page, visible: Sequence[int]) -> None:
    """Print the classes of the tint, in columns that are not folded away."""
    s = plan.styles
    page.skip()
    texts = [say(f"workbook.heat.{step}") for step in range(1, 6)]
    if len(visible) < 5:
        page.row([f"{say('workbook.heat.title')} {' · '.join(texts)}"], [s("note")])
        return
    values: list[str | None] = [say("workbook.heat.title"), *[None] * (max(visible[:5]) - 1)]
    looks = [s("note")] * len(values)
    for step, (column, text) in enumerate(zip(visible, texts, strict=False), start=1):
        values[column - 1], looks[column - 1] = text, s(f"légende {step}")
    page.row(values, looks, 15)
