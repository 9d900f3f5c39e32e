"""Appearance of codes: what each further interview, in field order, brings that none before it had.

It describes the reading of this corpus; that nothing new comes any more is never concluded from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.model import Snapshot, field_order
from qcode.tables.tally import VIEWS, Heard, tally

ORDERS = 1_000
SEED = 2025


@dataclass(frozen=True, slots=True)
class Step:
    """One more interview."""

    rank: int
    interview: str  # id
    number: str
    date: str  # as written
    new: tuple[str, ...]  # ids of codes that no earlier interview had
    total: int
    low: float  # 5 % and 95 % of the totals at this rank when interviews are put in random order
    high: float
    provisional: tuple[str, ...] = ()  # of the new ones, those born during coding


@dataclass(frozen=True, slots=True)
class Appearance:
    """New codes interview after interview."""

    steps: tuple[Step, ...]
    unread: tuple[str, ...]  # numbers of interviews left out because nobody has read them in full
    undated: tuple[str, ...]  # numbers of those that come last because they have no date that can be understood
    codes: int  # of the guide, at the working level


def appearance(snapshot: Snapshot, view: str = "confirmed") -> Appearance:
    """New working-level codes (those that nothing stands under) per further interview, with the random-order band.

    An interview counts when it was read in full for every code of the working level; where nobody has marked any as
    read, all count.
    """
    book = snapshot.codebook
    working = [code for code in book.codes if not book.children(code.id) and not code.retired]
    columns = [n for n, code in enumerate(book.codes) if code in working]
    counted = tally(snapshot)
    read = [one for one in counted.heard if not counted.anyone_read or one.read[columns].all()]
    ordered = sorted(read, key=lambda one: field_order(one.interview))
    held = [_codes(one, view) & {code.id for code in working} for one in ordered]
    born = {code.id for code in working if code.provisional or code.born}
    return Appearance(
        steps=tuple(_steps(ordered, held, born)),
        unread=tuple(one.interview.number for one in counted.heard if one not in read),
        undated=tuple(one.interview.number for one in ordered if not one.interview.when),
        codes=len(working),
    )


def _codes(one: Heard, view: str) -> set[str]:
    return {coding.code for coding in one.codings if coding.status in VIEWS[view]}


def _steps(ordered: Sequence[Heard], held: Sequence[set[str]], born: set[str]) -> list[Step]:
    band, seen, steps = _band(held), set[str](), list[Step]()
    for rank, (one, codes) in enumerate(zip(ordered, held, strict=True), start=1):
        new = tuple(sorted(codes - seen))
        seen |= codes
        interview, (low, high) = one.interview, band[rank - 1]
        date = interview.attributes.get("date", "")
        fresh = tuple(code for code in new if code in born)
        steps.append(Step(rank, interview.id, interview.number, date, new, len(seen), low, high, fresh))
    return steps


def _band(held: Sequence[set[str]]) -> list[tuple[float, float]]:
    """5th and 95th percentile, per rank, of the codes met so far over ORDERS random orders."""
    import numpy as np

    codes = sorted(set[str]().union(*held))
    grid = np.array([[code in some for code in codes] for some in held], dtype=bool).reshape(len(held), len(codes))
    draw = np.random.default_rng(SEED)
    orders = (draw.permutation(len(held)) for _ in range(ORDERS))
    totals = [np.logical_or.accumulate(grid[order], axis=0).sum(axis=1) for order in orders]
    low, high = np.percentile(totals, [5, 95], axis=0) if held else ([], [])
    return [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
