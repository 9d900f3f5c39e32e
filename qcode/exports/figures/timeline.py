"""The portrait of an interview: where in it each code is spoken of, from the first word to the last."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.figures.canvas import BLUE, GREY, HAIR, Drawing, canvas, finished, look, wrapped
from qcode.model import Interview, Passage, Role
from qcode.words import say


def timeline_figure(interview: Interview, rows: Sequence[tuple[str, Sequence[Passage]]]) -> Drawing:
    """One line a code; each passage as long as it is in words; the interviewer's turns are white gaps below."""
    width, height = 15.0, 1.5 + 0.45 * len(rows)
    starts = _starts(interview)
    total = starts[-1]
    with look():
        figure, axes = canvas(width, height)
        for place, (_, passages) in enumerate(rows):
            axes.hlines(place, 0, total, color=HAIR, linewidth=0.6, zorder=0)
            for passage in passages:
                first, last = passage.codings[0].segment, passage.codings[-1].segment
                stretch = max(starts[last + 1] - starts[first], total * 0.003)
                axes.barh(place, stretch, left=starts[first], height=0.6, color=BLUE)
        for segment in interview.segments:
            if interview.turn(segment.turn).role is Role.INTERVIEWER:
                axes.barh(len(rows), segment.words, left=starts[segment.number], height=0.35, color="#9AA5B1")
        names = [wrapped(label, 34) for label, _ in rows] + [say("report.questions")]
        axes.set_yticks(range(len(names)), names)
        axes.set(ylim=(len(names) - 0.5, -0.6), xlim=(0, max(total, 1)))
        axes.set_xlabel(say("report.words_of_interview"), fontsize=7, color=GREY)
        return finished(figure, say("report.alt.timeline", number=interview.number), width)


def _starts(interview: Interview) -> list[int]:
    """How many words were said before each segment, and in all."""
    starts = [0]
    for segment in interview.segments:
        starts.append(starts[-1] + segment.words)
    return starts
