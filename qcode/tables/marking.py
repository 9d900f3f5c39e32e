"""Where exactly each coder marked a code: stretches of what interviewees say in each interview, for uα."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qcode.codings.votes import votes
from qcode.tables.units import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qcode.codings.votes import Votes
    from qcode.model import Codebook, Placement, Segment, Snapshot
    from qcode.tables.unitizing import Marked, Stretch
    from qcode.tables.units import Units

Piece = tuple[int, int, int]
"""Where it starts and ends on the continuum, and its turn."""


def marked(snapshot: Snapshot, found: Units, *, blind: bool) -> dict[str, dict[str, Marked]]:
    """For each code of `found`: what its coders marked, in each interview that all of them answered in full.

    What one coder selected in one turn is one stretch where it runs on from sentence to sentence.
    """
    by_interview: dict[str, list[Placement]] = defaultdict(list)
    for placement in snapshot.placements:
        if placement.decision.blind or not blind:
            by_interview[placement.interview].append(placement)
    result: dict[str, dict[str, Marked]] = {code: {} for code in found.codes}
    owners = _owners(found, snapshot.codebook)
    full = _answered_in_full(found)
    for interview in snapshot.interviews:
        said = votes(interview, by_interview[interview.id], snapshot.codebook)
        segments = [segment for segment in interview.segments if interview.is_coded(segment)]
        pieces, length = _pieces(segments, said, owners)
        for code in full[interview.id]:
            result[code][interview.id] = [_joined(pieces.get((code, coder), ())) for coder in found.coders], length
    return result


def _owners(found: Units, codebook: Codebook) -> Mapping[str, str]:
    """For each code of the guide, the code that is compared: itself, or the one at the top."""
    return {code.id: codebook.top(code.id) if found.level == "top" else code.id for code in codebook.codes}


def _answered_in_full(found: Units) -> Mapping[str, list[str]]:
    """Per interview, the codes that every coder answered on every unit."""
    full = defaultdict(list)
    for interview, rows in found.interviews().items():
        for place, code in enumerate(found.codes):
            if (found.says[:, rows, place] != MISSING).all():
                full[interview].append(code)
    return full


def _pieces(
    segments: Sequence[Segment], said: Votes, owners: Mapping[str, str]
) -> tuple[Mapping[tuple[str, str], list[Piece]], int]:
    """What each coder selected for each code, on the segments laid end to end; and how long these are together."""
    length, laid = 0, {}
    for segment in segments:
        laid[segment.number] = length, segment
        length += segment.span.end - segment.span.start
    pieces: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for (number, code), cast in said.by_coder.items():
        if code in owners:
            offset, segment = laid[number]
            for coder, vote in cast.items():
                if vote.yes:
                    start = max(vote.span.start, segment.span.start) - segment.span.start
                    end = min(vote.span.end, segment.span.end) - segment.span.start
                    pieces[owners[code], coder].append((offset + start, offset + end, segment.turn))
    return pieces, length


def _joined(pieces: Iterable[Piece]) -> list[Stretch]:
    """Run together what touches within a turn."""
    joined: list[Piece] = []
    for start, end, turn in sorted(pieces):
        if joined and joined[-1][2] == turn and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1]), turn
        else:
            joined.append((start, end, turn))
    return [(start, end - start) for start, end, _ in joined if end > start]
