"""What a format's reader hands over: the text, and what the format knows that plain text has to guess."""

from __future__ import annotations

from collections.abc import Mapping
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


class UnreadableError(Exception):
    """A file that cannot be read: the kind of problem and its values. Never leaves the room."""

    def __init__(self, kind: str, **values: Any) -> None:  # noqa: ANN401 - what a message shows
        """Keep what the `Problem` will say."""
        super().__init__(kind)
        self.kind = kind
        self.values = values
