"""The study cut by one or two attributes: who is in each group, and the figures of every code in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import MISSING, Interview, Settings
from qcode.tables.tally import Heard, Tally
from qcode.words.typography import collate

if TYPE_CHECKING:
    from qcode.tables.tally import Grid, Stack

Values = tuple[str, ...]
Member = tuple[int, Heard, list[int]]
"""An interview of a group: its place in the tally, what was counted, and which of its voices belong."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """Who is in a group, whatever is coded: places in the tally, rows of its stacks, and what they said."""

    values: Values
    interviews: tuple[Interview, ...]
    places: Grid  # of the interviews
    rows: Grid  # of the voices
    starts: Grid  # where each interview begins in `rows`
    persons: int
    words: int
    words_by_interview: Grid

    def by_interview(self, voices_by_code: Grid) -> Grid:
        """Counts of voices added up to counts of interviews."""
        import numpy as np

        some: Grid = voices_by_code[self.rows]
        return np.add.reduceat(some, self.starts, axis=0) if len(self.places) else some


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
    cuts = _cuts(tally, tuple(by))
    orders = [value_order([cut.values[n] for cut in cuts], name, settings) for n, name in enumerate(by)]
    ranked = sorted(cuts, key=lambda cut: tuple(order[v] for order, v in zip(orders, cut.values, strict=True)))
    stack, read = tally.stack(view), tally.anyone_read
    return [_group(cut, view, stack, study_read=read) for cut in ranked]


def left_out(tally: Tally) -> tuple[Interview, ...]:
    """The interviews that take no part in comparisons."""
    return tuple(heard.interview for heard in tally.heard if not heard.interview.comparable)


def value_order(values: Sequence[str], attribute: str, settings: Settings) -> Mapping[str, int]:
    """The rank of each value: the study's list, then others in alphabetical order, the missing one last."""
    listed = next((item.values for item in settings.attributes if item.id == attribute), ())
    others = sorted(set(values) - set(listed) - {MISSING}, key=collate)
    return {value: rank for rank, value in enumerate([*listed, *others, MISSING])}


def _cuts(tally: Tally, by: Values) -> list[Cut]:
    """The groups by these attributes, in no order; made once, for decisions move nobody from one to another."""
    if by not in tally.cuts:
        members: dict[Values, list[Member]] = {} if by else {(): []}
        for place, heard in enumerate(tally.heard):
            if heard.interview.comparable:
                for values, voices in _voices_by_value(heard, by).items():
                    members.setdefault(values, []).append((place, heard, voices))
        first = tally.first
        tally.cuts[by] = [_cut(values, some, first) for values, some in members.items()]
    return tally.cuts[by]


def _voices_by_value(heard: Heard, by: Values) -> dict[Values, list[int]]:
    found: dict[Values, list[int]] = {}
    for number, voice in enumerate(heard.voices):
        values = tuple(heard.interview.value(name, voice.speaker) for name in by)
        found.setdefault(values, []).append(number)
    return found


def _cut(values: Values, members: Sequence[Member], first: Sequence[int]) -> Cut:
    import numpy as np

    voices = [heard.voices[n] for _, heard, numbers in members for n in numbers]
    words = [sum(heard.voices[n].words for n in numbers) for _, heard, numbers in members]
    return Cut(
        values,
        tuple(heard.interview for _, heard, _ in members),
        places=np.array([place for place, _, _ in members], dtype=np.int64),
        rows=np.array([first[place] + n for place, _, numbers in members for n in numbers], dtype=np.int64),
        starts=np.cumsum([0, *(len(numbers) for _, _, numbers in members)], dtype=np.int64)[:-1],
        persons=sum(voice.person for voice in voices),
        words=sum(words),
        words_by_interview=np.array(words, dtype=np.int64),
    )


def _group(cut: Cut, view: str, stack: Stack, *, study_read: bool) -> Group:
    return Group(
        values=cut.values,
        interviews=cut.interviews,
        persons=cut.persons,
        words=cut.words,
        by_interview=cut.by_interview(stack.passages),
        words_by_interview=cut.words_by_interview,
        coded_words=stack.coded_words[cut.rows].sum(axis=0),
        read_by_interview=stack.read[cut.places],
        study_read=study_read,
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
