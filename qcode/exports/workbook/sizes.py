"""How wide and how high cells must be: estimates on the safe side, because nothing fits rows when a sheet is opened."""

from __future__ import annotations

import math
from collections.abc import Iterable

LINE, SMALL_LINE, PADDING, TALLEST = 12.9, 11.8, 3.6, 409.0  # points: Calibri 10 and 9, around them, Excel's limit
NARROW = 50.0  # characters; below, lines are counted word by word


def lines(text: str, width: float, small: bool = False) -> int:
    """How many lines a text takes in so many characters of width: an estimate on the safe side."""
    room = width * (1.42 if small else 1.28)
    if width < NARROW:
        return sum(wrapped(part, room) for part in text.split("\n"))
    return sum(max(1, math.ceil((len(part) + 3) / (room - 2))) for part in text.split("\n"))


def wrapped(text: str, room: float) -> int:
    """How many lines a text takes when it breaks between words where it can."""
    if len(text) <= room:
        return 1
    total, used = 1, 0.0
    for word in text.split():
        if used and used + len(word) > room:
            total, used = total + 1, 0.0
        total += int(len(word) / room) if len(word) > room else 0
        used += len(word) + 1
    return total


def fit(heads: Iterable[str], least: float, most: float = 24.0) -> float:
    """A width at which no word of these heads breaks."""
    longest = max((len(word) for head in heads for word in head.split()), default=0)
    return min(most, max(least, longest * 0.9 + 0.8))


def head_lines(text: str, width: float) -> int:
    """How many lines a column's head takes."""
    return wrapped(text, max(1.0, width * 1.08))


def upright(heads: Iterable[str], folded: int = 0) -> float:
    """The height in points of heads that stand upright, on several lines if they may be folded at so many letters."""
    heads = list(heads)
    longest = max((len(head) for head in heads), default=4)
    if folded:
        longest = min(longest, max([folded, *(len(word) for head in heads for word in head.split())]))
    return min(TALLEST, longest * 4.9 + 10)


def tall(number: int, small: bool = False) -> float:
    """The height in points of a row of so many lines."""
    return min(TALLEST, round(number * (SMALL_LINE if small else LINE) + PADDING, 1))
