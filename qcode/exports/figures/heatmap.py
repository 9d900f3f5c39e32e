"""The heat map: codes in rows, groups in columns; fixed classes, the figure in every cell."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.figures.canvas import GREY, INK, STEPS, Drawing, canvas, finished, look, named, tall, wrapped
from qcode.words import say
from qcode.words.typography import number

FROM = (0.0, 1.0, 2.0, 4.0, 8.0)
"""Passages per 1,000 words, as rounded, from which each step starts: the same as in the workbook."""
FEW = 6
"""Columns up to which their heads may slant; of more, they would run into each other."""
SLANTED = {"rotation": 32, "ha": "left", "va": "bottom", "rotation_mode": "anchor"}
UPRIGHT = {"rotation": 90, "ha": "center", "va": "bottom"}


def step(rate: float) -> int:
    """The class of a rate, taken after rounding to what is shown."""
    return max(n for n, start in enumerate(FROM) if round(rate, 1) >= start)


def heat_figure(
    rows: Sequence[str],
    columns: Sequence[str],
    rates: Sequence[Sequence[float | None]],
    *,
    bold: Sequence[int] = (),
    small: Sequence[int] = (),
    ruled: Sequence[int] = (),
) -> Drawing:
    """Rates per 1,000 words; None is a group without interviews, `small` are columns of one or two interviews.

    `bold` are rows of top-level codes; a line stands before each column of `ruled`.
    """
    names = [wrapped(name, 34) for name in rows]
    width = min(16.4, 6.5 + 1.4 * len(columns))
    height = (6.0 if len(columns) > FEW else 4.2) + tall(names) * len(rows)
    with look():
        figure, axes = canvas(width, height)
        for y, line in enumerate(rates):
            for x, rate in enumerate(line):
                _cell(axes, x, y, rate, small=x in small)
        axes.set(xlim=(0, len(columns)), ylim=(len(rows), 0))
        axes.set_xticks([x + 0.5 for x in range(len(columns))], [wrapped(name, 26) for name in columns])
        axes.set_yticks([y + 0.5 for y in range(len(rows))], names)
        axes.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
        for head in axes.get_xticklabels():
            head.set(**(UPRIGHT if len(columns) > FEW else SLANTED), linespacing=0.95)
        named(axes, names, bold)
        for spine in axes.spines.values():
            spine.set_visible(False)
        for x in ruled:
            axes.axvline(x, color=INK, linewidth=0.8)
        axes.set_xlabel(_legend(), fontsize=7, color=GREY, labelpad=6)
        return finished(figure, say("report.alt.heat", rows=len(rows), columns=len(columns)), width)


def _cell(axes: object, x: int, y: int, rate: float | None, *, small: bool) -> None:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

    assert isinstance(axes, Axes)
    colour = STEPS[0] if rate is None or small else STEPS[step(rate)]
    axes.add_patch(Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.2))
    shown = "///" if rate is None else number(rate, 1) if rate else "0"
    style = "italic" if small else "normal"
    axes.text(
        x + 0.5, y + 0.52, shown + ("°" if small and rate else ""), ha="center", va="center", fontsize=7, style=style
    )


def _legend() -> str:
    classes = [say("report.from_on", value=number(start, 0)) for start in FROM[1:]]
    return say("report.heat_legend", classes=" · ".join(classes))
