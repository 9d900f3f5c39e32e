"""What stands: suggestions and votes, cell by cell, become codings, and codings passages; pure functions.

A cell is a segment × a code. Everything here is the same whatever the order of files and lines.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codings.passages import following, passages
from qcode.codings.votes import votes
from qcode.memory import uncollected
from qcode.model import Coding, Kind, Origin, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qcode.codings.votes import Cell, Vote, Votes
    from qcode.model import Codebook, Decision, Interview, Passage, Placement, Reading, Settings, Span, Suggestion


@dataclass(frozen=True, slots=True)
class Folded:
    """All that stands: one coding a cell, passages of each exact code and status, and who has read what."""

    codings: tuple[Coding, ...] = ()
    passages: tuple[Passage, ...] = ()
    readings: tuple[Reading, ...] = ()


@uncollected
def fold(
    interviews: Iterable[Interview],
    codebook: Codebook,
    suggestions: Iterable[Suggestion],
    placements: Iterable[Placement],
    settings: Settings,
) -> Folded:
    """Compute what stands in all interviews, in their order, then in the order of the text and of the guide.

    Cells of codes that the guide does not define are left out (`evolution.read_through` reports them).
    """
    proposed: dict[str, list[Suggestion]] = defaultdict(list)
    decided: dict[str, list[Placement]] = defaultdict(list)
    for suggestion in suggestions:
        proposed[suggestion.interview].append(suggestion)
    for placement in placements:
        decided[placement.interview].append(placement)
    parts = [fold_interview(i, codebook, proposed[i.id], decided[i.id], settings) for i in interviews]
    return Folded(
        tuple(coding for part in parts for coding in part.codings),
        tuple(passage for part in parts for passage in part.passages),
        tuple(reading for part in parts for reading in part.readings),
    )


def fold_interview(
    interview: Interview,
    codebook: Codebook,
    suggestions: Iterable[Suggestion],
    placements: Iterable[Placement],
    settings: Settings,
) -> Folded:
    """Compute what stands in one interview, from the suggestions and placements about it."""
    said = votes(interview, placements, codebook)
    proposed = {(suggestion.segment, suggestion.code): suggestion for suggestion in suggestions}
    rank = {code.id: number for number, code in enumerate(codebook.codes)}
    cells = sorted(
        (cell for cell in {*proposed, *said.by_coder, *said.adjudged} if cell[1] in rank),
        key=lambda cell: (cell[0], rank[cell[1]]),
    )
    readers = _readers(said.readings)
    codings = [_coding(interview, cell, proposed.get(cell), said, readers, settings.policy) for cell in cells]
    standing = tuple(coding for coding in codings if coding)
    return Folded(standing, tuple(_exact(interview, standing, rank)), tuple(said.readings))


def satisfied(cast: Mapping[str, Vote | None], yes: int, adjudged: Vote | None, policy: str) -> bool:
    """Whether a policy counts a cell as coded: `yes` of the votes cast say so.

    A vote of None is the silence of somebody who has read: a no.
    """
    match policy:
        case "any":
            return yes > 0
        case "majority":
            return yes > len(cast) - yes
        case "all":
            return yes == len(cast) >= 2
        case "adjudicated":
            return adjudged is not None and adjudged.yes
    vote = cast.get(policy)
    return vote is not None and vote.yes


def _readers(readings: list[Reading]) -> dict[str, list[Reading]]:
    readers: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        readers[reading.coder].append(reading)
    return readers


def ballot(cell: Cell, said: Votes, readers: dict[str, list[Reading]]) -> Mapping[str, Vote | None]:
    """What each coder says about a cell; None for those who have read it and decided nothing."""
    explicit = said.by_coder.get(cell, {})
    if not readers:
        return explicit
    cast: dict[str, Vote | None] = {}
    segment, code = cell
    for coder, readings in readers.items():
        if any(segment in reading.segments and code in reading.codes for reading in readings):
            cast[coder] = None
    cast.update(explicit)
    return cast


def _coding(
    interview: Interview,
    cell: Cell,
    suggestion: Suggestion | None,
    said: Votes,
    readers: dict[str, list[Reading]],
    policy: str,
) -> Coding | None:
    segment, code = cell
    adjudged = said.adjudged.get(cell)
    cast = ballot(cell, said, readers)
    yes = [vote for vote in cast.values() if vote is not None and vote.yes]
    status = _status(cast, len(yes), adjudged, policy, proposed=suggestion is not None)
    if status is None:
        return None
    return Coding(
        interview.id,
        segment,
        code,
        status,
        _origin(said.first.get(cell), suggestion),
        tuple(sorted([vote.decision.coder for vote in yes])),
        bool(yes) and all(vote.decision.batch for vote in yes),
        suggestion,
        _selected(interview, segment, yes),
    )


def _status(
    cast: Mapping[str, Vote | None], yes: int, adjudged: Vote | None, policy: str, *, proposed: bool
) -> Status | None:
    if satisfied(cast, yes, adjudged, policy):
        return Status.CONFIRMED
    if policy == "adjudicated" and adjudged:
        return Status.REJECTED
    if yes:
        return Status.DISPUTED
    if any(cast.values()):
        return Status.REJECTED
    return Status.SUGGESTED if proposed else None


def _origin(first: Decision | None, suggestion: Suggestion | None) -> Origin:
    """Where the coding came from first: a rule where somebody answered one, or nobody did anything yet."""
    if first is None:
        return Origin.RULE if suggestion else Origin.HUMAN
    return Origin.RULE if first.suggestion or first.kind in (Kind.ACCEPT, Kind.REJECT) else Origin.HUMAN


def _selected(interview: Interview, segment: int, yes: list[Vote]) -> tuple[Span, ...]:
    whole = interview.segments[segment].span
    others = {vote.span for vote in yes if vote.span != whole}
    return tuple(sorted(others, key=lambda span: (span.start, span.end))) if others else ()


def _exact(interview: Interview, codings: tuple[Coding, ...], rank: dict[str, int]) -> list[Passage]:
    """The passages of each exact code, in the order of the text."""
    by_code: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_code[coding.code].append(coding)
    goes_on = following(interview)
    found = [passage for code in by_code for passage in passages(interview, by_code[code], code, goes_on)]
    return sorted(found, key=lambda passage: (passage.span.start, rank[passage.code], passage.span.end))
