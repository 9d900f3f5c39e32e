"""Places in the columns of an index: first and last token of each, ordered, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Span

if TYPE_CHECKING:
    from qcode.tagging.index import Flags, Index, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Stretches of tokens, ordered by first and then last token."""

    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.first)

    @staticmethod
    def none() -> Matches:
        """No place at all."""
        import numpy as np

        return Matches(np.zeros(0, np.int32), np.zeros(0, np.int32))

    @staticmethod
    def of(first: Ints, last: Ints) -> Matches:
        """Order places, and keep each once."""
        import numpy as np

        both = first.astype(np.int64) << 32 | last
        if (both[1:] <= both[:-1]).any():
            both.sort()
            both = both[np.diff(both, prepend=-1) != 0]
        return Matches((both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32))

    @staticmethod
    def union(several: Sequence[Matches]) -> Matches:
        """The places of all of these."""
        import numpy as np

        if len(several) == 1:
            return several[0]
        if not several:
            return Matches.none()
        return Matches.of(
            np.concatenate([matches.first for matches in several]),
            np.concatenate([matches.last for matches in several]),
        )

    def where(self, kept: Flags) -> Matches:
        """The places for which `kept` is true."""
        return Matches(self.first[kept], self.last[kept])

    def span(self, index: Index, row: int) -> Span | None:
        """One place in its interview's text, None for a place that is none (-1)."""
        first, last = int(self.first[row]), int(self.last[row])
        return None if first < 0 else Span(int(index.start[first]), int(index.end[last]))

    def spans(self, index: Index) -> list[tuple[int, int]]:
        """All places in their interviews' texts, as start and end; (-1, -1) for a place that is none."""
        import numpy as np

        start = np.where(self.first >= 0, index.start[self.first], -1)
        end = np.where(self.first >= 0, index.end[self.last], -1)
        return list(zip(start.tolist(), end.tolist(), strict=True))

    def overlapping(self, other: Matches) -> Ints:
        """For each place one of the others that shares a token with it, -1 where none does."""
        import numpy as np

        begun = np.searchsorted(other.first, self.last, side="right")  # others that begin before this one ends
        furthest = np.maximum.accumulate(other.last)
        reaches = np.maximum.accumulate(
            np.where(other.last == furthest, np.arange(len(other)), 0)
        )  # the furthest of them
        row = np.concatenate([[-1], reaches])[begun]
        ends = np.concatenate([[-1], furthest])[begun]
        return np.where(ends >= self.first, row, -1).astype(np.int32)

    def longest(self) -> Flags:
        """Which places lie in none of the others."""
        import numpy as np

        if (self.first[1:] > self.last[:-1]).all():  # none overlaps the next
            return np.ones(len(self), dtype=bool)
        by_length = np.lexsort((-self.last, self.first))
        last = self.last[by_length]
        furthest = np.concatenate([[-1], np.maximum.accumulate(last)[:-1]])[: len(last)]
        kept = np.empty(len(self), dtype=bool)
        kept[by_length] = last > furthest
        return kept
