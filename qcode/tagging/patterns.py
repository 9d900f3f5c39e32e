"""Regular expressions, the way out of the rule language, with a bound on their time.

They read the normalised text of each segment, without regard to case. A pattern that takes too long on one segment, or
on all of them, is given up as a whole: half of its matches would look like all of them.
"""

from __future__ import annotations

from time import monotonic

from qcode.tagging.index import Index
from qcode.tagging.matches import Matches

SEGMENT_SECONDS = 0.2
TOTAL_SECONDS = 10.0


def find(index: Index, pattern: str) -> Matches | None:
    """All tokens that matches of a pattern touch, segment by segment; None for one that takes too long."""
    import numpy as np
    import regex

    compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    stop = monotonic() + TOTAL_SECONDS
    places: list[tuple[int, int]] = []
    try:
        for number, (text, base) in enumerate(index.texts):
            for found in compiled.finditer(text, timeout=SEGMENT_SECONDS):
                places += _tokens(index, number, base + found.start(), base + found.end())
            if monotonic() > stop:
                return None
    except TimeoutError:
        return None
    first, last = np.array(places, dtype=np.int32).reshape(-1, 2).T
    return Matches.of(first, last)


def _tokens(index: Index, segment: int, start: int, end: int) -> list[tuple[int, int]]:
    """First and last token of a segment that a stretch of the text touches, if it touches any."""
    import numpy as np

    if start == end:
        return []
    low, high = index.first_token[segment : segment + 2].tolist()
    first = low + int(np.searchsorted(index.end[low:high], start, side="right"))
    last = low + int(np.searchsorted(index.start[low:high], end, side="left")) - 1
    return [(first, last)] if first <= last else []
