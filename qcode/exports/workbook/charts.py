"""Native charts, over figures that stand on the sheet: plain columns, direct labels, three tints that survive grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qcode.exports.text import Losses, clean
from qcode.exports.workbook.measures import Figures
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.styles import BLUE, HAIR, INK
from qcode.words import say

if TYPE_CHECKING:
    from openpyxl.chart import BarChart

TINTS = (BLUE, "8FB6D6", "FFFFFF", "5B6670", "DFE9F3", "BCD3E6")
MOST_CODES, ROWS = 12, 13


def rates(plan: Plan, page: Page, series: Sequence[tuple[str, Figures]], what: str) -> None:
    """Draw passages per 1,000 words by top-level code, one tint a group; say which groups are left out."""
    codes = [code for code in plan.codes if not plan.depth(code)][:MOST_CODES]
    series = series[: len(TINTS)]
    if not codes or not any(found.number("rate", code) for _, found in series for code in codes):
        return
    names = [say("workbook.chart.series", name=name, n=len(found.group.interviews)) for name, found in series]
    if not page.keep(15 * (ROWS + len(codes) + 5)):
        page.skip()
    anchor = page.number + 1
    page.skip(ROWS)
    s = plan.styles
    page.row([say("workbook.chart.data"), *names], [s("entête texte"), *[s("entête nombre")] * len(names)], 30)
    head = page.number
    for code in codes:
        row = [found.number("rate", code) for _, found in series]
        page.row([plan.labels[code], *row], [s("code"), *[s("taux")] * len(row)])
    drawn = _columns(page, head, len(codes), len(names))
    drawn.title = _title(say("workbook.chart.title", what=what))
    page.sheet.add_chart(drawn, f"A{anchor}")
    key = "only" if len(series) > 1 else "whole"
    page.wide(say(f"workbook.chart.{key}"), "note", min(page.width, 9))


def _columns(page: Page, head: int, rows: int, groups: int) -> BarChart:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList

    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "clustered", 60, -5
    chart.height, chart.width = 6.6, 25
    chart.roundedCorners = False
    chart.graphical_properties = _line("")
    data = Reference(page.sheet, min_col=2, max_col=1 + groups, min_row=head, max_row=head + rows)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=head + 1, max_row=head + rows))
    chart.legend.position = "b"
    chart.y_axis.delete, chart.x_axis.delete = True, False
    chart.y_axis.majorGridlines = None
    for one, tint in zip(chart.series, TINTS, strict=False):
        one.graphicalProperties.solidFill = tint
        one.graphicalProperties.line.solidFill = BLUE
        one.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
        one.dLbls.numFmt, one.dLbls.position = "0.0", "outEnd"
        one.dLbls.txPr = _text(900)
    chart.x_axis.txPr = _text(900)
    chart.x_axis.graphicalProperties = _line(HAIR)
    return chart


def _line(colour: str) -> Any:  # noqa: ANN401 — a shape of openpyxl's drawing language
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    return GraphicalProperties(ln=LineProperties(solidFill=colour) if colour else LineProperties(noFill=True))


def _text(size: int, bold: bool = False) -> Any:  # noqa: ANN401 — a shape of openpyxl's drawing language
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    look = CharacterProperties(sz=size, b=bold, solidFill=BLUE if bold else INK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])


def _title(text: str) -> Any:  # noqa: ANN401 — a shape of openpyxl's drawing language
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    look = CharacterProperties(sz=1100, b=True, solidFill=BLUE)
    run = RegularTextRun(rPr=look, t=clean(text, Losses()))
    return Title(tx=Text(rich=RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])])), overlay=False)
