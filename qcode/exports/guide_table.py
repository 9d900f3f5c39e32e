"""The coding guide as a table for people who don't read YAML: a workbook or a Word document, one row a code.

Several inclusions, exclusions or examples stand one a line in their cell. `study.guide_table` reads it back.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from qcode.exports.text import FORMULA, Losses, clean, in_cell
from qcode.words import say

if TYPE_CHECKING:
    from qcode.model import Code, Codebook

COLUMNS = ("code", "label", "definition", "include", "exclude", "examples")
WIDTHS = (34, 26, 60, 50, 50, 50)


def rows(codebook: Codebook, language: str) -> list[tuple[str, ...]]:
    """The headings, then one row a code in reading order, by its dotted path; retired codes are left out."""
    headings = tuple(say(f"guide.{column}") for column in COLUMNS)
    return [headings, *(_row(code, codebook, language) for code in codebook.codes if not code.retired)]


def to_xlsx(codebook: Codebook, language: str) -> bytes:
    """The guide as a workbook of one sheet."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title, sheet.freeze_panes = say("guide.title"), "B2"
    losses = Losses()
    for number, row in enumerate(rows(codebook, language), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            shown = in_cell(text, losses)
            cell.value, cell.data_type, cell.quotePrefix = shown, "s", shown.startswith(FORMULA)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def to_docx(codebook: Codebook, language: str) -> bytes:
    """The guide as a Word document that holds one table."""
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(say("guide.title"), 1)
    lines, losses = rows(codebook, language), Losses()
    table = document.add_table(rows=len(lines), cols=len(COLUMNS), style="Table Grid")
    for row, texts in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = clean(text, losses)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _row(code: Code, codebook: Codebook, language: str) -> tuple[str, ...]:
    lists = ("\n".join(items) for items in (code.include, code.exclude, code.examples))
    definition = code.definition.get(language) or next(iter(code.definition.values()), "")
    return codebook.path(code.id), code.name(language), definition, *lists
