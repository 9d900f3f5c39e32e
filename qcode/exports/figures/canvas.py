"""One look for all figures, and the same bytes for the same study: no date, no random ids, a font that ships along."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcode.exports.text import Losses, clean

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, BLUE, GREY, HAIR = "#1F2933", "#1F3A5F", "#5B6670", "#D5DBE1"
STEPS = ("#FFFFFF", "#DFE9F3", "#BCD3E6", "#8FB6D6", "#6A9CC6")
DARK, MID, LIGHT = "#1F3A5F", "#8FB6D6", "#FFFFFF"
DPI = 200
CM = 1 / 2.54
EDGE = 0.1
"""Inches beside the drawing: letters are a little wider when saved than when laid out."""

_LOOK: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": "#9AA5B1",
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.width": 0.6,
    "ytick.major.size": 0,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "text.parse_math": False,
    "svg.hashsalt": "qcode",
    "svg.fonttype": "path",
}


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A figure and what it shows, in words."""

    figure: Figure
    alt: str
    width: float  # cm


@contextmanager
def look() -> Iterator[None]:
    """Draw with this look, and leave everybody else's alone."""
    import matplotlib as mpl

    with mpl.rc_context(_LOOK):
        yield


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure of so many centimetres with one pair of axes."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width * CM, height * CM))
    figure.set_layout_engine("constrained", w_pad=EDGE)
    return figure, figure.add_subplot()


def finished(figure: Figure, alt: str, width: float) -> Drawing:
    """Lay the figure out once and for all: laid out again at each saving, it would not be the same twice."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    return Drawing(figure, alt, width)


def plain(text: str, most: int = 0) -> str:
    """Words that a figure can hold on one line, shortened when they must be."""
    text = " ".join(clean(text, Losses()).split())
    text = "".join(letter if letter.isprintable() and ord(letter) < 0x10000 else "�" for letter in text)
    return text if not most or len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, width: int) -> str:
    """Words on one line or, where they are longer, on two of so many letters, shortened when they must be."""
    from textwrap import wrap

    first, *rest = wrap(plain(text), width) or [""]
    return f"{first}\n{plain(' '.join(rest), width)}" if rest else first


def tall(labels: Sequence[str]) -> float:
    """Centimetres of a row, so that labels on two lines don't touch."""
    return 0.66 if any("\n" in label for label in labels) else 0.5


def named(axes: Axes, labels: Sequence[str], bold: Sequence[int]) -> None:
    """Dress the names of the rows: smaller on two lines, `bold` ones in bold."""
    for place, (shown, label) in enumerate(zip(axes.get_yticklabels(), labels, strict=True)):
        shown.set(linespacing=0.95, fontweight="bold" if place in bold else "normal")
        if "\n" in label:
            shown.set_fontsize(6.5)


def png(drawing: Drawing) -> bytes:
    """The figure as PNG, for Word and the page."""
    return _saved(drawing, "png", {"Software": None})


def svg(drawing: Drawing) -> bytes:
    """The figure as SVG, for print; letters are shapes, so that it looks the same everywhere."""
    return _saved(drawing, "svg", {"Date": None, "Creator": None})


def _saved(drawing: Drawing, kind: str, metadata: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    with look():
        drawing.figure.savefig(target, format=kind, dpi=DPI, metadata=metadata)
    return target.getvalue()
