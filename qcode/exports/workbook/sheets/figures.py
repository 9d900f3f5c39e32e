"""*Figures*: the report's heat map and bars, as pictures to copy, drawn by the same functions from the same counts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from qcode.exports.report.sources import Sources
from qcode.exports.workbook import notes
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.words import language, say

if TYPE_CHECKING:
    from qcode.exports.figures import Drawing

COLUMNS = 6
MOST_CODES, MOST_GROUPS = 40, 24
"""Rows and columns that a printed page takes; of more codes the top-level ones are drawn, of more groups none."""
INCH = 2.54


class Picture(NamedTuple):
    """A figure as the sheet shows it."""

    key: str
    png: bytes
    alt: str
    width: float  # cm
    height: float


_kept: dict[Hashable, tuple[Picture, ...]] = {}  # what was drawn lately, by all that can be seen in it
MOST_KEPT = 8


def write(plan: Plan, page: Page) -> None:
    """Write the sheet; matplotlib is loaded only where there is something to draw."""
    page.portrait()
    page.columns([15.0] * COLUMNS)
    page.title(say("workbook.figures.title"), notes.subtitle(plan), say("workbook.figures.use"))
    sources = Sources(plan.snapshot)
    few = len(sources.codes) <= MOST_CODES
    if not few:
        sources.codes = sources.tops[:MOST_CODES]
    if not plan.whole.passages.any():
        page.skip()
        page.wide(say("workbook.figures.none"), "texte libre", COLUMNS)
        return
    for picture in pictures(sources):
        page.keep(37 + picture.height / INCH * 72)
        page.row([say(f"workbook.figures.{picture.key}"), *[None] * (COLUMNS - 1)], [plan.styles("bloc")] * COLUMNS, 22)
        page.picture(picture.png, picture.alt, picture.width / INCH, picture.height / INCH)
    page.notes(
        COLUMNS,
        attention=notes.sentence(notes.attention(plan)),
        signs=say("workbook.figures.signs"),
        scope="" if few else say("workbook.figures.tops", n=MOST_CODES),
        source=notes.source(plan),
    )


def pictures(sources: Sources) -> tuple[Picture, ...]:
    """Draw what there is to draw, unless it was drawn lately."""
    key = _seen(sources)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = tuple(_drawn(sources))
    return _kept[key]


def _seen(sources: Sources) -> Hashable:
    """All that can be seen in the figures."""
    groups = [sources.whole, *(group for cut in sources.cuts.values() for group in cut)]
    bases = sources.whole.present_in_base.tobytes(), sources.whole.base.tobytes()
    columns = tuple((group.values, len(group.interviews), group.words, group.rate.tobytes()) for group in groups)
    codes = tuple((sources.name(sources.code(n).id), sources.code(n).parent) for n in sources.codes)
    return language(), codes, tuple(sources.codes), bases, columns, tuple(map(len, sources.cuts.values()))


def _drawn(sources: Sources) -> Iterator[Picture]:
    from qcode.exports.report.pictures import bars, heat

    groups = sum(map(len, sources.cuts.values()))
    if 0 < groups <= MOST_GROUPS:
        yield _picture("heat", heat(sources))
    yield _picture("bars", bars(sources))


def _picture(key: str, drawing: Drawing) -> Picture:
    from qcode.exports.figures import png

    width, height = drawing.figure.get_size_inches()
    return Picture(key, png(drawing), drawing.alt, width * INCH, height * INCH)
