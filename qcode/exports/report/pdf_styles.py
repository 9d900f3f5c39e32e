"""Fonts and paragraph styles of the PDF files: the looks of the Word files, in the font that draws the figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from qcode.exports.report.look import LOOKS, Look, denser

CM = 72 / 2.54
MARGIN = {False: 2.3 * CM, True: 1.5 * CM}
"""Around a page, in points: a report's, and a compact document's."""
WIDE = 0.88
"""DejaVu Sans is wider than Calibri: so much smaller, a line holds about as many words."""
CUTS = {"q": "", "q-b": "-Bold", "q-i": "-Oblique", "q-bi": "-BoldOblique"}
"""Our name of each cut of the font, and the end of its file's name."""


@cache
def fonts() -> None:
    """Make the font known to reportlab, from where matplotlib keeps it; each file embeds the letters it uses."""
    import matplotlib
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, cut in CUTS.items():
        registerFont(TTFont(name, folder / f"DejaVuSans{cut}.ttf"))
    for place, name in enumerate(CUTS):
        addMapping("q", place & 1, place >> 1, name)


def line(compact: bool) -> float:
    """How wide a line is, in points."""
    return 21 * CM - 2 * MARGIN[compact]


def stylesheet(scale: float, compact: bool) -> dict[str, Any]:
    """A style for each kind of paragraph, its letters `scale` times their usual size."""
    return {name: _style(name, denser(look) if compact else look, scale) for name, look in LOOKS.items()}


def _style(name: str, look: Look, scale: float) -> Any:  # noqa: ANN401 - reportlab's own types
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    size = look.size * WIDE * scale
    return ParagraphStyle(
        name,
        fontName="q-bi" if look.bold and look.italic else "q-b" if look.bold else "q-i" if look.italic else "q",
        fontSize=size,
        leading=size * 1.18 * look.line,
        textColor=HexColor(f"#{look.colour}"),
        spaceBefore=look.before * scale,
        spaceAfter=look.after * scale,
        leftIndent=look.left * CM + (12 * scale if name == "item" else 0),
        rightIndent=look.right * CM,
        bulletIndent=2 * scale,
        bulletFontName="q",
        alignment=TA_RIGHT if look.align == "RIGHT" else TA_LEFT,
        keepWithNext=int(look.next and name not in ("head", "headfigure")),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


@cache
def ruled() -> Any:  # noqa: ANN401
    """The kind of paragraph that has a line on its left, from top to bottom, over the end of a page as well."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph

    class Ruled(Paragraph):  # type: ignore[misc]  # reportlab has no types
        def draw(self) -> None:
            place = self.style.leftIndent - 8
            self.canv.setStrokeColor(HexColor(f"#{LOOKS[self.style.name].rule}"))
            self.canv.setLineWidth(1.5)
            self.canv.line(place, 0, place, self.height)
            super().draw()

    return Ruled
