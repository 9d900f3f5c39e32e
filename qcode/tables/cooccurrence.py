"""Codes that go together: in the same segment, in passages that touch; counted in interviews before anything else."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from qcode.model import Code, Codebook, Passage, Snapshot
from qcode.tables.tally import VIEWS

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
    foreseen: bool  # the guide itself names one under the other

    @property
    def edge(self) -> bool:
        """Whether enough interviews hold it to be drawn."""
        return len(self.interviews) >= EDGE


def pairs(snapshot: Snapshot, view: str = "confirmed", level: str = "all") -> list[Pair]:
    """Every pair of codes that meet in a segment, the most interviews first; a parent stands for its family.

    `level` is `all`, `top` or `sub` (the codes that nothing stands under).
    """
    book = snapshot.codebook
    codes = [code for code in book.codes if _at(code, book, level)]
    cells = _cells(snapshot, view)
    held = {code.id: set[tuple[str, int]]().union(*(cells[m] for m in book.family(code.id))) for code in codes}
    found = []
    for first, second in combinations(codes, 2):
        both = held[first.id] & held[second.id]
        if both and second.id not in book.family(first.id):
            found.append(_pair(snapshot, first, second, both, len(held[first.id] | held[second.id])))
    return sorted(found, key=lambda pair: (-len(pair.interviews), -pair.segments))


def _at(code: Code, codebook: Codebook, level: str) -> bool:
    return level == "all" or (not code.parent if level == "top" else not codebook.children(code.id))


def _cells(snapshot: Snapshot, view: str) -> dict[str, set[tuple[str, int]]]:
    cells: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for coding in snapshot.codings:
        if coding.status in VIEWS[view]:
            cells[coding.code].add((coding.interview, coding.segment))
    return cells


def _pair(snapshot: Snapshot, first: Code, second: Code, both: set[tuple[str, int]], either: int) -> Pair:
    family = snapshot.codebook.family(first.id)
    return Pair(
        first=first.id,
        second=second.id,
        segments=len(both),
        passages=sum(_meets(passage, both) for passage in snapshot.passages if passage.code in family),
        interviews=tuple(sorted({interview for interview, _ in both})),
        jaccard=len(both) / either,
        foreseen=_names(first, second) or _names(second, first),
    )


def _meets(passage: Passage, both: set[tuple[str, int]]) -> bool:
    return any((coding.interview, coding.segment) in both for coding in passage.codings)


def _names(code: Code, other: Code) -> bool:
    """Whether what the guide says of a code names another by its label or id."""
    said = _plain(" ".join((*code.definition.values(), *code.include)))
    names = {_plain(name) for name in (*other.label.values(), other.id, other.id.replace("_", " "))}
    return any(f" {name} " in f" {said} " for name in names if name)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join(
        "".join(c if c.isalnum() or c == "_" else " " for c in letters if not unicodedata.combining(c)).split()
    )
