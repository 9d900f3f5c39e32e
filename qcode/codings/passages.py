"""Passages: maximal runs of coded segments of one code (or one family of codes) and one status, said by one person."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from qcode.model import Coding, Interview, Passage, Role, Segment, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qcode.model import Codebook

PROMPT = 6
"""An interviewer's turn of at most this many words ("hm", "d'accord") does not end a passage."""

_STRENGTH = {Status.CONFIRMED: 0, Status.DISPUTED: 1, Status.SUGGESTED: 2, Status.REJECTED: 3}


def family_passages(
    interviews: Iterable[Interview], codings: Iterable[Coding], codebook: Codebook, code: str
) -> tuple[Passage, ...]:
    """The passages of a code: its own cells and those of all codes under it, run together."""
    family = codebook.family(code)
    by_interview: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.code in family:
            by_interview[coding.interview].append(coding)
    return tuple(p for interview in interviews for p in passages(interview, by_interview[interview.id], code))


def passages(
    interview: Interview, codings: Iterable[Coding], code: str, goes_on: Mapping[int, int] | None = None
) -> list[Passage]:
    """Run the codings of one interview together, whatever their codes, as passages of `code`.

    `goes_on` is `following(interview)`, for whoever asks for many codes of one interview.

    A segment with several codings takes part once, with the strongest of their statuses: confirmed, disputed,
    suggested, rejected.
    """
    by_segment: dict[int, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_segment[coding.segment].append(coding)
    goes_on = following(interview) if goes_on is None else goes_on
    runs: list[list[int]] = []
    last: tuple[int, Status] | None = None
    for number in sorted(by_segment):
        group = by_segment[number]
        status = group[0].status if len(group) == 1 else strongest(group)
        if last and last == (goes_on.get(number), status):
            runs[-1].append(number)
        else:
            runs.append([number])
        last = number, status
    return [_passage(interview, code, [c for number in run for c in by_segment[number]]) for run in runs]


def strongest(codings: Iterable[Coding]) -> Status:
    """The status of a segment with several codings."""
    return min((coding.status for coding in codings), key=_STRENGTH.__getitem__)


def following(interview: Interview) -> dict[int, int]:
    """For each segment, the one that it goes on from: said by the same person, with nothing in between that counts."""
    words: dict[int, int] = defaultdict(int)
    for segment in interview.segments:
        words[segment.turn] += segment.words
    coded = [segment for segment in interview.segments if interview.is_coded(segment)]
    return {
        after.number: before.number for before, after in pairwise(coded) if _goes_on(interview, before, after, words)
    }


def _goes_on(interview: Interview, before: Segment, after: Segment, words: dict[int, int]) -> bool:
    if before.turn == after.turn:
        return True
    if after.turn - before.turn != 2:
        return False
    between = interview.turn(before.turn + 1)
    same = interview.turn(before.turn).speaker == interview.turn(after.turn).speaker
    return same and between.role is Role.INTERVIEWER and words[between.number] <= PROMPT


def _passage(interview: Interview, code: str, codings: list[Coding]) -> Passage:
    first, last = interview.segments[codings[0].segment], interview.segments[codings[-1].segment]
    status, turn = strongest(codings), interview.turn(first.turn)
    span = Span(first.span.start, last.span.end)
    return Passage(interview.id, code, status, span, turn.number, turn.speaker, tuple(codings))
