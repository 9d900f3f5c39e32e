"""What each row of *Verbatims* adds to its themes: does it open one of their passages, how many words does it bring.

A theme's passage may run over passages of several of its codes, and its words are counted once; with these two numbers
a reader (and *Recalcul*) gets a theme's figures by adding up rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qcode.codings.passages import following
from qcode.exports.workbook.verbatims import Line
from qcode.model import Interview, Passage, Status

Added = tuple[int, int]
"""1 if the row opens a passage of the theme, else 0; words not counted for it by an earlier row."""


@dataclass(slots=True)
class _Theme:
    """A theme in one interview, under one status: a bit a segment."""

    coded: int = 0
    opened: int = 0  # first segments of passages that a row has opened
    counted: int = 0


def added(lines: Sequence[Line], interviews: Mapping[str, Interview]) -> Iterator[dict[int, Added]]:
    """For each row in turn, what it adds to each theme on its line."""
    themes: dict[tuple[str, int, Status], _Theme] = defaultdict(_Theme)
    for line in lines:
        for theme in line.line:
            themes[_key(line, theme)].coded |= sum(1 << coding.segment for coding in line.passage.codings)
    follows: dict[str, Mapping[int, int]] = {}
    for line in lines:
        interview = interviews[line.passage.interview]
        before = follows.get(interview.id) or follows.setdefault(interview.id, following(interview))
        yield {theme: _add(line.passage, themes[_key(line, theme)], interview, before) for theme in line.line}


def _key(line: Line, theme: int) -> tuple[str, int, Status]:
    return line.passage.interview, theme, line.passage.status


def _add(passage: Passage, theme: _Theme, interview: Interview, follows: Mapping[int, int]) -> Added:
    """Count one row for one theme."""
    first = passage.codings[0].segment
    while (before := follows.get(first)) is not None and theme.coded >> before & 1:
        first = before
    opens = not theme.opened >> first & 1
    theme.opened |= 1 << first
    new = {coding.segment for coding in passage.codings if not theme.counted >> coding.segment & 1}
    theme.counted |= sum(1 << segment for segment in new)
    return int(opens), sum(interview.segments[segment].words for segment in new)
