"""What each person said and what stands on it: the sums from which every table is made.

One `Heard` per interview, kept from one snapshot to the next where nothing changed, so that a live table costs the
one interview that somebody just decided on. numpy is imported where it is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from qcode.codings.passages import following
from qcode.memory import once_for_each
from qcode.model import CODED_ROLES, Codebook, Coding, Interview, Reading, Segment, Snapshot, Status
from qcode.tables.reading import codes_read

if TYPE_CHECKING:
    import numpy as np

    from qcode.tables.groups import Cut

    Grid = np.ndarray[Any, np.dtype[Any]]

VIEWS: Mapping[str, tuple[Status, ...]] = {
    "confirmed": (Status.CONFIRMED,),
    "suggested": (Status.SUGGESTED,),
    "all": (Status.CONFIRMED, Status.DISPUTED, Status.SUGGESTED),
}
"""What a table counts; in each, the strongest status first."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One person of one interview; an interview in which nobody speaks has one all the same."""

    interview: str
    speaker: str
    words: int
    person: bool  # counts as a person interviewed


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """One interview, counted: arrays are voices × codes, in the order of `voices` and of the codebook."""

    interview: Interview
    voices: tuple[Voice, ...]
    passages: Mapping[str, Grid]  # per view
    coded_words: Mapping[str, Grid]  # per view: words in coded segments
    read: Grid  # codes: read in full for it
    codings: Sequence[Coding]
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """All interviews of a tally under one view, one under the other: a row a voice."""

    passages: Grid
    coded_words: Grid
    read: Grid  # interviews × codes

    def moved(self, view: str, changed: Mapping[int, Heard], first: Sequence[int]) -> Stack:
        """The same, with the interviews in these places counted anew."""
        stack = Stack(self.passages.copy(), self.coded_words.copy(), self.read.copy())
        for place, heard in changed.items():
            rows = slice(first[place], first[place + 1])
            stack.passages[rows], stack.coded_words[rows] = heard.passages[view], heard.coded_words[view]
            stack.read[place] = heard.read
        return stack


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """A study, counted."""

    codebook: Codebook
    heard: tuple[Heard, ...]
    cuts: dict[tuple[str, ...], list[Cut]] = field(default_factory=dict)  # who is in which group: made once
    _stacks: dict[str, Stack] = field(default_factory=dict)

    @property
    def first(self) -> Sequence[int]:
        """The row of each interview's first voice in a stack, and of what would come after the last."""
        return [0, *accumulate(len(heard.voices) for heard in self.heard)]

    def stack(self, view: str) -> Stack:
        """The counts of all interviews in one piece, made once."""
        import numpy as np

        if view not in self._stacks:
            none = np.zeros((0, len(self.codebook.codes)), dtype=np.int64)
            self._stacks[view] = Stack(
                np.concatenate([none, *(heard.passages[view] for heard in self.heard)]),
                np.concatenate([none, *(heard.coded_words[view] for heard in self.heard)]),
                np.array([heard.read for heard in self.heard], dtype=bool).reshape(len(self.heard), none.shape[1]),
            )
        return self._stacks[view]

    def moved(self, changed: Mapping[int, Heard]) -> Tally:
        """The same study after decisions: the interviews in these places counted anew, all others as they were."""
        heard = list(self.heard)
        for place, new in changed.items():
            heard[place] = new
        first = self.first
        stacks = {view: stack.moved(view, changed, first) for view, stack in self._stacks.items()}
        return replace(self, heard=tuple(heard), _stacks=stacks)

    @property
    def anyone_read(self) -> bool:
        """Whether anybody has marked any interview as read."""
        return any(heard.readings for heard in self.heard)


@once_for_each
def tally(snapshot: Snapshot) -> Tally:
    """Count a study, once as long as no other one is asked for."""
    codings, readings = _by_interview(snapshot.codings), _by_interview(snapshot.readings)
    heard = (
        count(interview, codings.get(interview.id, []), readings.get(interview.id, []), snapshot.codebook)
        for interview in snapshot.interviews
    )
    return Tally(snapshot.codebook, tuple(heard))


