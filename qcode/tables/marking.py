"""Where exactly each coder marked a code: stretches of one continuum of what interviewees say, for uα."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qcode.codings.votes import votes
from qcode.tables.units import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qcode.codings.votes import Votes
    from qcode.model import Placement, Segment, Snapshot
    from qcode.tables.unitizing import Stretch
    from qcode.tables.units import Units

Marked = tuple[list[list["Stretch"]], int]
"""The stretches of each coder, and how long the continuum is."""


def marked(snapshot: Snapshot, found: Units, *, blind: bool) -> dict[str, Marked]:
    """For each code of `found`: what its coders marked in the interviews that all of them answered in full.

    What one coder selected in one turn is one stretch where it runs on from sentence to sentence.
    """
    by_interview: dict[str, list[Placement]] = defaultdict(list)
    for placement in snapshot.placements:
        if placement.decision.blind or not blind:
            by_interview[placement.interview].append(placement)
    result: dict[str, Marked] = {code: ([[] for _ in found.coders], 0) for code in found.codes}
    full = _answered_in_full(found)
    for interview in snapshot.interviews:
        said = votes(interview, by_interview[interview.id], snapshot.codebook)
        segments = [segment for segment in interview.segments if interview.is_coded(segment)]
        length = sum(segment.span.end - segment.span.start for segment in segments)
        for code in full[interview.id]:
            stretches, offset = result[code]
            family = snapshot.codebook.family(code) if found.level == "top" else {code}
            for coder, before in zip(found.coders, stretches, strict=True):
                before += _stretches(segments, said, coder, family, offset)
            result[code] = stretches, offset + length
    return result


def _answered_in_full(found: Units) -> Mapping[str, list[str]]:
    """Per interview, the codes that every coder answered on every unit."""
    full = defaultdict(list)
    for interview, rows in found.interviews().items():
        for place, code in enumerate(found.codes):
            if (found.says[:, rows, place] != MISSING).all():
                full[interview].append(code)
    return full


def _stretches(
    segments: Sequence[Segment], said: Votes, coder: str, codes: Iterable[str], offset: int
) -> list[Stretch]:
    """Lay the segments end to end from `offset`, and run together what touches within a turn."""
    pieces: list[tuple[int, int, int]] = []  # start, end, turn
    for segment in segments:
        size = segment.span.end - segment.span.start
        for code in codes:
            vote = said.by_coder.get((segment.number, code), {}).get(coder)
            if vote and vote.yes:
                start = max(vote.span.start, segment.span.start) - segment.span.start
                end = min(vote.span.end, segment.span.end) - segment.span.start
                pieces.append((offset + start, offset + end, segment.turn))
        offset += size
    joined: list[tuple[int, int, int]] = []
    for start, end, turn in sorted(pieces):
        if joined and joined[-1][2] == turn and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1]), turn
        else:
            joined.append((start, end, turn))
    return [(start, end - start) for start, end, _ in joined if end > start]
