"""*Apparition des codes*: what each further interview brings, in field order, beside random orders."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.days import day
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.tables.appearance import Appearance, appearance
from qcode.words import say

HEADS = ("rank", "interview", "date", "new", "total", "low", "high", "which")
WIDTHS = (8.0, 14.0, 13.0, 11.0, 11.0, 13.0, 13.0, 80.0)
HEIGHT = 6.6
"""Centimetres of the chart."""


def write(plan: Plan, page: Page) -> None:
    """Write the sheet and its chart."""
    s = plan.styles
    found = appearance(plan.snapshot, plan.view)
    names = {plan.code(place).id: plan.labels[place] for place in range(len(plan.tally.codebook.codes))}
    page.columns(WIDTHS)
    page.title(say("workbook.appearance.title"), say("workbook.appearance.subtitle"))
    heads = [say(f"workbook.appearance.head.{head}") for head in HEADS]
    number, text = s("entête nombre"), s("entête texte")
    page.row(heads, [s("entête centré"), text, text, *[number] * 4, s("entête texte", indent=1)], 28)
    page.freeze(3)
    first = page.number
    counts = [*[s("nombre")] * 2, *[s("décimale")] * 2]
    looks = [s("centré"), s("texte court"), s("date"), *counts, s("texte", indent=1)]
    for step in found.steps:
        new = ", ".join(names[code] for code in step.new)
        date = day(step.date)
        values: list[Value] = [step.rank, step.number, step.date if date is None else date, len(step.new), step.total]
        page.row([*values, step.low, step.high, new], looks, tall(lines(new, WIDTHS[-1] - 2)))
    last = page.number
    page.table("tApparition", heads, first)
    page.notes(
        8,
        attention=say("report.appearance.attention"),
        definitions=say("workbook.appearance.definitions"),
        scope=_scope(found),
        source=notes.source(plan),
    )
    if found.steps:
        _chart(page, first, last)


def _scope(found: Appearance) -> str:
    return say("report.appearance.unread", numbers=", ".join(found.unread)) if found.unread else ""


def _chart(page: Page, first: int, last: int) -> None:
    """Field order as a thick line with points, the bounds of random orders thin."""
    from openpyxl.chart import LineChart, Reference
    from openpyxl.chart.legend import Legend

    chart = LineChart()
    chart.add_data(Reference(page.sheet, min_col=5, max_col=7, min_row=first, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(page.sheet, min_col=2, min_row=first + 1, max_row=last))
    chart.height, chart.width, chart.legend = HEIGHT, 22, Legend(legendPos="b")
    chart.y_axis.number_format = "0"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.majorGridlines, chart.y_axis.scaling.min, chart.roundedCorners = None, 0, False
    for series, colour, width in zip(chart.series, ("1F3A5F", "9AA5B1", "9AA5B1"), (28_000, 9_000, 9_000), strict=True):
        series.graphicalProperties.line.solidFill, series.graphicalProperties.line.width = colour, width
        series.smooth = False
    chart.series[0].marker.symbol, chart.series[0].marker.size = "circle", 5
    page.keep(HEIGHT * 28.35 + 15)
    page.sheet.add_chart(chart, f"A{page.number + 2}")
