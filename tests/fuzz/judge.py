"""What must hold of any draft that a reader hands over, however broken the file was."""

from __future__ import annotations

from qcode.model import Role, Settings
from qcode.reading.beside import Given
from qcode.reading.bounds import Limits, within
from qcode.reading.draft import Draft
from qcode.reading.interview import read_draft

SETTINGS = Settings(attributes=())


def judge(draft: Draft) -> None:
    """Make an interview of it and look at every span.

    Raises:
        AssertionError: a turn or a segment is not where it should be.
        UnreadableError: it passes a limit, which is an answer too.
    """
    interview, problems = read_draft("fuzz", "fuzz", within(draft, Limits()), SETTINGS, Given())
    for problem in problems:
        assert problem.message and problem.hint
    if interview is None:
        return
    place = 0
    for number, turn in enumerate(interview.turns, 1):
        assert turn.number == number and place <= turn.span.start < turn.span.end <= len(interview.text)
        place = turn.span.end
    place = 0
    for segment in interview.segments:
        turn = interview.turn(segment.turn)
        assert place <= segment.span.start < segment.span.end and turn.role is not Role.OTHER
        assert turn.span.start <= segment.span.start and segment.span.end <= turn.span.end
        place = segment.span.end
