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
    import numpy as np
    from numpy.typing import NDArray

SEGMENT_SECONDS = 0.2
TOTAL_SECONDS = 10.0


def find(index: Index, pattern: str) -> Matches | None:
    """All tokens that matches of a pattern touch, segment by segment; None for one that takes too long."""
    import numpy as np
    import regex

    compiled = regex.compile(pattern, regex.IGNORECASE | regex.VERSION0)
    stop = monotonic() + TOTAL_SECONDS
    places: list[tuple[int, int, int]] = []  # segment, start and end in its interview
    try:
        for segment, (text, base) in enumerate(index.texts):
            for found in compiled.finditer(text, timeout=SEGMENT_SECONDS):
                places.append((segment, base + found.start(), base + found.end()))
            if monotonic() > stop:
                return None
    except TimeoutError:
        return None
    segments, starts, ends = np.array(places, dtype=np.int64).reshape(-1, 3).T
    first = np.searchsorted(_at(index.segment, index.end), _at(segments, starts), side="right")
    last = np.searchsorted(_at(index.segment, index.start), _at(segments, ends), side="left") - 1
    touched = (first <= last) & (starts < ends)
    return Matches.of(first[touched].astype(np.int32), last[touched].astype(np.int32))


def _at(segment: NDArray[np.integer], place: NDArray[np.integer]) -> NDArray[np.int64]:
    """Places of all interviews in one ascending count."""
    import numpy as np

    return segment.astype(np.int64) << 32 | place
