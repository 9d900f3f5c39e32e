"""Appearance of codes: the codes met so far, interview after interview, within the band of random orders."""

from __future__ import annotations

from qcode.exports.figures.canvas import BLUE, GREY, Drawing, canvas, finished, look, plain
from qcode.tables.appearance import Appearance
from qcode.words import say


def appearance_figure(found: Appearance) -> Drawing:
    """The curve in field order, the band grey."""
    from matplotlib.ticker import MaxNLocator

    width = 15.0
    with look():
        figure, axes = canvas(width, 7.0)
        ranks = [step.rank for step in found.steps]
        low, high = [step.low for step in found.steps], [step.high for step in found.steps]
        axes.fill_between(ranks, low, high, color="#DFE9F3", label=say("report.appearance.band"))
        axes.plot(ranks, low, color="#9AA5B1", linewidth=0.6)
        axes.plot(ranks, high, color="#9AA5B1", linewidth=0.6)
        totals = [step.total for step in found.steps]
        axes.plot(ranks, totals, color=BLUE, marker="o", markersize=3.5, label=say("report.appearance.field"))
        for step in found.steps:
            if step.new:
                axes.annotate(
                    f"+{len(step.new)}", (step.rank, step.total), (0, 5), textcoords="offset points", ha="center"
                )
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xticks(ranks, [plain(step.number, 8) for step in found.steps])
        axes.set(ylim=(0, max([found.codes, *high], default=1) * 1.12), xlabel="")
        axes.set_ylabel(say("report.appearance.codes"), color=GREY)
        axes.legend(loc="lower right")
        return finished(figure, say("report.alt.appearance", n=len(found.steps)), width)
