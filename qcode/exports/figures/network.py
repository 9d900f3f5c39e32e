"""Networks: codes that meet in the same segments, actors that interviews name. Same study, same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qcode.exports.figures.canvas import BLUE, INK, MID, Drawing, canvas, finished, look, plain
from qcode.tables.cooccurrence import Pair
from qcode.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qcode.tables.actors import Link


def network_figure(pairs: Sequence[Pair], labels: Mapping[str, str], sizes: Mapping[str, int]) -> Drawing:
    """Codes as dots as large as their interviews, linked where they meet in three interviews or more.

    A dashed link is one that the guide itself foresees.
    """
    import networkx as nx

    graph = nx.Graph()
    for pair in pairs:
        if pair.edge:
            graph.add_edge(pair.first, pair.second, weight=len(pair.interviews), foreseen=pair.foreseen)
    with look():
        figure, axes = canvas(15.0, 9.5 if graph else 2.0)
        axes.set_axis_off()
        if graph:
            spots = nx.circular_layout(_by_neighbours(graph))
            for first, second, edge in graph.edges(data=True):
                style = "--" if edge["foreseen"] else "-"
                _line(axes, spots[first], spots[second], edge["weight"], style)
            for code in graph:
                _dot(axes, spots[code], plain(labels[code], 30), 20 + 12 * sizes.get(code, 0), BLUE)
            axes.set(xlim=(-1.75, 1.75), ylim=(-1.25, 1.25))
        else:
            axes.text(0.5, 0.5, say("report.network.none"), ha="center", transform=axes.transAxes)
        return finished(figure, say("report.alt.network", n=graph.number_of_edges()), 15.0)


def actors_figure(links: Sequence[Link], labels: Mapping[str, str]) -> Drawing:
    """Interviews on the left, the actors that they name on the right, lines as thick as mentions are many."""
    sources = list(dict.fromkeys(link.source for link in links))
    targets = sorted(
        {link.actor for link in links}, key=lambda actor: -sum(x.mentions for x in links if x.actor == actor)
    )
    tall = max(len(sources), len(targets), 1)
    with look():
        figure, axes = canvas(15.0, 1.0 + 0.55 * tall)
        axes.set_axis_off()
        left = {name: (0.0, _spread(n, len(sources))) for n, name in enumerate(sources)}
        right = {name: (1.0, _spread(n, len(targets))) for n, name in enumerate(targets)}
        for link in links:
            _line(axes, left[link.source], right[link.actor], link.mentions, "-")
        for side, spots, align in ((-0.03, left, "right"), (0.03, right, "left")):
            for name, (x, y) in spots.items():
                axes.plot(x, y, "o", color=BLUE if align == "left" else INK, markersize=4)
                axes.text(x + side, y, plain(labels.get(name, name), 38), ha=align, va="center")
        axes.set(xlim=(-0.45, 1.6), ylim=(-0.05, 1.05))
        return finished(figure, say("report.alt.actors", n=len(links)), 15.0)


def _spread(number: int, total: int) -> float:
    return 0.5 if total == 1 else 1 - number / (total - 1)


def _by_neighbours(graph: Any) -> list[str]:  # noqa: ANN401 - networkx has no types
    """An order round the circle in which linked codes are near each other."""
    import networkx as nx

    order: list[str] = []
    for part in sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part))):
        start = max(sorted(part), key=lambda code: graph.degree(code))
        order += list(nx.dfs_preorder_nodes(graph.subgraph(part), start, sort_neighbors=sorted))
    return order


def _line(axes: Axes, start: Sequence[float], end: Sequence[float], weight: int, style: str) -> None:
    width = min(0.5 + 0.35 * weight, 5)
    axes.plot([start[0], end[0]], [start[1], end[1]], style, color=MID, linewidth=width, zorder=1)


def _dot(axes: Axes, spot: Sequence[float], label: str, size: float, colour: str) -> None:
    x, y = float(spot[0]), float(spot[1])
    axes.scatter([x], [y], s=size, color=colour, edgecolor="white", zorder=2)
    align = "left" if x > 0.05 else "right" if x < -0.05 else "center"
    lift = 0.09 if y >= 0 else -0.09
    axes.text(
        x + 0.09 * (x > 0.05) - 0.09 * (x < -0.05), y + (lift if align == "center" else 0), label, ha=align, va="center"
    )
