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

    def speech(label: str) -> list[str]:
        return [interview.quote(turn.span) for turn in interview.turns if turn.speaker == label]

    labels = list(dict.fromkeys(label for label, _ in turns))
    decided = decide(labels, sides(read_header(interview.text, settings).values, settings), speech)
    return [
        say("reading.speaker", label=label, role=say(f"reading.role.{role}"), n=count, why=_why(decided[label].reason))
        for (label, role), count in turns.items()
    ]


def _why(reason: str) -> str:
    return say(f"reading.reason.{reason}")
