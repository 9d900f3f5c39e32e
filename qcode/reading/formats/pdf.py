"""PDF, by its text layer: lines put back into paragraphs (`pages`); running heads, columns, cut words are said."""

from __future__ import annotations

import io
from collections.abc import Iterator

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError
from qcode.reading.pages import Line, in_order, read_pages

SUFFIXES = (".pdf",)


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a PDF; a scan without text is said to be one."""
    if not data.lstrip().startswith(b"%PDF-"):
        raise UnreadableError("not_the_format", format="PDF")
    lines = in_order(_lines(data))
    if not lines:
        raise UnreadableError("pdf_without_text")
    printed = read_pages(lines)
    done = {
        "pdf_lines_left_out": printed.left_out,
        "pdf_columns": printed.columns,
        "pdf_words_joined": printed.joined,
    }
    return Draft(canonical(printed.text), notes=tuple(Note(kind, {"n": n}) for kind, n in done.items() if n))


def _lines(data: bytes) -> Iterator[Line]:
    """The lines of all pages."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    try:
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None))):
            for line in (line for box in page if isinstance(box, LTTextBox) for line in box):
                yield Line(number, line.get_text().rstrip("\n"), line.x0, line.x1, line.y1, line.y0)
    except (PDFException, PSException) as problem:
        raise UnreadableError("pdf_broken") from problem
