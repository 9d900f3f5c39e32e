"""When an interview took place, as people write it: a day, a month or a year; in figures, the day comes first.

The one place where a date is understood; what the person wrote is kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin jun june",
            "juillet juil juill jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
"""French and English, in full and cut short; without accents."""

_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?"
_WORD, _YEAR = r"(?P<word>[a-z]+)\.?", r"(?P<year>\d{4})"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR}(?:(?P<sign>[-/.])(?P<month>\d{{1,2}})(?:(?P=sign)(?P<day>\d{{1,2}}))?)?",  # 2025-03-12 or less
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?:(?P<day>\d{{1,2}})\s?[-/.]\s?)?(?P<month>\d{{1,2}})\s?[-/.]\s?{_YEAR}",  # 12/03/2025, 03/2025
        r"(?P<day>\d{1,2})(?P<sign>[/.])(?P<month>\d{1,2})(?P=sign)(?P<short>\d\d)",  # 12/03/25
        rf"(?:{_DAY}[\s-]*(?:of\s|de\s)?)?{_WORD}[\s,-]*{_YEAR}",  # 12 mars 2025, 12-MAR-2025, mars 2025
        rf"{_WORD}\s?{_DAY},?\s{_YEAR}",  # March 12th, 2025
    )
)
_BEFORE = re.compile(
    r"(?:(?:le|the|on)\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di,?\s+|dimanche,?\s+|[a-z]{3,6}day,?\s+)?"
)
_AFTER = re.compile(
    r"(?:(?:t|[\s,]+(?:(?:a|at|vers)\s)?)\d{1,2}\s?[h:][\d:.]*(?:z|[+-]\d\d:?\d\d)?)?(?:\s*\([^()]*\))?\Z"
)
"""An hour, a precision in brackets."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month (`day` 0) or a year (`month` 0); sorts by time, a year before its months."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """`2025-03-12`, `2025-03` or `2025`."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)])


UNDATED = PartialDate(date.max.year, 12, 31)
"""Where what has no date is sorted: last."""


@lru_cache(maxsize=4096)
def understood(written: str) -> PartialDate | None:
    """The date that was written; None where it is no date, or could be several."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", written.casefold()) if not unicodedata.combining(c))
    bare = _AFTER.sub("", " ".join(bare.split()).rstrip("."), count=1)
    bare = bare[found.end() :] if (found := _BEFORE.match(bare)) else bare
    matches = (shape.fullmatch(bare) for shape in _SHAPES)
    return next((_real(match.groupdict()) for match in matches if match), None)


def _real(parts: dict[str, str | None]) -> PartialDate | None:
    """The date of these parts, if the calendar has it."""
    word = parts.get("word")
    year = int(parts.get("year") or f"20{parts.get('short')}")
    month = MONTHS.get(word, -1) if word else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    try:
        date(year, month if word or parts.get("month") else 1, day if parts.get("day") else 1)
    except ValueError:
        return None
    return PartialDate(year, month, day) if 1900 <= year < 2100 else None
