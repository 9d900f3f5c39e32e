"""A text to stretches: who speaks from where to where. Nothing is lost, no two turns are merged."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import NamedTuple

from qcode.model import Span
from qcode.reading.draft import Draft, Said
from qcode.reading.labels import find
from qcode.reading.shapes import Head, clock_of, lines
from qcode.reading.stage import is_stage_line


class Stretch(NamedTuple):
    """A turn before its role is known. `label` None: nobody speaks (stage directions, a preamble)."""

    label: str | None
    span: Span
    time: float | None = None
    stage: bool = False


DASHES = ("—1", "—2")
"""Speakers of turns that begin with a dash and no label: every other one is the same person."""


def stretches(draft: Draft, start: int, named: frozenset[str]) -> tuple[list[Stretch], list[Head]]:
    """The turns of a draft after its header; one with an empty label where no speaker can be told.

    Beside them, lines that may begin a turn and were not believed: to be asked about.
    """
    text, maybe = draft.text, list[Head]()
    if draft.turns:
        found = [_given(text, turn) for turn in draft.turns]
    else:
        found, maybe = _labelled(text, start, named, dict(draft.strong))
    return [turn for turn in found if turn.span.start < turn.span.end], maybe


def _given(text: str, turn: Said) -> Stretch:
    """A turn that the format knows; one that is only a stage direction is nobody's."""
    span, time = trimmed(text, turn.start, turn.end), turn.time
    time = time if time is not None and isfinite(time) and time >= 0 else None
    if is_stage_line(text[span.start : span.end]):
        return Stretch(None, span, time, stage=True)
    return Stretch(turn.speaker, span, time)


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _labelled(
    text: str, start: int, named: frozenset[str], strong: Mapping[int, int]
) -> tuple[list[Stretch], list[Head]]:
    """Walk through the lines once: a label opens a turn, a stage direction alone on its line interrupts it."""
    body = list(lines(text, start))
    begun, maybe = find(body, named, strong)
    if not begun:
        return [Stretch("", trimmed(text, start, len(text)))], []
    found: list[Stretch] = []
    label, begin, time, end, clock, dashes = None, start, None, start, None, 0
    for place, line in body:
        if head := begun.get(place):
            found.append(Stretch(label, trimmed(text, begin, end), time))
            label, begin, time = head.label or DASHES[dashes % 2], head.speech, head.time
            time, dashes = clock if time is None else time, dashes + 1
        elif (clock := clock_of(line)) is not None:
            continue  # it belongs to what follows: the turn, if one begins there
        elif is_stage_line(line):
            found.append(Stretch(label, trimmed(text, begin, end), time))
            found.append(Stretch(None, trimmed(text, place, place + len(line)), stage=True))
            begin, time = place + len(line), None
        end, clock = place + len(line), None
    found.append(Stretch(label, trimmed(text, begin, end), time))
    return found, maybe
