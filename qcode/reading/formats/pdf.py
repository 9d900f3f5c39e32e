"""PDF, by its text layer: lines put back into paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError

SUFFIXES = (".pdf",)
_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?", re.IGNORECASE)
_FULL = 0.85  # a line as long as this share of the column's width goes on in the next one
_GAP = 1.7  # line heights from which a gap separates paragraphs


class Line(NamedTuple):
    """One line of a page, with its place in points from the page's bottom left."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a PDF; a scan without text is said to be one."""
    if not data.lstrip().startswith(b"%PDF-"):
        raise UnreadableError("not_the_format", format="PDF")
    lines = list(_lines(data, limits))
    if not any(line.text.strip() for line in lines):
        raise UnreadableError("pdf_without_text")
    furniture = _furniture(lines)
    kept = [line for line in lines if not _is_furniture(line, furniture)]
    notes = (Note("pdf_lines_left_out", {"n": len(lines) - len(kept)}),) if len(kept) < len(lines) else ()
    return Draft(canonical("".join(_paragraphs(kept))), notes=notes)


def _lines(data: bytes, limits: Limits) -> Iterator[Line]:
    """The lines of all pages from top to bottom."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextBox
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException

    size = 0
    try:
        for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None))):
            boxes = (box for box in page if isinstance(box, LTTextBox))
            found = [line for box in boxes for line in box]
            for line in sorted(found, key=lambda line: (-round(line.y1), line.x0)):
                text = line.get_text().rstrip("\n")
                size += len(text)
                yield Line(number, text, line.x0, line.x1, line.y1, line.y0)
    except (PDFException, PSException) as problem:
        raise UnreadableError("pdf_broken") from problem


def _furniture(lines: list[Line]) -> frozenset[str]:
    """Lines that stand first or last on most pages, digits apart: running heads."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    edges = Counter(text for page in pages for text in {_bare(page[0].text), _bare(page[-1].text)})
    return frozenset(text for text, count in edges.items() if count > 1 and count > len(pages) / 2)


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _is_furniture(line: Line, repeated: frozenset[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(line.text.strip()) is not None or _bare(line.text) in repeated


def _paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined where the first is full and the second follows closely."""
    if not lines:
        return
    right = max(line.right for line in lines)
    left = min(line.left for line in lines)
    last = lines[0]
    yield last.text.strip()
    for line in lines[1:]:
        near = line.page != last.page or last.top - line.top < _GAP * (last.top - last.bottom)
        full = last.right - left > _FULL * (right - left)
        if near and full and line.text.strip():
            yield " "
        else:
            yield "\n" if near else "\n\n"
        yield line.text.strip()
        last = line
