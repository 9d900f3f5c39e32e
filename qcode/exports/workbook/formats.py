"""Number formats: French thin spaces, a true zero as `0`, `°` on a small base; decimals follow the reader's Excel."""

from __future__ import annotations

from qcode.words import language, say
from qcode.words.typography import THIN

MILLION = 1_000_000
SMALL = 3
"""A base of fewer interviews than this is shown, and never commented alone."""
FEW = 20
"""Under so many interviews a share is written « 3 sur 4 »."""


def thousands() -> str:
    """A whole number: `1 234` in French, `1,234` in English."""
    return "#,##0" if language() == "en" else f'[<1000]0;#"{THIN}"000'


def count(value: float = 0, small: bool = False) -> str:
    """A count; on a small base with its `°`. From one million on Excel groups by itself."""
    tail = '"°"' if small else "_°"
    if language() == "en" or value >= MILLION:
        return f"#,##0{tail}"
    return f'[<1000]0{tail};#"{THIN}"000{tail}'


def rate(small: bool = False) -> str:
    """A rate with one decimal, a true zero as `0`; on a small base with its `°`."""
    return '[=0]0"°";0.0"°"' if small else "[=0]0_°;0.0_°"


def percent() -> str:
    """A share as a percentage: `45 %` in French, `45%` in English."""
    return "0%" if language() == "en" else f'0"{THIN}"%'


def part(small: bool = False) -> str:
    """A share, a true zero as `0`: less than half a percent is no zero; on a small base with its `°`."""
    tail = '"°"' if small else "_°"
    return f"[=0]0{tail};{percent()}{tail}"


def share(present: int, base: int) -> str:
    """A share; under twenty interviews `3 sur 4` is shown, and the number stays in the cell."""
    if base >= FEW:
        return part()
    return f'"{say("workbook.format.of", k=present, n=base)}"_°'


def in_brackets() -> str:
    """A count that explains another: `(15)`."""
    return '"("0")"'


def date() -> str:
    """A day."""
    return "yyyy-mm-dd" if language() == "en" else "dd/mm/yyyy"
