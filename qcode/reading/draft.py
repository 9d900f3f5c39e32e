"""What a format's reader hands over: the text, and what the format knows that plain text has to guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the draft's text that the format itself gives to a speaker."""

    speaker: str
    start: int
    end: int
    time: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader noticed: a kind of problem with its values (always a warning)."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file's content before turns are found. Without `turns`, labels are looked for in the text."""

    text: str
    turns: tuple[Said, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    marks: tuple[tuple[int, float], ...] = ()  # places whose time is known: offset, seconds
    strong: tuple[tuple[int, int], ...] = ()  # stretches in bold letters


class UnreadableError(Exception):
    """A file that cannot be read: the kind of problem and its values. Never leaves the room."""

    def __init__(self, kind: str, **values: Any) -> None:  # noqa: ANN401 - what a message shows
        """Keep what the `Problem` will say."""
        super().__init__(kind)
        self.kind = kind
        self.values = values


Piece = tuple[str, str, float | None]
"""Who, what, when (seconds)."""


def compose(
    pieces: Iterable[Piece], attributes: Mapping[str, str] | None = None, notes: tuple[Note, ...] = ()
) -> Draft:
    """Write turns out as a text, `Label : words` and a blank line, keeping where each one stands."""
    written: list[str] = []
    turns: list[Said] = []
    place = 0
    for speaker, words, time in pieces:
        label = f"{speaker} : " if speaker else ""
        written.append(f"{label}{words}\n\n")
        turns.append(Said(speaker, place + len(label), place + len(label) + len(words), time))
        place += len(written[-1])
    return Draft("".join(written), tuple(turns), attributes or {}, notes)
