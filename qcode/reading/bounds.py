"""How much a file may ask of the machine. Every bound can be raised in `qcode.toml`, under `[limits]`."""

from __future__ import annotations

from dataclasses import dataclass, fields

from qcode.model import Settings
from qcode.reading.draft import Draft, UnreadableError

MEGA = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; the defaults leave a hundredfold margin over the longest interviews."""

    file_mb: int = 100  # the file itself
    entries: int = 10_000  # files inside a .docx, .odt or .xlsx
    member_mb: int = 64  # any one of them, unpacked; also the text that comes out
    total_mb: int = 500  # all of them, unpacked
    ratio: int = 200  # unpacked size over packed size, from 1 MB on
    depth: int = 256  # nesting of XML elements; beyond 256 the parser allows 2,048
    seconds: int = 60  # processor time of one file; half as much again by the clock
    memory_mb: int = 1024  # address space of the process that parses
    line_chars: int = 2_000_000  # one line of text
    turns: int = 50_000  # turns of one interview

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The defaults with what the study raises; names that mean nothing are left to whoever checks settings."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in settings.limits.items() if name in known})


def within(draft: Draft, limits: Limits) -> Draft:
    """The draft, if its text is one that a person could have said.

    Raises:
        UnreadableError: too long, a line too long, too many turns.
    """
    if len(draft.text) > limits.member_mb * MEGA:
        raise too_big("member_mb", limits.member_mb)
    if len(draft.text) > limits.line_chars and max(map(len, draft.text.split("\n"))) > limits.line_chars:
        raise too_big("line_chars", limits.line_chars)
    if len(draft.turns) > limits.turns:
        raise too_big("turns", limits.turns)
    return draft


def too_big(limit: str, value: int) -> UnreadableError:
    """The refusal of a file that goes beyond a bound."""
    return UnreadableError("limit_passed", limit=limit, value=value)
