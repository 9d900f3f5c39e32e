"""The list that `verify-quotes` makes, as a workbook of one sheet to work through."""

from __future__ import annotations

import io
from collections.abc import Sequence

from qcode.citations import Checked, Verdict
from qcode.exports.text import Losses
from qcode.exports.workbook import archive
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.sizes import lines, tall
from qcode.exports.workbook.styles import Styles
from qcode.words import say

HEADS = ("verdict", "paragraph", "text", "found", "place", "said", "similarity")
WIDTHS = (20.0, 11.0, 60.0, 60.0, 12.0, 34.0, 11.0)
GRAVEST = (
    Verdict.NOT_TO_BE_QUOTED,
    Verdict.NOT_FOUND,
    Verdict.MISATTRIBUTED,
    Verdict.ALTERED,
    Verdict.UNMARKED_COPY,
    Verdict.CUT,
    Verdict.EXACT,
)


def build(found: Sequence[Checked], report: str) -> bytes:
    """The workbook; `report` is the name of the file that was read. The gravest come first, then report order."""
    from openpyxl import Workbook

    book = Workbook()
    scratch = book.worksheets[0]
    page = Page(book, say("workbook.citations.sheet"), Styles(book), Losses(), "")
    _write(page, found, report)
    book.remove(scratch)
    book.properties.creator = book.properties.lastModifiedBy = "qcode"
    target = io.BytesIO()
    archive.save(book, [page], target)
    page.close()
    return target.getvalue()


def _write(page: Page, found: Sequence[Checked], report: str) -> None:
    s = page.styles
    page.columns(WIDTHS)
    page.title(say("workbook.citations.title"), report)
    heads = [say(f"workbook.citations.head.{head}") for head in HEADS]
    text, number = s("entête texte"), s("entête nombre")
    page.row(heads, [text, number, *[text] * 4, number], 28)
    page.freeze(2)
    first = page.number
    short, wrapped = s("texte court"), s("texte")
    looks = [short, s("nombre"), wrapped, wrapped, short, wrapped, s("pour cent")]
    for one in sorted(found, key=lambda one: (GRAVEST.index(one.verdict), one.paragraph)):
        page.row(_row(one), looks, tall(max(lines(one.text, WIDTHS[2]), lines(one.found, WIDTHS[3]))))
    page.table("tCitations", heads, first)


def _row(one: Checked) -> list[Value]:
    place = f"{one.number}:{one.turn}" if one.number else ""
    alike = one.similarity / 100 if one.similarity is not None else None
    return [
        say(f"workbook.citations.verdict.{one.verdict}"),
        one.paragraph,
        one.text,
        one.found,
        place,
        one.said,
        alike,
    ]
