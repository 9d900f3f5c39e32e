"""Contrasts that hold: each value of an attribute against all other interviews, the interview being the only unit.

Sentences of one interview depend on each other; a test on sentences finds differences that one talkative interview
makes. So rates are taken per interview, and interviews are what is permuted, drawn again, and left out one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qcode.model import Interview, Snapshot
from qcode.tables.groups import value_order
from qcode.tables.matrix import shown
from qcode.tables.permutation import adjusted, compare, turning
from qcode.tables.tally import Heard, Tally, tally

if TYPE_CHECKING:
    from qcode.tables.tally import Grid

ENOUGH = 5
"""Interviews a side under which nothing is tested."""
LEVEL = 0.05
"""Share of false discoveries that is put up with among what is called established."""


class Finding(StrEnum):
    """What may be said of a contrast."""

    ESTABLISHED = "established"
    CARRIED = "carried"  # turns round without one interview
    NOT_ESTABLISHED = "not_established"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contrast, for one code."""

    interviews: tuple[str, ...]  # ids: read for this code (all, where nobody has marked any as read)
    present: int  # with at least one passage
    passages: int
    words: int
    mean_rate: float | None  # of the interviews' own passages per 1,000 words; None without words

    @property
    def rate(self) -> float | None:
        """Passages per 1,000 words of the whole side."""
        return 1000 * self.passages / self.words if self.words else None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One code in the interviews with one value of an attribute, and in all others."""

    attribute: str
    value: str
    code: str  # id
    here: Side
    elsewhere: Side
    difference: float | None = None  # of the mean rates
    low: float | None = None  # 95 % bootstrap over interviews
    high: float | None = None
    p: float | None = None  # permutation over interviews
    adjusted: float | None = None  # for all tests of the table
    carried: tuple[str, ...] = ()  # numbers of the interviews without which the difference vanishes or turns round
    confounded: tuple[tuple[str, str], ...] = ()  # other attributes' values that come with this one

    @property
    def finding(self) -> Finding:
        """What may be said."""
        if self.p is None or self.adjusted is None:
            return Finding.TOO_FEW
        if self.carried:
            return Finding.CARRIED
        return Finding.ESTABLISHED if self.adjusted <= LEVEL else Finding.NOT_ESTABLISHED


def contrasts(
    snapshot: Snapshot, attributes: Sequence[str] = (), view: str = "confirmed", level: str = "all"
) -> list[Contrast]:
    """Contrast every value of these attributes (by default the study's) with all other interviews, code by code.

    Interviews that are not to be compared stay out, and so, code by code, do those that nobody has read. An
    interview with several values (two persons) is on the side of each. Correction is for all tests made at once.
    """
    counted = tally(snapshot)
    names = attributes or tuple(attribute.id for attribute in snapshot.settings.attributes)
    found = [c for name in names for c in _attribute(counted, snapshot, name, names, view, shown(counted, level))]
    tested = [n for n, contrast in enumerate(found) if contrast.p is not None]
    for place, value in zip(tested, adjusted([found[n].p or 0.0 for n in tested]), strict=True):
        found[place] = replace(found[place], adjusted=value)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Half:
    """One side, counted: arrays are interviews × codes of the codebook."""

    heard: tuple[Heard, ...]
    passages: Grid  # said by the people who are on this side
    words: Grid  # interviews
    base: Grid  # whether the interview takes part for the code

    def of(self, row: int) -> _Half:
        """The interviews that take part for one code."""
        taken = self.base[:, row]
        heard = tuple(one for one, part in zip(self.heard, taken, strict=True) if part)
        return _Half(heard, self.passages[taken], self.words[taken], self.base[taken])

    @property
    def spoken(self) -> list[Heard]:
        """The interviews that have a rate."""
        return [one for one, words in zip(self.heard, self.words, strict=True) if words]

    def rates(self, rows: Sequence[int]) -> Grid:
        """Passages per 1,000 words: codes × interviews in which somebody spoke."""
        spoken = self.words > 0
        rates: Grid = (1000 * self.passages[spoken][:, rows] / self.words[spoken][:, None]).T
        return rates


def _attribute(
    counted: Tally, snapshot: Snapshot, name: str, names: Sequence[str], view: str, rows: Sequence[int]
) -> Iterator[Contrast]:
    heard = [one for one in counted.heard if one.interview.comparable]
    held = [values(one.interview, name) for one in heard]
    order = value_order([value for some in held for value in some], name, snapshot.settings)
    for value in sorted({value for some in held for value in some}, key=order.__getitem__):
        here = [one for one, some in zip(heard, held, strict=True) if value in some]
        elsewhere = [one for one, some in zip(heard, held, strict=True) if value not in some]
        mixed = confounded(here, elsewhere, [other for other in names if other != name])
        halves = _half(counted, here, view, (name, value)), _half(counted, elsewhere, view)
        found = {c.code: c for some, sides in _alike(halves, rows) for c in _together(counted, *sides, some)}
        for row in rows:
            contrast = found[counted.codebook.codes[row].id]
            yield replace(contrast, attribute=name, value=value, confounded=mixed)


def _half(counted: Tally, side: Sequence[Heard], view: str, held: tuple[str, str] | None = None) -> _Half:
    """Count one side; of its interviews, the people with the value that it is about, or all."""
    import numpy as np

    size = len(side), len(counted.codebook.codes)
    voices = [_voices(one, held) for one in side]
    passages = [one.passages[view][some].sum(axis=0) for one, some in zip(side, voices, strict=True)]
    words = [sum(one.voices[n].words for n in some) for one, some in zip(side, voices, strict=True)]
    base = np.array([one.read for one in side], dtype=bool).reshape(size)
    return _Half(
        tuple(side),
        np.array(passages, dtype=np.int64).reshape(size),
        np.array(words, dtype=np.int64),
        base if counted.anyone_read else np.ones_like(base),
    )


def _voices(one: Heard, held: tuple[str, str] | None) -> list[int]:
    """The people of an interview who are on this side: those with the value; all, elsewhere."""
    voices = enumerate(one.voices)
    return [n for n, voice in voices if held is None or one.interview.value(held[0], voice.speaker) == held[1]]


def _alike(halves: tuple[_Half, _Half], rows: Sequence[int]) -> Iterator[tuple[list[int], tuple[_Half, _Half]]]:
    """Codes that the same interviews were read for are tested together."""
    bases: dict[tuple[bytes, ...], list[int]] = {}
    for row in rows:
        bases.setdefault(tuple(half.base[:, row].tobytes() for half in halves), []).append(row)
    for some in bases.values():
        yield some, (halves[0].of(some[0]), halves[1].of(some[0]))


def _together(counted: Tally, here: _Half, elsewhere: _Half, rows: Sequence[int]) -> Iterator[Contrast]:
    """The contrasts of these codes, without the value that they are about."""
    codes = [counted.codebook.codes[row].id for row in rows]
    first, second = here.rates(rows), elsewhere.rates(rows)
    sides = zip(codes, _sides(here, rows, first), _sides(elsewhere, rows, second), strict=True)
    contrasts = [Contrast("", "", code, one, other) for code, one, other in sides]
    if min(first.shape[1], second.shape[1]) < ENOUGH:
        yield from contrasts
        return
    test, turned = compare(first, second), turning(first, second)
    numbers = [one.interview.number for one in (*here.spoken, *elsewhere.spoken)]
    for n, contrast in enumerate(contrasts):
        carried = [number for number, turns in zip(numbers, (*turned[0][n], *turned[1][n]), strict=True) if turns]
        yield replace(
            contrast,
            difference=float(test.difference[n]),
            low=float(test.low[n]),
            high=float(test.high[n]),
            p=float(test.p[n]),
            carried=tuple(carried) if test.difference[n] else (),
        )


def _sides(half: _Half, rows: Sequence[int], rates: Grid) -> Iterator[Side]:
    """What one side is, code by code."""
    names, words = tuple(one.interview.id for one in half.heard), int(half.words.sum())
    counts = half.passages[:, rows]
    present, passages = (counts > 0).sum(axis=0).tolist(), counts.sum(axis=0).tolist()
    means = rates.mean(axis=1).round(9).tolist() if rates.shape[1] else [None] * len(rows)
    for n in range(len(rows)):
        yield Side(names, present[n], passages[n], words, means[n])


def values(interview: Interview, attribute: str) -> frozenset[str]:
    """What an attribute is for an interview: one value, or one for each person."""
    own = {interview.value(attribute, person.label) for person in interview.persons}
    return frozenset(own or {interview.value(attribute)})


def confounded(here: Sequence[Heard], elsewhere: Sequence[Heard], others: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Values of other attributes that all interviews here have and not all elsewhere: the two can't be told apart."""
    found = []
    for other in others if len(here) > 1 else ():
        shared = frozenset.intersection(*(values(one.interview, other) for one in here))
        found += [(other, v) for v in sorted(shared) if any(v not in values(o.interview, other) for o in elsewhere)]
    return tuple(found)
