"""The study cut by one or two attributes: who is in each group, and the figures of every code in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qcode.model import MISSING, Interview, Settings
from qcode.tables.tally import Heard, Tally
from qcode.words.typography import collate

if TYPE_CHECKING:
    from qcode.tables.tally import Grid

Values = tuple[str, ...]
Member = tuple[int, Heard, list[int]]
"""An interview of a group: its place in the tally, what was counted, and which of its voices belong."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One value (or pair) of the attributes. Arrays have one place per code of the codebook."""

    values: Values  # () is the whole study
    interviews: tuple[Interview, ...]
    persons: int
    words: int  # of interviewees
    by_interview: Grid  # interviews × codes: passages
    words_by_interview: Grid
    coded_words: Grid
    read_by_interview: Grid  # interviews × codes: read in full for it
    study_read: bool  # whether anybody marked any interview of the study as read
    view: str

    @property
    def passages(self) -> Grid:
        """How many passages, per code."""
        return _sum(self.by_interview)

    @property
    def present(self) -> Grid:
        """In how many interviews, per code."""
        return _sum(self.by_interview > 0)

    @property
    def read(self) -> Grid:
        """How many interviews were read in full for this code."""
        return _sum(self.read_by_interview)

    @property
    def base(self) -> Grid:
        """What a share is a share of: interviews read for the code, or all where nobody has marked any."""
        return self.read if self.study_read else self.read * 0 + len(self.interviews)

    @property
    def present_in_base(self) -> Grid:
        """In how many interviews of the base."""
        held = self.by_interview > 0
        return _sum(held & self.read_by_interview if self.study_read else held)

    @property
    def share(self) -> Grid:
        """Interviews with the code ÷ the base; NaN where nothing was read."""
        return _ratio(self.present_in_base, self.base)

    @property
    def rate(self) -> Grid:
        """Passages per 1,000 words of the group's interviewees; NaN without words."""
        return _ratio(1000 * self.passages, self.words)

    @property
    def speech_share(self) -> Grid:
        """Words in coded segments ÷ words; NaN without words."""
        return _ratio(self.coded_words, self.words)

    @property
    def mean_rate(self) -> Grid:
        """The mean of the interviews' own rates, interviews without words left out."""
        spoken = self.words_by_interview > 0
        rates = _ratio(1000 * self.by_interview[spoken], self.words_by_interview[spoken][:, None])
        return _ratio(rates.sum(axis=0), int(spoken.sum()))

    @property
    def unread(self) -> Grid:
        """Where nothing stands and nobody has read: no zero, unless it was the rules that read."""
        import numpy as np

        silent: Grid = np.logical_and(self.passages == 0, self.read == 0)
        return silent if self.study_read and self.view != "suggested" else np.zeros_like(silent)

    def holders(self, column: int) -> tuple[Interview, ...]:
        """The interviews that hold the code in this place of the codebook."""
        return tuple(i for i, count in zip(self.interviews, self.by_interview[:, column], strict=True) if count)


def groups(tally: Tally, by: Sequence[str], view: str, settings: Settings) -> list[Group]:
    """The groups that exist, in the order of the study's lists; interviews not to be compared stay out."""
    members: dict[Values, list[Member]] = {}
    for place, heard in enumerate(tally.heard):
        if heard.interview.comparable:
            for values, voices in _voices_by_value(heard, tuple(by)).items():
                members.setdefault(values, []).append((place, heard, voices))
    orders = [value_order([values[n] for values in members], name, settings) for n, name in enumerate(by)]
    ranked = sorted(members, key=lambda values: tuple(order[v] for order, v in zip(orders, values, strict=True)))
    if not by and not members:
        members[()], ranked = [], [()]
    return [_group(values, members[values], view, tally) for values in ranked]


def left_out(tally: Tally) -> tuple[Interview, ...]:
    """The interviews that take no part in comparisons."""
    return tuple(heard.interview for heard in tally.heard if not heard.interview.comparable)


def value_order(values: Sequence[str], attribute: str, settings: Settings) -> Mapping[str, int]:
    """The rank of each value: the study's list, then others in alphabetical order, the missing one last."""
    listed = next((item.values for item in settings.attributes if item.id == attribute), ())
    others = sorted(set(values) - set(listed) - {MISSING}, key=collate)
    return {value: rank for rank, value in enumerate([*listed, *others, MISSING])}


@lru_cache(maxsize=1 << 14)
def _voices_by_value(heard: Heard, by: tuple[str, ...]) -> dict[Values, list[int]]:
    found: dict[Values, list[int]] = {}
    for number, voice in enumerate(heard.voices):
        values = tuple(heard.interview.value(name, voice.speaker) for name in by)
        found.setdefault(values, []).append(number)
    return found


def _group(values: Values, members: Sequence[Member], view: str, tally: Tally) -> Group:
    import numpy as np

    stack = tally.stack(view)
    voices = [heard.voices[n] for _, heard, numbers in members for n in numbers]
    rows = [stack.first[place] + n for place, _, numbers in members for n in numbers]
    starts = np.cumsum([0, *(len(numbers) for _, _, numbers in members)], dtype=np.int64)[:-1]

    def by_interview(voices_by_code: Grid) -> Grid:
        some = voices_by_code[rows]
        return np.add.reduceat(some, starts, axis=0) if members else some

    return Group(
        values=values,
        interviews=tuple(heard.interview for _, heard, _ in members),
        persons=sum(voice.person for voice in voices),
        words=sum(voice.words for voice in voices),
        by_interview=by_interview(stack.passages),
        words_by_interview=np.array([sum(heard.voices[n].words for n in numbers) for _, heard, numbers in members]),
        coded_words=stack.coded_words[rows].sum(axis=0),
        read_by_interview=stack.read[[place for place, _, _ in members]],
        study_read=tally.anyone_read,
        view=view,
    )


def _sum(grid: Grid) -> Grid:
    total: Grid = grid.sum(axis=0)
    return total


def _ratio(above: Grid, below: Grid | int) -> Grid:
    """A quotient that is NaN, not an error, where there is nothing to divide by."""
    import numpy as np

    divisor = np.broadcast_to(np.asarray(below, dtype=float), above.shape)
    quotient: Grid = np.divide(above, divisor, out=np.full(above.shape, np.nan), where=divisor > 0)
    return quotient
