"""Small tables beside the transcripts (CSV or XLSX) as rows of text, each with its line."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from qcode.reading.archive import open_archive
from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import UnreadableError

SUFFIXES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the titles: column → text, empty cells left out, and its line in the file."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its titles as written, and its rows."""

    titles: tuple[str, ...]
    rows: tuple[Row, ...]


def read_csv(data: bytes) -> Sheet:
    """A CSV file, whatever its separator.

    Raises:
        UnreadableError: it is not a table.
    """
    return _sheet(_csv(data))


def read_workbook(data: bytes, limits: Limits) -> Sheet:
    """The first sheet of a workbook; only ever called in the child process.

    Raises:
        UnreadableError: it is not a workbook, or too big a one.
    """
    open_archive(data, limits)
    return _sheet(_workbook(data))


def read_document_table(data: bytes, limits: Limits) -> Sheet:
    """The first table of a Word document; only ever called in the child process.

    Raises:
        UnreadableError: it is not a document, has no table, or is too big.
    """
    open_archive(data, limits)
    return _sheet(_document_table(data))


def _sheet(lines: Iterator[tuple[int, list[str]]]) -> Sheet:
    _, titles = next(lines, (1, list[str]()))
    titles = [title.strip() for title in titles]
    rows = (
        Row(line, {t: c.strip() for t, c in zip(titles, cells, strict=False) if c.strip()}) for line, cells in lines
    )
    return Sheet(tuple(titles), tuple(row for row in rows if row.cells))


def _csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = canonical(decode(data)[0])
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as problem:
        raise UnreadableError("table_unreadable", line=line) from problem


def _workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            yield line, [_cell(value) for value in cells]
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, IndexError) as problem:
        raise UnreadableError("table_unreadable", line=0) from problem


def _document_table(data: bytes) -> Iterator[tuple[int, list[str]]]:
    import docx

    tables = docx.Document(io.BytesIO(data)).tables
    if not tables:
        raise UnreadableError("table_unreadable", line=0)
    for line, row in enumerate(tables[0].rows, 1):
        yield line, [canonical(cell.text) for cell in row.cells]


def _cell(value: object) -> str:
    """A cell as its reader sees it: dates in ISO form, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if hasattr(value, "date") else canonical(str(value))