def _by_interview(items: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for interview, group in groupby(items, attrgetter("interview")):
        found[interview].extend(group)
    return found


def count(interview: Interview, codings: Sequence[Coding], readings: Sequence[Reading], codebook: Codebook) -> Heard:
    """Count one interview: passages and coded words, per voice and code, a parent over its whole family."""
    import numpy as np

    said = [segment for segment in interview.segments if interview.is_coded(segment)]
    voices = _voices(interview, said)
    owner = _owners(interview, said, voices)
    spoken = owner * np.array([segment.words for segment in said], dtype=np.int64)
    joins = np.array(_joins(interview, said), dtype=bool)
    cells = _cells(codings, said, codebook)
    passages, words = {}, {}
    for view, statuses in VIEWS.items():
        taken = [cells[status] for status in statuses]
        begun = np.add.reduce([_starts(mask, joins) for mask in _strongest(taken)])
        passages[view] = (begun @ owner.T).T
        words[view] = (np.logical_or.reduce(taken) @ spoken.T).T
    read = codes_read(interview, readings, codebook)
    flags = np.array([code.id in read for code in codebook.codes], dtype=bool)
    return Heard(interview, voices, passages, words, flags, codings, readings)


def _voices(interview: Interview, said: Sequence[Segment]) -> tuple[Voice, ...]:
    words: dict[str, int] = {turn.speaker: 0 for turn in interview.turns if turn.role in CODED_ROLES}
    words |= {person.label: 0 for person in interview.persons if person.label not in words}
    for segment in said:
        words[interview.turn(segment.turn).speaker] += segment.words
    named = {person.label for person in interview.persons}
    return tuple(
        Voice(interview.id, speaker, number, not named or speaker in named)
        for speaker, number in (words or {"": 0}).items()
    )


def _owners(interview: Interview, said: Sequence[Segment], voices: Sequence[Voice]) -> Grid:
    """Who says which segment: voices × segments, 0 or 1."""
    import numpy as np

    speakers = np.array([interview.turn(segment.turn).speaker for segment in said], dtype=object)
    rows = [speakers == voice.speaker for voice in voices]
    return np.array(rows, dtype=np.int64).reshape(len(voices), len(said))


def _joins(interview: Interview, said: Sequence[Segment]) -> list[bool]:
    """Whether each segment that may be coded goes on with the one before it, as one passage does."""
    before = following(interview)
    return [segment.number in before for segment in said]


def _cells(codings: Sequence[Coding], said: Sequence[Segment], codebook: Codebook) -> dict[Status, Grid]:
    """Which segments carry which code, per status: codes × segments; a parent's row holds its children's."""
    import numpy as np

    place = {segment.number: index for index, segment in enumerate(said)}
    row = {code.id: index for index, code in enumerate(codebook.codes)}
    cells = {status: np.zeros((len(row), len(said)), dtype=bool) for status in Status}
    for coding in codings:
        if coding.code in row and coding.segment in place:
            cells[coding.status][row[coding.code], place[coding.segment]] = True
    for code in reversed(codebook.codes):
        if code.parent in row:
            for grid in cells.values():
                grid[row[code.parent]] |= grid[row[code.id]]
    return cells


def _strongest(taken: Sequence[Grid]) -> list[Grid]:
    """Each cell under the strongest of its statuses alone, so that none is counted twice."""
    import numpy as np

    left, free = [], np.ones_like(taken[0])
    for grid in taken:
        left.append(grid & free)
        free = free & ~grid
    return left


def _starts(mask: Grid, joins: Grid) -> Grid:
    """1 where a run of coded segments begins."""
    import numpy as np

    before = np.zeros_like(mask)
    before[:, 1:] = mask[:, :-1]
    return (mask & ~(before & joins)).astype(np.int64)
