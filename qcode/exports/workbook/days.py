"""Days as numbers that a sheet shows as dates."""

from __future__ import annotations

from datetime import date

from qcode.model import understood

ORIGIN = date(1899, 12, 30)
_FIRST = 1901  # spreadsheets do not agree on the days of 1900


def day(text: str) -> int | None:
    """The number of a day, however it is written; None where the text is no day: a month or a year stays as written."""
    when = understood(text)
    if when is None or not when.day or when.year < _FIRST:
        return None
    return (date(when.year, when.month, when.day) - ORIGIN).days
