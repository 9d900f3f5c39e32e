"""The units of coding: the sentences of every turn, or whole turns where the study says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import partial

from qcode.model import Role, Segment, Span, Turn
from qcode.reading.sentences import sentences
from qcode.reading.words import word_starts

_SPAN = partial(tuple.__new__, Span)
_SEGMENT = partial(tuple.__new__, Segment)
"""Made without a call of Python each: a study has hundreds of thousands."""


def segments(text: str, turns: Iterable[Turn], stage: tuple[Span, ...], unit: str) -> tuple[Segment, ...]:
    """Cut turns into segments; none holds only a stage direction, none begins or ends with one."""
    numbers: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    for turn in turns:
        if turn.role is not Role.OTHER:
            begun, ended = sentences(text, turn.span) if unit != "turn" else ([turn.span.start], [turn.span.end])
            numbers += [turn.number] * len(begun)
            starts += begun
            ends += ended
    for place in reversed(_strip(text, starts, ends, stage)):
        del numbers[place], starts[place], ends[place]
    if not numbers:
        return ()
    count = word_starts(text, stage)
    words = (count[ends] - count[starts]).tolist()
    spans = map(_SPAN, zip(starts, ends, strict=True))
    return tuple(map(_SEGMENT, zip(range(len(numbers)), numbers, spans, words, strict=True)))


def _strip(text: str, starts: list[int], ends: list[int], stage: tuple[Span, ...]) -> list[int]:
    """Take stage directions, and the blanks around them, off the ends of stretches; which ones held nothing else."""
    opens = {span.start: span.end for span in stage}
    closes = {span.end: span.start for span in stage}
    emptied = []
    for place in sorted({bisect_right(starts, span.start) - 1 for span in stage}):
        starts[place], ends[place] = _stripped(text, starts[place], ends[place], opens, closes)
        if starts[place] >= ends[place]:
            emptied.append(place)
    return emptied


def _stripped(text: str, start: int, end: int, opens: Mapping[int, int], closes: Mapping[int, int]) -> tuple[int, int]:
    """One stretch without stage directions and blanks at its ends."""
    while start < end:
        if text[start].isspace():
            start += 1
        elif text[end - 1].isspace():
            end -= 1
        elif start in opens:
            start = opens[start]
        elif end in closes:
            end = closes[end]
        else:
            break
    return start, end
