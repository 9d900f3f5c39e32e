"""The units of coding: the sentences of every turn, or whole turns where the study says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qcode.model import Role, Segment, Span, Turn
from qcode.reading.sentences import sentences
from qcode.reading.words import word_starts


def segments(text: str, turns: Iterable[Turn], stage: tuple[Span, ...], unit: str) -> tuple[Segment, ...]:
    """Cut turns into segments; none holds only a stage direction, none begins or ends with one."""
    opens = {span.start: span.end for span in stage}
    closes = {span.end: span.start for span in stage}
    spans = [
        (turn.number, *stripped)
        for turn in turns
        if turn.role is not Role.OTHER
        for start, end in _pieces(text, turn.span, unit)
        if (stripped := _strip(text, start, end, opens, closes))
    ]
    if not spans:
        return ()
    begun = word_starts(text, stage)
    words = begun[[end for _, _, end in spans]] - begun[[start for _, start, _ in spans]]
    return tuple(
        Segment(number, turn, Span(start, end), count)
        for number, ((turn, start, end), count) in enumerate(zip(spans, words.tolist(), strict=True))
    )


def _pieces(text: str, turn: Span, unit: str) -> Iterable[tuple[int, int]] | Iterator[tuple[int, int]]:
    return [(turn.start, turn.end)] if unit == "turn" else sentences(text, turn)


def _strip(
    text: str, start: int, end: int, opens: Mapping[int, int], closes: Mapping[int, int]
) -> tuple[int, int] | None:
    """The stretch without blanks and stage directions at its ends, if anything is left."""
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
            return start, end
    return None
