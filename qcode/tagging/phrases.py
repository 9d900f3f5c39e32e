"""Find the words of a term in a row: postings of its rarest word, then step by step to both sides.

Between two words of a term only fillers and punctuation may stand, and never the end of a segment. A hyphenated word of
the text is one word that several words of a term may spell (`tiers lieu` finds `tiers-lieux`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Term, Word, WordKind
from qcode.tagging.index import Index
from qcode.tagging.matches import Matches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qcode.tagging.index import Flags, Ints

LONGEST_COMPOUND = 5
"""Pieces of a hyphenated word that rule words are tried against."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One place of a phrase: the entries that may stand there, None for any core word."""

    entries: Ints | None
    count: int = 0  # tokens that may
    optional: bool = False
    fillers: bool = False  # the term names a filler: it is not read over

    def holds(self, entries: Ints) -> Flags:
        """Which of these entries may stand here."""
        import numpy as np

        if self.entries is None:
            return np.ones(len(entries), dtype=bool)
        if not len(self.entries):
            return np.zeros(len(entries), dtype=bool)
        place = np.minimum(np.searchsorted(self.entries, entries), len(self.entries) - 1)
        found: Flags = self.entries[place] == entries
        return found


def find(index: Index, term: Term) -> Matches:
    """All places of a term's words, overlapping ones too."""
    return Matches.union([_find(index, reading) for reading in compiled(index, term)])


def compiled(index: Index, term: Term) -> list[list[Slot]]:
    """The readings of a term, kept as long as the index: a changed rule costs its own words alone."""
    if term not in index.compiled:
        index.compiled[term] = list(readings(index, term.words))
    return index.compiled[term]


def readings(index: Index, words: Sequence[Word]) -> Iterator[list[Slot]]:
    """The ways to lay a term's words on a text: one by one, or several on one hyphenated word."""
    if not words:
        yield []
        return
    first = _slot(index, words[0])
    if first.entries is None or len(first.entries) or first.optional:
        yield from ([first, *rest] for rest in readings(index, words[1:]))
    for size in range(2, min(len(words), LONGEST_COMPOUND) + 1):
        joined = index.vocabulary.joined(words[:size])
        if len(joined):
            yield from ([Slot(joined, index.count(joined)), *rest] for rest in readings(index, words[size:]))


def _slot(index: Index, word: Word) -> Slot:
    if word.kind is WordKind.ANY:
        return Slot(None, optional=word.optional)
    entries = index.expand(word)
    vocabulary = index.vocabulary
    fillers = vocabulary.fillers[entries] | vocabulary.set_off[entries]
    return Slot(entries, index.count(entries), word.optional, bool(fillers.any()))


def _find(index: Index, slots: list[Slot]) -> Matches:
    needed = [(slot.count, place) for place, slot in enumerate(slots) if slot.entries is not None and not slot.optional]
    fewest, pivot = min(needed, default=(0, 0))
    if not fewest:
        return Matches.none()
    entries = slots[pivot].entries
    assert entries is not None
    at = index.places(entries)
    rows, last = _walk(index, at, slots[pivot + 1 :], forward=True)
    rows_left, first = _walk(index, at[rows], slots[:pivot][::-1], forward=False)
    return Matches.of(first, last[rows_left])


def _walk(index: Index, at: Ints, slots: Sequence[Slot], *, forward: bool) -> tuple[NDArray[np.intp], Ints]:
    """Follow slots from tokens to one side: (row of `at`, token reached), one for each way there is."""
    import numpy as np

    rows = np.arange(len(at))
    for slot in slots:
        kept, reached = _step(index, at, slot, forward=forward)
        if slot.optional:
            rows, at = np.concatenate([rows, rows[kept]]), np.concatenate([at, reached])
        else:
            rows, at = rows[kept], reached
    return rows, at


def _step(index: Index, at: Ints, slot: Slot, *, forward: bool) -> tuple[NDArray[np.intp], Ints]:
    """Go to the next core word, or to a filler on the way that the slot names."""
    import numpy as np

    if not len(at):
        return np.zeros(0, np.intp), at
    rank = index.before[at] + index.is_core[at] if forward else index.before[at] - 1
    to = index.core.take(rank, mode="clip") if len(index.core) else at
    ok = (rank >= 0) & (rank < len(index.core)) & (index.segment[to] == index.segment[at])
    rows = np.flatnonzero(ok & slot.holds(index.entry[to]))
    found = [(rows, to[rows])]
    if slot.fillers:
        found += _fillers(index, at, slot, forward=forward)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([to for _, to in found])


def _fillers(index: Index, at: Ints, slot: Slot, *, forward: bool) -> Iterator[tuple[NDArray[np.intp], Ints]]:
    """The fillers between tokens and the next core word that a slot names."""
    import numpy as np

    rows, to = np.arange(len(at)), at
    while len(rows):
        to = to + np.int32(1 if forward else -1)
        inside = (to >= 0) & (to < len(index))
        rows, to = rows[inside], to[inside]
        going = (index.segment[to] == index.segment[at[rows]]) & ~index.is_core[to]
        rows, to = rows[going], to[going]
        named = slot.holds(index.entry[to])
        yield rows[named], to[named]
