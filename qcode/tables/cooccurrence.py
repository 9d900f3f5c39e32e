"""Codes that go together: in the same segment, in passages that touch; counted in interviews before anything else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Code, Codebook, Passage, Snapshot
from qcode.tables.named import Named
from qcode.tables.reading import lines
from qcode.tables.tally import VIEWS, Heard, tally
from qcode.words import say

if TYPE_CHECKING:
    from qcode.tables.tally import Grid

EDGE = 3
"""Interviews in which two codes must meet to be drawn as linked."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes of the codebook, neither above the other."""

    first: str  # id
    second: str
    segments: int  # coded with both
    passages: int  # of the first that share a segment with one of the second
    interviews: tuple[str, ...]  # ids of those in which they meet in a segment
    jaccard: float  # segments with both ÷ segments with either
    foreseen: bool  # the guide itself says that one goes with the other
    told_apart: bool = False  # the guide sends from one to the other instead

    @property
    def edge(self) -> bool:
        """Whether enough interviews hold it to be drawn."""
        return len(self.interviews) >= EDGE

    @property
    def said(self) -> str:
        """What the guide says of the two, in a word: that they go together, are told apart, or nothing."""
        return say("tables.pair.foreseen") if self.foreseen else say("tables.pair.apart") if self.told_apart else ""


def pairs(snapshot: Snapshot, view: str = "confirmed", level: str = "all") -> list[Pair]:
    """Every pair of codes that meet in a segment, the most interviews first; a parent stands for its family.

    `level` is `all`, `top` or `sub` (the codes that nothing stands under).
    """
    book = snapshot.codebook
    codes = [n for n, code in enumerate(book.codes) if _at(code, book, level)]
    met, named, found = _met(snapshot, view), Named(book), []
    for one, first in enumerate(codes):
        family = book.family(book.codes[first].id)
        for second in codes[one + 1 :]:
            if met.segments[first, second] and book.codes[second].id not in family:
                found.append(_pair(book, met, named, first, second))
    return sorted(found, key=lambda pair: (-len(pair.interviews), -pair.segments))


def _at(code: Code, codebook: Codebook, level: str) -> bool:
    return level == "all" or (not code.parent if level == "top" else not codebook.children(code.id))


@dataclass(frozen=True, slots=True, eq=False)
class _Met:
    """How often codes meet: codes × codes, in the order of the codebook."""

    segments: Grid
    passages: Grid  # of the row's code that share a segment with the column's
    interviews: Mapping[tuple[int, int], list[str]]


def _met(snapshot: Snapshot, view: str) -> _Met:
    """Multiply each interview's table of segments × codes by itself, and add the interviews up."""
    import numpy as np

    size = len(snapshot.codebook.codes)
    segments, passages = (np.zeros((size, size), dtype=np.int64) for _ in range(2))
    interviews: dict[tuple[int, int], list[str]] = defaultdict(list)
    families = _families(snapshot.codebook)
    runs = _runs(snapshot, view)
    for heard in sorted(tally(snapshot).heard, key=lambda heard: heard.interview.id):
        name = heard.interview.id
        held = _held(heard, view, families)
        both = (held.T @ held).astype(np.int64)
        segments += both
        for first, second in np.argwhere(np.triu(both)).tolist():
            interviews[first, second].append(name)
        for passage in runs.get(name, ()):
            numbers = [coding.segment for coding in passage.codings]
            passages[families[passage.code]] += held[numbers].any(axis=0)
    return _Met(segments, passages, interviews)


def _families(book: Codebook) -> Mapping[str, list[int]]:
    """For each code, its own place and those of all codes above it."""
    place = {code.id: n for n, code in enumerate(book.codes)}
    return {code: sorted(place[above] for above in line) for code, line in lines(book).items()}


def _runs(snapshot: Snapshot, view: str) -> Mapping[str, list[Passage]]:
    """The passages that count, per interview."""
    runs: dict[str, list[Passage]] = defaultdict(list)
    for passage in snapshot.passages:
        if passage.status in VIEWS[view]:
            runs[passage.interview].append(passage)
    return runs


def _held(heard: Heard, view: str, families: Mapping[str, list[int]]) -> Grid:
    """Segments of the interview × codes: 1 where the code or one under it stands."""
    import numpy as np

    held = np.zeros((len(heard.interview.segments), len(families)))
    for coding in heard.codings:
        if coding.status in VIEWS[view] and coding.code in families:
            held[coding.segment, families[coding.code]] = 1
    return held


def _pair(book: Codebook, met: _Met, named: Named, first: int, second: int) -> Pair:
    one, other, both = book.codes[first], book.codes[second], int(met.segments[first, second])
    return Pair(
        first=one.id,
        second=other.id,
        segments=both,
        passages=int(met.passages[first, second]),
        interviews=tuple(met.interviews[first, second]),
        jaccard=both / int(met.segments[first, first] + met.segments[second, second] - both),
        foreseen=named.together(one.id, other.id),
        told_apart=named.apart(one.id, other.id),
    )
