"""Regular expressions, the way out of the rule language, with a bound on their time.

They read the normalised text of each segment, without regard to case. A pattern that takes too long on one segment, or
on all of them, is given up as a whole: half of its matches would look like all of them.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from qcode.tagging.index import Index
from qcode.tagging.matches import Matches

if TYPE_CHECKING:
    import regex

SEGMENT_SECONDS = 0.2
TOTAL_SECONDS = 10.0


class TooSlowError(Exception):
    """A pattern that was given up."""


def find(index: Index, pattern: str) -> Matches:
    """All tokens that matches of a pattern touch, segment by segment.

    Raises:
        TooSlowError: it takes too long.
    """
    import numpy as np
    import regex

    compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    stop = monotonic() + TOTAL_SECONDS
    places: list[tuple[int, int]] = []
    for number, (text, base) in enumerate(index.texts):
        for start, end in _search(compiled, text, stop):
            places += _tokens(index, number, base + start, base + end)
    found = np.array(places, dtype=np.int32).reshape(-1, 2)
    return Matches.of(found[:, 0], found[:, 1])


def _search(compiled: regex.Pattern[str], text: str, stop: float) -> list[tuple[int, int]]:
    if monotonic() > stop:
        raise TooSlowError
    try:
        return [found.span() for found in compiled.finditer(text, timeout=SEGMENT_SECONDS) if found[0]]
    except TimeoutError:
        raise TooSlowError from None


def _tokens(index: Index, segment: int, start: int, end: int) -> list[tuple[int, int]]:
    """First and last token of a segment that a stretch of the text touches, if it touches any."""
    import numpy as np

    low, high = index.first_token[segment : segment + 2].tolist()
    first = low + int(np.searchsorted(index.end[low:high], start, side="right"))
    last = low + int(np.searchsorted(index.start[low:high], end, side="left")) - 1
    return [(first, last)] if first <= last else []
