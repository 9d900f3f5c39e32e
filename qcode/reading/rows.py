"""Tables whose rows are speech: one row a turn, or one row a contribution (an answer to an open question)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from qcode.reading.draft import Draft, compose
from qcode.reading.shapes import seconds_or_none
from qcode.reading.sheets import Row, Sheet
from qcode.reading.vocabulary import COLUMNS, fold


class Content(StrEnum):
    """What a table holds, by its titles."""

    TURNS = "turns"
    CONTRIBUTIONS = "contributions"
    CODINGS = "codings"
    ABOUT = "about"  # interviews, persons, numbers: `beside`
    UNKNOWN = "unknown"


def columns(sheet: Sheet) -> dict[str, str]:
    """What each title means (`speaker`, `text`, `time`, `id`…) → the title as written."""
    return {COLUMNS[name]: title for title in sheet.titles if (name := fold(title)) in COLUMNS}


def content(sheet: Sheet) -> Content:
    """What a table holds."""
    known = columns(sheet).keys()
    if {"quote", "code"} <= known:
        return Content.CODINGS
    if {"speaker", "text"} <= known:
        return Content.TURNS
    if {"id", "text"} <= known:
        return Content.CONTRIBUTIONS
    return Content.ABOUT if "interview" in known else Content.UNKNOWN


def turns(sheet: Sheet) -> Draft:
    """One row a turn, never merged."""
    named = columns(sheet)
    said = ((_cell(row, named, "speaker"), _cell(row, named, "text"), _cell(row, named, "time")) for row in sheet.rows)
    return compose((speaker, words, seconds_or_none(time)) for speaker, words, time in said if words)


def contributions(sheet: Sheet) -> Iterator[tuple[Row, str, Draft]]:
    """One row a text of its own: its id, and a draft whose other columns are attributes."""
    named = columns(sheet)
    for row in sheet.rows:
        identifier, words = _cell(row, named, "id"), _cell(row, named, "text")
        others = {t: cell for t, cell in row.cells.items() if t not in (named["id"], named["text"])}
        yield row, identifier, compose([(identifier, words, None)] if words else [], others)


def _cell(row: Row, named: Mapping[str, str], name: str) -> str:
    return row.cells.get(named.get(name, ""), "")
