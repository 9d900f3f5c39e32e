"""Say in words how the speakers of an interview were understood."""

from __future__ import annotations

from collections import Counter

from qcode.model import Interview, Settings
from qcode.reading.header import read_header
from qcode.reading.interview import sides
from qcode.reading.roles import decide
from qcode.words import say


def describe(interview: Interview, settings: Settings) -> list[str]:
    """One line a speaker: label, role, number of turns, and why this role."""
    turns = Counter((turn.speaker, turn.role) for turn in interview.turns if turn.speaker)
    speech: dict[str, list[str]] = {}
    for turn in interview.turns:
        if turn.speaker:
            speech.setdefault(turn.speaker, []).append(interview.quote(turn.span))
    decided = decide(speech, sides(read_header(interview.text, settings).values, settings))
    return [
        say("reading.speaker", label=label, role=say(f"reading.role.{role}"), n=count, why=_why(decided[label].reason))
        for (label, role), count in turns.items()
    ]


def _why(reason: str) -> str:
    return say(f"reading.reason.{reason}")
