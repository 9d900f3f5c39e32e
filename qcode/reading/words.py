r"""How many words a stretch of text has: matches of `\w+(?:[’'-]\w+)*`, counted once for a whole interview.

A word begins where a letter or digit follows something else, unless that something is one apostrophe or hyphen
after a letter or digit. Counted on columns, because counting is the longest step of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from qcode.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_PLANE = 0x10000  # code points above are looked up one by one


def word_starts(text: str, stage: Iterable[Span]) -> NDArray[np.int32]:
    """A running count: `starts[b] - starts[a]` words begin in `text[a:b]`, stage directions left out."""
    import numpy as np

    letter, joiner = _tables()
    low = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(low) == len(text):
        is_letter = letter[low]
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        low = np.minimum(codes, _PLANE - 1).astype(np.uint16)
        is_letter = letter[low]
        for place in np.nonzero(codes >= _PLANE)[0].tolist():
            is_letter[place] = text[place].isalnum()
    starts = is_letter.copy()
    starts[1:] &= ~is_letter[:-1]
    starts[2:] &= ~(joiner[low[1:-1]] & is_letter[:-2])
    for span in stage:
        starts[span.start : span.end] = False
    total = np.zeros(len(text) + 1, dtype=np.int32)
    np.cumsum(starts, out=total[1:])
    return total


@cache
def _tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    r"""For each code point of the basic plane: is it `\w`; may it join two halves of a word."""
    import numpy as np

    letter, joiner = np.zeros(_PLANE, dtype=np.bool_), np.zeros(_PLANE, dtype=np.bool_)
    letter[[place for place in range(_PLANE) if chr(place).isalnum() or chr(place) == "_"]] = True
    joiner[[ord(character) for character in "’'-"]] = True
    return letter, joiner
