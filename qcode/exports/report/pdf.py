"""A `Document` as PDF, for print and for signing: fonts embedded, no word is ever markup. Same study, same bytes.

A compact document is one page: it is set smaller until it fits.
"""

from __future__ import annotations

import io
from functools import singledispatchmethod
from html import escape
from typing import Any

from qcode.exports.report.blocks import (
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Quote,
    Run,
    Signature,
    Style,
    Table,
    Text,
    runs,
    shares,
)
from qcode.exports.report.look import BLUE, HAIR, HEAD, HEAT, LOOKS, RULE
from qcode.exports.report.pdf_styles import MARGIN, fonts, line, ruled, stylesheet
from qcode.exports.text import Losses, clean
from qcode.words import say
from qcode.words.typography import NO_BREAK, THIN, quoted

SMALLEST, STEP = 0.55, 0.05
"""Of the usual size of letters: how small a compact page may become, and in which steps."""


def to_pdf(document: Document) -> bytes:
    """The .pdf file."""
    fonts()
    data, pages = _build(document, scale := 1.0)
    while document.compact and pages > 1 and scale > SMALLEST:
        data, pages = _build(document, scale := scale - STEP)
    return data


def _build(document: Document, scale: float) -> tuple[bytes, int]:
    """The file at one size, and how many pages it takes."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    target, margin = io.BytesIO(), MARGIN[document.compact]
    writer = _Writer(document, scale)
    file = BaseDocTemplate(
        target,
        pagesize=A4,
        title=_plain(document.title),
        author="",
        lang="fr-FR" if document.language == "fr" else "en-GB",
        initialFontName="q",
        invariant=1,
    )
    frame = Frame(margin, margin, A4[0] - 2 * margin, A4[1] - 2 * margin, 0, 0, 0, 0)
    file.addPageTemplates(PageTemplate(frames=[frame], onPage=writer.foot))
    file.build(writer.story())
    return target.getvalue(), file.page


def _plain(text: str) -> str:
    """Words without line ends; the narrow space, at which reportlab would break a line, as the no-break space."""
    return " ".join(clean(text, Losses()).split("\n")).replace("\t", " ").replace(THIN, NO_BREAK)


def _markup(text: Text) -> str:
    """Words as reportlab reads them: escaped, bold and slanted stretches in its own tags."""
    return "".join(_run(run) for run in runs(text))


def _run(run: Run) -> str:
    words = escape(_plain(run.text))
    words = f"<b>{words}</b>" if run.bold else words
    return f"<i>{words}</i>" if run.italic else words


class _Writer:
    """One file while it is written."""

    def __init__(self, document: Document, scale: float) -> None:
        self.document = document
        self.styles = stylesheet(scale, document.compact)
        self.width = line(document.compact)
        self.scale = scale
        self.counts = {"table": 0, "figure": 0}

    def story(self) -> list[Any]:
        """Everything, in order."""
        head = [self.words(self.document.title, "title"), self.words(self.document.subtitle, "subtitle")]
        return head + [flowable for block in self.document.blocks for flowable in self.add(block)]

    def foot(self, canvas: Any, page: Any) -> None:  # noqa: ANN401 - reportlab has no types
        """What stands under every page."""
        style, margin = self.styles["footer"], MARGIN[self.document.compact]
        canvas.setFont(style.fontName, style.fontSize)
        canvas.setFillColor(style.textColor)
        canvas.drawString(margin, margin * 0.55, _plain(self.document.footer))
        canvas.drawRightString(margin + self.width, margin * 0.55, f"{say('report.page')} {page.page}")

    def words(self, text: Text, style: str, **more: str) -> Any:  # noqa: ANN401
        from reportlab.platypus import Paragraph as Words

        return (ruled() if LOOKS[style].rule else Words)(_markup(text), self.styles[style], **more)

    def caption(self, kind: str, text: str) -> Any:  # noqa: ANN401
        self.counts[kind] += 1
        return self.words(f"{say(f'report.{kind}')} {self.counts[kind]} — {text}", "caption")

    def notes(self, notes: tuple[tuple[str, str], ...]) -> list[Any]:
        return [
            self.words((Run(say("report.note", label=label), bold=True), Run(text)), "note") for label, text in notes
        ]

    @singledispatchmethod
    def add(self, block: object) -> list[Any]:
        """Write one block."""
        raise TypeError(f"no way to write {type(block).__name__}")

    @add.register
    def _(self, block: Heading) -> list[Any]:
        from reportlab.platypus import PageBreak

        return [*([PageBreak()] if block.new_page else []), self.words(block.text, f"heading{block.level}")]

    @add.register
    def _(self, block: Paragraph) -> list[Any]:
        bullet = {"bulletText": "•"} if block.style is Style.ITEM else {}
        return [self.words(block.text, str(block.style), **bullet)]

    @add.register
    def _(self, block: Quote) -> list[Any]:
        from reportlab.platypus import KeepTogether

        asked = [self.words(say("report.asked", question=block.question), "asked")] if block.question else []
        remark = (Run(f"{block.remark} — ", bold=True),) if block.remark else ()
        said = [self.words(quoted(block.text), "verbatim"), self.words((*remark, Run(block.source)), "source")]
        return [KeepTogether([*asked, *said])]

    @add.register
    def _(self, block: Figure) -> list[Any]:
        from reportlab.lib.units import cm
        from reportlab.platypus import Image, KeepTogether

        picture = Image(io.BytesIO(block.png))
        width = min(block.width * cm, self.width)
        picture.drawHeight, picture.drawWidth = width * picture.imageHeight / picture.imageWidth, width
        return [KeepTogether([self.caption("figure", block.title), picture, *self.notes(block.notes)])]

    @add.register
    def _(self, block: Signature) -> list[Any]:
        from reportlab.platypus import Spacer
        from reportlab.platypus import Table as Grid

        cells = [[self.words(label, "cell") for label in block.labels]]
        rules = [("LINEABOVE", (0, 0), (-1, 0), 0.8, f"#{RULE}"), ("LINEBELOW", (0, 0), (-1, 0), 0.8, f"#{RULE}")]
        grid = Grid(cells, colWidths=self.width / len(block.labels), rowHeights=60 * self.scale)
        grid.setStyle([*rules, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 0)])
        return [Spacer(1, 8 * self.scale), grid]

    @add.register
    def _(self, block: Table) -> list[Any]:
        from reportlab.platypus import KeepTogether, Spacer

        title = [self.caption("table", block.title)] if block.title else []
        after = self.notes(block.notes) or [Spacer(1, 4 * self.scale)]
        return [KeepTogether([*title, self.grid(block), *after])]

    def grid(self, block: Table) -> Any:  # noqa: ANN401
        from reportlab.platypus import Table as Grid

        parts = shares(block)
        head = [self.cell(Cell(text, bold=True), n, block, "head") for n, text in enumerate(block.head)]
        body = [[self.cell(cell, n, block, "") for n, cell in enumerate(row)] for row in block.rows]
        grid = Grid([head, *body], colWidths=[self.width * part for part in parts], repeatRows=1, splitInRow=1)
        pad = 1.2 * self.scale
        heat = [
            ("BACKGROUND", (n, place), (n, place), f"#{HEAT[cell.heat]}")
            for place, row in enumerate(block.rows, start=1)
            for n, cell in enumerate(row)
            if cell.heat
        ]
        grid.setStyle(
            [
                ("TOPPADDING", (0, 0), (-1, -1), pad),
                ("BOTTOMPADDING", (0, 0), (-1, -1), pad + 0.8),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), f"#{HEAD}"),
                ("LINEBELOW", (0, 0), (-1, -2), 0.4, f"#{HAIR}"),
                ("LINEABOVE", (0, 0), (-1, 0), 1, f"#{BLUE}"),
                ("LINEBELOW", (0, -1), (-1, -1), 1, f"#{BLUE}"),
                *heat,
            ]
        )
        return grid

    def cell(self, cell: Cell, number: int, block: Table, head: str) -> Any:  # noqa: ANN401
        style = (head or "cell") if number in block.words else f"{head}figure"
        return self.words((Run(cell.text, cell.bold, cell.faint),), style)
