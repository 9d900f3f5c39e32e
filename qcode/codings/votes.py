"""From decisions to votes: what each coder says about each cell (segment × code) of one interview; pure functions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from qcode.codings.standing import withdrawn
from qcode.model import Decision, Interview, Kind, Placement, Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.model import Codebook

Cell = tuple[int, str]
"""A segment's number and a code's id."""

VOTING = frozenset({Kind.ACCEPT, Kind.ADD, Kind.CHANGE, Kind.REJECT})


@dataclass(frozen=True, slots=True)
class Vote:
    """The latest that a coder said about a cell, and the words that were selected."""

    yes: bool
    decision: Decision
    span: Span


@dataclass(slots=True)
class Votes:
    """Everything people said about the cells of one interview."""

    by_coder: dict[Cell, dict[str, Vote]] = field(default_factory=lambda: defaultdict(dict))
    adjudged: dict[Cell, Vote] = field(default_factory=dict)
    first: dict[Cell, Decision] = field(default_factory=dict)  # who or what came first
    readings: list[Reading] = field(default_factory=list)


def votes(interview: Interview, placements: Iterable[Placement], codebook: Codebook) -> Votes:
    """Read the decisions about one interview, earliest first, so that the latest word of each coder stays."""
    placements = sorted(placements, key=attrgetter("decision.clock", "decision.id"))
    gone = withdrawn(placement.decision for placement in placements)
    result, cells = Votes(), Cells(interview)
    for placement in placements:
        decision, span = placement.decision, placement.span
        if decision.id in gone or span is None:
            continue
        if decision.kind in VOTING or decision.kind is Kind.ADJUDICATE:
            _vote(result, cells, placement, span)
        elif decision.kind is Kind.READ:
            result.readings.append(_reading(decision, interview, span, codebook))
        elif decision.kind is Kind.UNREAD:
            result.readings = _unread(result.readings, _reading(decision, interview, span, codebook))
    return result


class Cells:
    """Which segments of an interview a span stands for."""

    def __init__(self, interview: Interview) -> None:
        self.segments = [segment for segment in interview.segments if interview.is_coded(segment)]
        self.starts = [segment.span.start for segment in self.segments]
        self.ends = [segment.span.end for segment in self.segments]

    def of(self, span: Span) -> list[int]:
        """Numbers of the segments covered by half or more; else the one that most of the span lies in.

        Empty where an interviewer speaks, or nobody.
        """
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        if last - first == 1:
            return [self.segments[first].number]
        touched = self.segments[first:last]
        covered = [s.number for s in touched if 2 * span.overlap(s.span) >= s.span.end - s.span.start]
        if covered or not touched:
            return covered
        return [max(touched, key=lambda segment: span.overlap(segment.span)).number]


def _vote(result: Votes, cells: Cells, placement: Placement, span: Span) -> None:
    decision = placement.decision
    if decision.kind is Kind.ADJUDICATE:
        vote = Vote(decision.value == "yes", decision, span)
        result.adjudged |= {(segment, decision.code): vote for segment in cells.of(span)}
        return
    if decision.kind is Kind.CHANGE and placement.was:
        _say(result, cells, Vote(False, decision, placement.was), decision.was_code)
    _say(result, cells, Vote(decision.kind is not Kind.REJECT, decision, span), decision.code)


def _say(result: Votes, cells: Cells, vote: Vote, code: str) -> None:
    for segment in cells.of(vote.span):
        cell = segment, code
        result.by_coder[cell][vote.decision.coder] = vote
        result.first.setdefault(cell, vote.decision)


# --- reading ----------------------------------------------------------------------------------------------------


def _reading(decision: Decision, interview: Interview, span: Span, codebook: Codebook) -> Reading:
    segments = frozenset(s.number for s in interview.segments if span.overlap(s.span) and interview.is_coded(s))
    codes = frozenset(decision.codes) or frozenset(code.id for code in codebook.codes if _existed(code.born, decision))
    return Reading(interview.id, decision.coder, segments, codes, decision.at, decision.blind)


def _existed(born: str, decision: Decision) -> bool:
    """Whether a code was there when somebody read: on the very day of its birth, only if the hours say so."""
    if not born:
        return True
    return born < decision.at if len(born) > len("2026-01-01") else born < decision.at[: len(born)]


def _unread(readings: list[Reading], taken_back: Reading) -> list[Reading]:
    """Take back some segments for some codes from what the same person had read."""
    left = []
    for reading in readings:
        if reading.coder != taken_back.coder:
            left.append(reading)
            continue
        outside, inside = reading.segments - taken_back.segments, reading.segments & taken_back.segments
        left += [_part(reading, outside, reading.codes), _part(reading, inside, reading.codes - taken_back.codes)]
    return [reading for reading in left if reading.segments and reading.codes]


def _part(reading: Reading, segments: frozenset[int], codes: frozenset[str]) -> Reading:
    return Reading(reading.interview, reading.coder, segments, codes, reading.at, reading.blind)
