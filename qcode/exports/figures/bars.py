"""Bars with their counts, and here against elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.figures.canvas import (
    BLUE,
    DARK,
    GREY,
    INK,
    MID,
    Drawing,
    canvas,
    finished,
    look,
    named,
    plain,
    tall,
    wrapped,
)
from qcode.words import say
from qcode.words.typography import number


def bars_figure(
    labels: Sequence[str], counts: Sequence[int], totals: Sequence[int], bold: Sequence[int] = ()
) -> Drawing:
    """Interviews in which each code is met, out of those read for it."""
    names = [wrapped(label, 40) for label in labels]
    width, height = 15.0, 1.0 + tall(names) * len(labels)
    with look():
        figure, axes = canvas(width, height)
        places = range(len(labels))
        axes.barh(places, totals, height=0.62, color="white", edgecolor="#9AA5B1", linewidth=0.6)
        axes.barh(places, counts, height=0.62, color=[DARK if n in bold else MID for n in places])
        for place, count, total in zip(places, counts, totals, strict=True):
            axes.text(total + max(totals, default=1) * 0.015, place, say("report.of", k=count, n=total), va="center")
        axes.set_yticks(list(places), names)
        named(axes, names, bold)
        axes.set(ylim=(len(labels) - 0.4, -0.6), xlim=(0, max(totals, default=1) * 1.12))
        axes.get_xaxis().set_visible(False)
        axes.spines["bottom"].set_visible(False)
        return finished(figure, say("report.alt.bars", n=len(labels)), width)


def sides_figure(labels: Sequence[str], here: Sequence[float], elsewhere: Sequence[float], name: str) -> Drawing:
    """Mean rates per 1,000 words: a full dot here, an empty one elsewhere; no verdict is drawn."""
    width, height = 15.0, 1.7 + 0.55 * len(labels)
    with look():
        figure, axes = canvas(width, height)
        places = range(len(labels))
        axes.hlines(places, here, elsewhere, color="#9AA5B1", linewidth=1.2, zorder=1)
        axes.scatter(here, places, s=38, color=BLUE, zorder=3, label=plain(name, 40))
        axes.scatter(
            elsewhere,
            places,
            s=38,
            facecolor="white",
            edgecolor=INK,
            linewidth=1,
            zorder=2,
            label=say("report.elsewhere"),
        )
        for place, (a, b) in enumerate(zip(here, elsewhere, strict=True)):
            shown = say("report.against", here=number(a, 1), elsewhere=number(b, 1))
            axes.text(1.02, place, shown, va="center", transform=axes.get_yaxis_transform())
        axes.set_yticks(list(places), [wrapped(label, 34) for label in labels])
        axes.set(ylim=(len(labels) - 0.5, -0.5), xlim=(0, max([*here, *elsewhere, 1.0]) * 1.08))
        axes.set_xlabel(say("report.per_1000"), fontsize=7, color=GREY)
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, handletextpad=0.2, borderaxespad=0)
        return finished(figure, say("report.alt.sides", name=name), width)
