"""Where coders contradict each other, passage by passage, and what was settled: the list to adjudicate from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from qcode.codings.votes import votes
from qcode.model import Span
from qcode.tables.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qcode.model import Interview, Placement, Snapshot


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A run of sentences of one turn on which the same coders say yes and the same say no to one code."""

    interview: str
    turn: int
    span: Span
    code: str
    yes: tuple[str, ...]
    no: tuple[str, ...]  # those who said no, or have read it and said nothing
    settled: bool | None  # what was adjudicated; None: nothing yet


def disagreements(snapshot: Snapshot, coders: Sequence[str] = ()) -> list[Disagreement]:
    """All contradictions between coders (all, if none is named), in the order of the texts and of the guide."""
    found = units(snapshot, coders, level="exact")
    rows = found.interviews()
    by_interview: dict[str, list[Placement]] = defaultdict(list)
    for placement in snapshot.placements:
        by_interview[placement.interview].append(placement)
    result: list[Disagreement] = []
    for interview in snapshot.interviews:
        numbers = rows.get(interview.id, [])
        says = found.says[:, numbers]
        if not ((says == 1).any(axis=0) & (says == 0).any(axis=0)).any():
            continue
        adjudged = votes(interview, by_interview[interview.id], snapshot.codebook).adjudged
        settled = {cell: vote.yes for cell, vote in adjudged.items()}
        segments = [found.units[row].number for row in numbers]
        for place, code in enumerate(found.codes):
            sides = [
                (segment, _side(found.coders, says[:, n, place], 1), _side(found.coders, says[:, n, place], 0))
                for n, segment in enumerate(segments)
            ]
            cells = [(s, yes, no, settled.get((s, code))) for s, yes, no in sides if yes and no]
            result += _runs(interview, code, cells)
    rank = {interview.id: place for place, interview in enumerate(snapshot.interviews)}
    return sorted(result, key=lambda one: (rank[one.interview], one.span.start, found.codes.index(one.code)))


Contested = tuple[int, tuple[str, ...], tuple[str, ...], bool | None]


def _side(coders: Sequence[str], answers: Iterable[int], value: int) -> tuple[str, ...]:
    return tuple(coder for coder, answer in zip(coders, answers, strict=True) if answer == value)


def _runs(interview: Interview, code: str, cells: list[Contested]) -> Iterator[Disagreement]:
    """Run together neighbouring sentences of a turn that are contested alike."""

    def key(item: tuple[int, Contested]) -> tuple[object, ...]:
        place, (segment, yes, no, settled) = item
        return segment - place, interview.segments[segment].turn, yes, no, settled

    for _, group in groupby(enumerate(cells), key):
        run = [cell for _, cell in group]
        first, last = interview.segments[run[0][0]], interview.segments[run[-1][0]]
        span = Span(first.span.start, last.span.end)
        yield Disagreement(interview.id, first.turn, span, code, run[0][1], run[0][2], run[0][3])
