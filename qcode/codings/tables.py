"""Tables of codings made elsewhere: which columns say what, in French or in English, and the rows; pure functions."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.errors import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REQUIRED = ("interview", "quote", "code")
COLUMNS: dict[str, tuple[str, ...]] = {
    "interview": (
        "interview",
        "entretien",
        "document",
        "nom_du_document",
        "document_name",
        "fichier",
        "file",
        "source",
    ),
    "quote": ("quote", "citation", "verbatim", "extrait", "passage", "segment", "quotation", "seltext"),
    "code": ("code", "code_id", "codename", "theme", "categorie", "category"),
    "before": ("before", "avant", "contexte_avant"),
    "after": ("after", "apres", "contexte_apres"),
    "start": ("start", "debut"),
    "end": ("end", "fin"),
    "memo": ("memo", "note", "remarque", "commentaire", "comment"),
    "coder": ("coder", "codeur", "codeuse", "codeur_se", "code_par", "coded_by"),
}
"""What a column says, and what it may be called; the first of these that a table has is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One coding as the table says it."""

    line: int
    interview: str
    quote: str
    code: str
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None
    memo: str = ""
    coder: str = ""


def read_table(text: str, file: str) -> tuple[list[Row], list[Problem]]:
    """Read a CSV of codings, separated by commas, tabs or, as French Excel writes it, semicolons."""
    reader = _reader(text)
    try:
        titles = [(name or "").strip() for name in reader.fieldnames or ()]
        reader.fieldnames = titles
        return read_cells(titles, ((reader.line_num, cells) for cells in reader), file)
    except csv.Error as fault:
        return [], [error("import_unreadable", file, reader.line_num, reason=str(fault))]


def titles_of(text: str) -> list[str]:
    """The titles of a CSV, as they are written; none where it can't be read."""
    try:
        return [(name or "").strip() for name in _reader(text).fieldnames or ()]
    except csv.Error:
        return []


def _reader(text: str) -> csv.DictReader[str]:
    text = text.removeprefix("\ufeff")
    separator = max(",;\t", key=text.partition("\n")[0].count)
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")


def read_cells(
    titles: Sequence[str], lines: Iterable[tuple[int, Mapping[str, str]]], file: str
) -> tuple[list[Row], list[Problem]]:
    """Read codings from the rows of any table: each row's line, and its cells by title."""
    named = understood(titles)
    missing = [name for name in REQUIRED if name not in named]
    if missing:
        return [], [error("import_column", file, 1, columns=", ".join(missing))]
    return [_row(line, cells, named) for line, cells in lines], []


def understood(titles: Sequence[str]) -> dict[str, str]:
    """For each thing that a table says, the title of its column."""
    known = {bare(title): title for title in reversed(titles)}
    found = {name: next((known[n] for n in names if n in known), None) for name, names in COLUMNS.items()}
    return {name: title for name, title in found.items() if title is not None}


def are_codings(titles: Sequence[str]) -> bool:
    """Whether a table with these titles holds codings: a quotation and its code."""
    return {"quote", "code"} <= understood(titles).keys()


def bare(text: str) -> str:
    """Words without accents, case or marks, with one `_` between them: as titles and labels are compared."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    spaced = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return "_".join(spaced.split())


def _row(line: int, cells: Mapping[str, str], named: Mapping[str, str]) -> Row:
    found = {name: cells.get(named[name]) or "" if name in named else "" for name in COLUMNS}
    start, end = (int(found[name]) if found[name].strip().isdecimal() else None for name in ("start", "end"))
    return Row(
        line,
        found["interview"].strip(),
        found["quote"],
        found["code"].strip(),
        found["before"],
        found["after"],
        start,
        end,
        found["memo"].strip(),
        found["coder"].strip(),
    )
