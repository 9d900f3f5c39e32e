"""The sentences of a study by number: its segments, but where whole turns are coded and a turn holds several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.model import Interview
from qcode.reading.sentences import sentences

if TYPE_CHECKING:
    from qcode.tagging.index import Index, Ints


def number_sentences(index: Index) -> Ints:
    """The number of each token's sentence; the segment's own numbers where no segment holds more than one."""
    import numpy as np

    begins = [
        token
        for interview, base in zip(index.interviews, index.segment_base, strict=False)
        if _has_whole_turns(interview)
        for segment in interview.segments
        for token in _beginnings(index, base + segment.number)
    ]
    if not begins:
        return index.segment
    starts = np.zeros(len(index) + 1, dtype=bool)
    starts[begins] = True
    starts[index.first_token] = True
    return (np.cumsum(starts[:-1]) - 1).astype(np.int32)


def _has_whole_turns(interview: Interview) -> bool:
    """Whether each spoken turn is one segment: so it is when the study codes turns."""
    return len(interview.segments) == len({segment.turn for segment in interview.segments})


def _beginnings(index: Index, segment: int) -> list[int]:
    """The tokens with which the sentences of a segment begin."""
    import numpy as np

    text = index.turns[index.turn_of[segment]].interview.text
    first, end = index.first_token[segment : segment + 2].tolist()
    starts, _ = sentences(text, index.segments[segment].span)
    begins: list[int] = (first + np.searchsorted(index.start[first:end], starts)).tolist()
    return begins
