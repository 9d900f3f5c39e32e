"""Find the words of terms in a row: postings of each term's rarest word, then step by step to both sides, all at once.

Between two words of a term only fillers and punctuation may stand, and never the end of a segment. A hyphenated word of
the text is one word that several words of a term may spell (`tiers lieu` finds `tiers-lieux`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qcode.model import Term
from qcode.tagging.index import Index
from qcode.tagging.matches import Matches
from qcode.tagging.slots import Slot, readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qcode.tagging.index import Flags, Ints

    Rows = NDArray[np.intp]


AT_ONCE = 1 << 20
"""Places to begin from in one go: a bound on memory, not on what is found."""


class Begun(NamedTuple):
    """One reading of a term: its number among the terms, its slots, and the one to begin with."""

    term: int
    slots: Sequence[Slot]
    pivot: int


def find(index: Index, terms: Sequence[Term]) -> dict[int, Matches]:
    """All places of each term, overlapping ones too, by its number; terms that are nowhere are left out."""
    begun = [
        Begun(number, slots, pivot)
        for number, term in enumerate(terms)
        for slots in readings(index, term)
        if (pivot := _rarest(slots)) is not None
    ]
    found: dict[int, list[Matches]] = {}
    for batch in _batches(begun):
        for number, matches in _find(index, batch):
            found.setdefault(number, []).append(matches)
    return {number: Matches.union(several) for number, several in found.items()}


def _batches(begun: Sequence[Begun]) -> Iterator[list[Begun]]:
    """Readings in groups that have not too many places to begin from."""
    batch: list[Begun] = []
    places = 0
    for item in begun:
        batch.append(item)
        places += item.slots[item.pivot].count
        if places > AT_ONCE:
            yield batch
            batch, places = [], 0
    if batch:
        yield batch


def _find(index: Index, begun: Sequence[Begun]) -> Iterator[tuple[int, Matches]]:
    """The places of each term of a batch that has any."""
    import numpy as np

    starts = [index.places(item.slots[item.pivot].known) for item in begun]
    phrase = np.repeat(np.arange(len(begun)), [len(places) for places in starts])
    at = np.concatenate(starts)
    right = [item.slots[item.pivot + 1 :] for item in begun]
    left = [item.slots[: item.pivot][::-1] for item in begun]
    rows, last = _walk(index, phrase, at, right, forward=True)
    rows_left, first = _walk(index, phrase[rows], at[rows], left, forward=False)
    last, phrase = last[rows_left], phrase[rows][rows_left]
    term = np.array([item.term for item in begun])[phrase]
    order = np.argsort(term, kind="stable")
    begins = np.flatnonzero(np.diff(term[order], prepend=-1)).tolist()
    for low, high in pairwise([*begins, len(order)] if begins else []):
        yield int(term[order[low]]), Matches.of(first[order[low:high]], last[order[low:high]])


def _rarest(slots: Sequence[Slot]) -> int | None:
    """The place of the word to begin with, None where a needed word is nowhere."""
    needed = [(slot.count, place) for place, slot in enumerate(slots) if not slot.anything and not slot.optional]
    fewest, place = min(needed, default=(0, 0))
    return place if fewest else None


def _walk(index: Index, phrase: Rows, at: Ints, slots: Sequence[Sequence[Slot]], *, forward: bool) -> tuple[Rows, Ints]:
    """Follow the slots of each row's phrase to one side: (row, token reached), one for each way there is."""
    import numpy as np

    rows, done = np.arange(len(at)), []
    for step in range(max(map(len, slots))):
        going = [number for number, row in enumerate(slots) if len(row) > step]
        place = np.full(len(slots), -1)  # of each phrase among those that go on
        place[going] = np.arange(len(going))
        ended = place[phrase[rows]] < 0
        done.append((rows[ended], at[ended]))
        rows, at = rows[~ended], at[~ended]
        here = [slots[number][step] for number in going]
        optional = np.array([slot.optional for slot in here])[place[phrase[rows]]]
        kept, reached = _step(index, place[phrase[rows]], at, here, forward=forward)
        rows, at = np.concatenate([rows[optional], rows[kept]]), np.concatenate([at[optional], reached])
    done.append((rows, at))
    return np.concatenate([rows for rows, _ in done]), np.concatenate([at for _, at in done])


def _step(index: Index, phrase: Rows, at: Ints, slots: Sequence[Slot], *, forward: bool) -> tuple[Rows, Ints]:
    """Go to the next core word, or to a filler on the way that the slot names."""
    import numpy as np

    wanted = _Wanted(index, slots)
    rank = index.before[at] + index.is_core[at] if forward else index.before[at] - 1
    to = index.core.take(rank, mode="clip") if len(index.core) else at
    ok = (rank >= 0) & (rank < len(index.core)) & (index.segment[to] == index.segment[at])
    rows = np.flatnonzero(ok & wanted.holds(phrase, to))
    found = [(rows, to[rows])]
    naming = np.array([slot.fillers for slot in slots])
    if naming.any():
        rows = np.flatnonzero(naming[phrase])
        found += [(rows[kept], to) for kept, to in _fillers(index, phrase[rows], at[rows], wanted, forward=forward)]
    return np.concatenate([rows for rows, _ in found]), np.concatenate([to for _, to in found])


def _fillers(index: Index, phrase: Rows, at: Ints, wanted: _Wanted, *, forward: bool) -> Iterator[tuple[Rows, Ints]]:
    """The fillers between tokens and the next core word that a slot names."""
    import numpy as np

    rows, to = np.arange(len(at)), at
    while len(rows):
        to = to + np.int32(1 if forward else -1)
        inside = (to >= 0) & (to < len(index))
        rows, to = rows[inside], to[inside]
        going = (index.segment[to] == index.segment[at[rows]]) & ~index.is_core[to]
        rows, to = rows[going], to[going]
        named = wanted.holds(phrase[rows], to)
        yield rows[named], to[named]


class _Wanted:
    """What one step of many phrases may find: pairs of phrase and entry in one ordered column."""

    def __init__(self, index: Index, slots: Sequence[Slot]) -> None:
        import numpy as np

        entries = [slot.known for slot in slots]
        self._entry = index.entry
        self._width = len(index.vocabulary)
        self._pairs = np.repeat(np.arange(len(slots)), [len(known) for known in entries]) * self._width
        self._pairs += np.concatenate(entries)
        self._anything = np.array([slot.anything for slot in slots])

    def holds(self, phrase: Rows, token: Ints) -> Flags:
        """For each row whether its phrase may have this token here."""
        import numpy as np

        anything: Flags = self._anything[phrase]
        if not len(self._pairs):
            return anything
        pairs = phrase * self._width + self._entry[token]
        place = np.minimum(np.searchsorted(self._pairs, pairs), len(self._pairs) - 1)
        found: Flags = (self._pairs[place] == pairs) | anything
        return found
