"""Formulas that count rows by criteria, whatever the words in the criteria are.

COUNTIFS reads `*?~<>=` and numbers in a criterion, and ignores case: where a value of the study would be misread, the
same count is written with EXACT, slower and literal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

RECOUNTED = ("base_interviews", "base_words", "interviews", "share", "passages", "proposed", "rate", "mean", "speech")
_SPECIAL = set('*?~<>="')


@dataclass(frozen=True, slots=True)
class Criterion:
    """A range, what its cells must be (a place or a literal), and whether COUNTIFS would read that as it is."""

    area: str
    wanted: str
    safe: bool = True
    test: str = "="  # or ">": more than `wanted`

    @property
    def term(self) -> str:
        """The same as a factor of SUMPRODUCT."""
        if self.test == ">":
            return f"({self.area}>{self.wanted})"
        return f"({self.area}={self.wanted})" if self.safe else f"EXACT({self.area},{self.wanted})"

    @property
    def pair(self) -> str:
        """The same as an argument of COUNTIFS."""
        return f'{self.area},">{self.wanted}"' if self.test == ">" else f"{self.area},{self.wanted}"


def count(criteria: Sequence[Criterion], total: str = "") -> str:
    """How many rows meet all criteria; with `total`, the sum of that range over them."""
    if all(criterion.safe for criterion in criteria):
        pairs = ",".join(criterion.pair for criterion in criteria)
        return f"SUMIFS({total},{pairs})" if total else f"COUNTIFS({pairs})"
    terms = "*".join(criterion.term for criterion in criteria)
    return f"SUMPRODUCT({terms}*{total})" if total else f"SUMPRODUCT({terms}*1)"


def quoted(text: str) -> str:
    """A text as a literal of a formula."""
    return '"' + text.replace('"', '""') + '"'


def key(values: Sequence[str]) -> str:
    """One text for a group: its values, or `x` for the whole study."""
    return " × ".join(values) or "x"


def misread(values: Collection[str]) -> frozenset[str]:
    """The values that COUNTIFS would not tell apart or would take for something else than text."""
    twins = Counter(value.casefold() for value in values)
    return frozenset(value for value in values if twins[value.casefold()] > 1 or not _plain(value))


def _plain(value: str) -> bool:
    if not value or len(value) > 200 or value != value.strip() or _SPECIAL & set(value):
        return False
    return any(character.isalpha() for character in value) and not value[0].isdigit() and "\n" not in value
