"""Figures for print, drawn by matplotlib, which is imported here alone: PNG and SVG, readable in black and white."""

from qcode.exports.figures.appearance import appearance_figure
from qcode.exports.figures.bars import bars_figure, sides_figure
from qcode.exports.figures.canvas import Drawing, png, svg
from qcode.exports.figures.heatmap import heat_figure
from qcode.exports.figures.network import actors_figure, network_figure
from qcode.exports.figures.timeline import timeline_figure

__all__ = [
    "Drawing",
    "actors_figure",
    "appearance_figure",
    "bars_figure",
    "heat_figure",
    "network_figure",
    "png",
    "sides_figure",
    "svg",
    "timeline_figure",
]
