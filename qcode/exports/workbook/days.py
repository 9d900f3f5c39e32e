"""Days as numbers that a sheet shows as dates."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FRENCH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ORIGIN = date(1899, 12, 30)


def day(text: str) -> int | None:
    """The number of a day written `2025-03-12` or `12/03/2025`; None where the text is no such day."""
    if found := _ISO.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _FRENCH.fullmatch(text):
        number, month, year = map(int, found.groups())
    else:
        return None
    try:
        return (date(year, month, number) - ORIGIN).days if year >= 1901 else None
    except ValueError:
        return None
