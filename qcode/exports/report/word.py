"""A `Document` as Word: named styles, tables with repeated heads, captions that Word lists. Same study, same bytes."""

from __future__ import annotations

import io
from functools import singledispatchmethod
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qcode.exports.report.blocks import (
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Quote,
    Run,
    Signature,
    Table,
    runs,
    shares,
)
from qcode.exports.report.look import BLUE, HAIR, HEAD, HEAT, RULE
from qcode.exports.report.word_styles import NAMES, prepare
from qcode.exports.text import Losses, clean
from qcode.words import say
from qcode.words.typography import quoted

EPOCH = (1980, 1, 1, 0, 0, 0)
TOGETHER = 30
"""Rows up to which a table stands on one page."""


def to_word(document: Document) -> bytes:
    """The .docx file."""
    writer = _Writer(document)
    for block in document.blocks:
        writer.add(block)
    return _undated(writer.save())


def _undated(data: bytes) -> bytes:
    """The same file without the time at which it was made."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as made, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for member in made.infolist():
            info = ZipInfo(member.filename, EPOCH)
            info.compress_type = ZIP_DEFLATED
            kept.writestr(info, made.read(member))
    return target.getvalue()


class _Writer:
    """One Word file while it is written."""

    def __init__(self, document: Document) -> None:
        import docx

        self.file: Any = docx.Document()
        self.language = document.language
        self.counts = {"table": 0, "figure": 0}
        self.losses = Losses()
        prepare(self.file, document)
        self.paragraph(document.title, "title")
        if document.subtitle:
            self.paragraph(document.subtitle, "subtitle")
        self._footer(document.footer)

    def save(self) -> bytes:
        target = io.BytesIO()
        self.file.save(target)
        return target.getvalue()

    # --- words ------------------------------------------------------------------------------------------------

    def words(self, text: str) -> str:
        """What Word can hold of a text; line ends become spaces."""
        return " ".join(clean(text, self.losses).split("\n")).replace("\t", " ")

    def paragraph(self, text: str | tuple[Run, ...], style: str, into: Any = None) -> Any:  # noqa: ANN401 - python-docx has no types
        made = (into or self.file).add_paragraph(style=NAMES[style])
        self.fill(made, text)
        return made

    def fill(self, made: Any, text: str | tuple[Run, ...]) -> None:  # noqa: ANN401
        for run in runs(text):
            added = made.add_run(self.words(run.text))
            added.bold = run.bold or None
            added.italic = run.italic or None

    def caption(self, kind: str, text: str) -> None:
        """« Tableau 1 — … », its number a field from which Word makes lists of tables."""
        self.counts[kind] += 1
        label = say(f"report.{kind}")
        made = self.file.add_paragraph(style=NAMES["caption"])
        made.add_run(f"{label} ")
        _field(made, f"SEQ {label} \\* ARABIC", str(self.counts[kind]))
        made.add_run(self.words(f" — {text}"))

    def notes(self, notes: tuple[tuple[str, str], ...]) -> None:
        for label, text in notes:
            self.paragraph((Run(say("report.note", label=label), bold=True), Run(text)), "note")

    def _footer(self, text: str) -> None:
        made = self.file.sections[0].footer.paragraphs[0]
        made.style = NAMES["footer"]
        made.add_run(self.words(text) + f" · {say('report.page')} ")
        _field(made, "PAGE", "1")

    # --- blocks -----------------------------------------------------------------------------------------------

    @singledispatchmethod
    def add(self, block: object) -> None:
        """Write one block."""
        raise TypeError(f"no way to write {type(block).__name__}")

    @add.register
    def _(self, block: Heading) -> None:
        made = self.paragraph(block.text, f"heading{block.level}")
        if block.new_page:
            made.paragraph_format.page_break_before = True

    @add.register
    def _(self, block: Paragraph) -> None:
        self.paragraph(block.text, str(block.style))

    @add.register
    def _(self, block: Quote) -> None:
        if block.question:
            self.paragraph(say("report.asked", question=block.question), "asked")
        self.paragraph(quoted(block.text), "verbatim")
        source = (Run(f"{block.remark} — ", bold=True),) if block.remark else ()
        self.paragraph((*source, Run(block.source)), "source")

    @add.register
    def _(self, block: Figure) -> None:
        from docx.shared import Cm

        self.caption("figure", block.title)
        made = self.file.add_paragraph(style=NAMES["picture"])
        picture = made.add_run().add_picture(io.BytesIO(block.png), width=Cm(block.width))
        picture._inline.docPr.set("descr", self.words(block.alt))
        self.notes(block.notes)

    @add.register
    def _(self, block: Signature) -> None:
        grid = self.file.add_table(rows=1, cols=len(block.labels))
        for cell, label in zip(grid.rows[0].cells, block.labels, strict=True):
            self.fill(cell.paragraphs[0], label)
            cell.paragraphs[0].style = NAMES["cell"]
            for _ in range(4):
                cell.add_paragraph(style=NAMES["cell"])
        _borders(grid, top=RULE, bottom=RULE, inside=HAIR)

    @add.register
    def _(self, block: Table) -> None:
        if block.title:
            self.caption("table", block.title)
        grid = self.file.add_table(rows=1 + len(block.rows), cols=len(block.head))
        grid.autofit = False
        head = tuple(Cell(text, bold=True) for text in block.head)
        for row, cells in zip(grid.rows, (head, *block.rows), strict=True):
            self._row(row, cells, block, head=cells is head)
        if len(block.rows) <= TOGETHER:
            _together(grid)
        _widths(grid, block, self.file.sections[0])
        _borders(grid, top=BLUE, bottom=BLUE, inside=HAIR)
        _alternative(grid, self.words(block.title))
        self.notes(block.notes)
        if not block.notes:
            self.paragraph("", "gap")

    def _row(self, row: Any, cells: tuple[Cell, ...], block: Table, *, head: bool) -> None:  # noqa: ANN401
        _keep(row, repeat=head)
        for number, (place, cell) in enumerate(zip(row.cells, cells, strict=True)):
            made = place.paragraphs[0]
            side = ("head" if head else "cell") if number in block.words else ("headfigure" if head else "figure")
            made.style = NAMES[side]
            run = made.add_run(self.words(cell.text))
            run.bold, run.italic = cell.bold or None, cell.faint or None
            if head or cell.heat:
                _fill(place, HEAD if head else HEAT[cell.heat])


# --- what python-docx leaves to XML -----------------------------------------------------------------------------


def _element(tag: str, **values: str) -> Any:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _field(paragraph: Any, instruction: str, shown: str) -> None:  # noqa: ANN401
    from docx.text.run import Run as WordRun

    field = _element("w:fldSimple", instr=instruction)
    run = _element("w:r")
    field.append(run)
    paragraph._p.append(field)
    WordRun(run, paragraph).text = shown


def _fill(cell: Any, colour: str) -> None:  # noqa: ANN401
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=colour))


def _keep(row: Any, *, repeat: bool) -> None:  # noqa: ANN401
    """A row is never cut by the end of a page; the head comes again on the next."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if repeat:
        properties.append(_element("w:tblHeader"))


def _together(grid: Any) -> None:  # noqa: ANN401
    """Each row stays with the next: the table moves to the next page rather than break."""
    for row in grid.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _borders(grid: Any, *, top: str, bottom: str, inside: str) -> None:  # noqa: ANN401
    borders = _element("w:tblBorders")
    for edge, colour, size in (("top", top, "8"), ("bottom", bottom, "8"), ("insideH", inside, "4")):
        borders.append(_element(f"w:{edge}", val="single", sz=size, space="0", color=colour))
    grid._tbl.tblPr.append(borders)


def _alternative(grid: Any, text: str) -> None:  # noqa: ANN401
    if text:
        grid._tbl.tblPr.append(_element("w:tblDescription", val=text))


def _widths(grid: Any, block: Table, section: Any) -> None:  # noqa: ANN401
    line = section.page_width - section.left_margin - section.right_margin
    for number, share in enumerate(shares(block)):
        width = int(line * share)
        grid.columns[number].width = width
        for cell in grid.columns[number].cells:
            cell.width = width
