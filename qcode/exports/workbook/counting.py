"""What each row of *Verbatims* adds to its themes: does it open one of their passages, how many words does it bring.

A theme's passage may run over passages of several of its codes, and its words are counted once; with these two numbers
a reader (and *Recalcul*) gets a theme's figures by adding up rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qcode.codings.passages import following
from qcode.exports.workbook.verbatims import Line
from qcode.model import Interview

Added = tuple[int, int]
"""1 if the row opens a passage of the theme, else 0; words not counted for it by an earlier row."""


def added(lines: Sequence[Line], interviews: Mapping[str, Interview]) -> Iterator[dict[int, Added]]:
    """For each row in turn, what it adds to each theme on its line."""
    counted = _Counted(interviews)
    cells: dict[tuple[str, int, str], set[int]] = {}
    for line in lines:
        for theme in line.line:
            key = (line.passage.interview, theme, line.passage.status)
            cells.setdefault(key, set()).update(coding.segment for coding in line.passage.codings)
    for line in lines:
        yield {theme: counted.add(line, theme, cells) for theme in line.line}


class _Counted:
    """Which passages of a theme were opened, and which of its segments counted, by the rows so far."""

    def __init__(self, interviews: Mapping[str, Interview]) -> None:
        self.interviews = interviews
        self.follows: dict[str, Mapping[int, int]] = {}
        self.opened: set[tuple[str, int, str, int]] = set()
        self.seen: dict[tuple[str, int, str], set[int]] = {}

    def add(self, line: Line, theme: int, cells: Mapping[tuple[str, int, str], set[int]]) -> Added:
        """Count one row for one theme."""
        interview = self.interviews[line.passage.interview]
        key = (interview.id, theme, str(line.passage.status))
        if interview.id not in self.follows:
            self.follows[interview.id] = following(interview)
        first = line.passage.codings[0].segment
        while (before := self.follows[interview.id].get(first)) is not None and before in cells[key]:
            first = before
        opens = (*key, first) not in self.opened
        self.opened.add((*key, first))
        seen = self.seen.setdefault(key, set())
        new = {coding.segment for coding in line.passage.codings} - seen
        seen |= new
        return int(opens), sum(interview.segments[number].words for number in new)
