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
        for contrast in _value(counted, here, elsewhere, (name, value), view, rows):
            yield replace(contrast, attribute=name, value=value, confounded=mixed)


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


def _value(
    counted: Tally,
    here: Sequence[Heard],
    elsewhere: Sequence[Heard],
    held: tuple[str, str],
    view: str,
    rows: Sequence[int],
) -> Iterator[Contrast]:
    """The contrasts of one value; codes that the same interviews were read for are tested together."""
    bases: dict[tuple[tuple[Heard, ...], tuple[Heard, ...]], list[int]] = {}
    for row in rows:
        sides = tuple(_base(counted, here, row)), tuple(_base(counted, elsewhere, row))
        bases.setdefault(sides, []).append(row)
    made = {c.code: c for sides, some in bases.items() for c in _together(counted, *sides, held, view, some)}
    yield from (made[counted.codebook.codes[row].id] for row in rows)


def _base(counted: Tally, side: Sequence[Heard], row: int) -> Iterator[Heard]:
    return (one for one in side if not counted.anyone_read or one.read[row])


def _together(
    counted: Tally,
    here: Sequence[Heard],
    elsewhere: Sequence[Heard],
    held: tuple[str, str],
    view: str,
    rows: Sequence[int],
) -> Iterator[Contrast]:
    first, second = _rates(here, held, view, rows), _rates(elsewhere, None, view, rows)
    enough = min(first.shape[1], second.shape[1]) >= ENOUGH
    test = compare(first, second) if enough else None
    for n, row in enumerate(rows):
        contrast = Contrast(
            *held,
            code=counted.codebook.codes[row].id,
            here=_side(here, held, view, row, first[n]),
            elsewhere=_side(elsewhere, None, view, row, second[n]),
        )
        if test:
            left, right = turning(first[n], second[n])
            carried = [_spoken(here, held)[k] for k in left] + [_spoken(elsewhere, None)[k] for k in right]
            contrast = replace(
                contrast,
                difference=float(test.difference[n]),
                low=float(test.low[n]),
                high=float(test.high[n]),
                p=float(test.p[n]),
                carried=tuple(one.interview.number for one in carried) if test.difference[n] else (),
            )
        yield contrast


def _voices(one: Heard, held: tuple[str, str] | None) -> list[int]:
    """The people of an interview who are on this side: those with the value; all, elsewhere."""
    voices = enumerate(one.voices)
    return [n for n, voice in voices if held is None or one.interview.value(held[0], voice.speaker) == held[1]]


def _words(one: Heard, held: tuple[str, str] | None) -> int:
    return sum(one.voices[n].words for n in _voices(one, held))


def _spoken(side: Sequence[Heard], held: tuple[str, str] | None) -> list[Heard]:
    return [one for one in side if _words(one, held)]


def _rates(side: Sequence[Heard], held: tuple[str, str] | None, view: str, rows: Sequence[int]) -> Grid:
    """Passages per 1,000 words: codes × interviews in which somebody spoke."""
    import numpy as np

    columns = [
        1000 * one.passages[view][_voices(one, held)][:, rows].sum(axis=0) / _words(one, held)
        for one in _spoken(side, held)
    ]
    return np.array(columns, dtype=float).reshape(len(columns), len(rows)).T


def _side(side: Sequence[Heard], held: tuple[str, str] | None, view: str, row: int, rates: Grid) -> Side:
    counts = [int(one.passages[view][_voices(one, held), row].sum()) for one in side]
    return Side(
        interviews=tuple(one.interview.id for one in side),
        present=sum(count > 0 for count in counts),
        passages=sum(counts),
        words=sum(_words(one, held) for one in side),
        mean_rate=float(rates.mean()) if len(rates) else None,
    )
