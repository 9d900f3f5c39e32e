"""What rules find, as columns: the anchors that hold, and what each condition says of them. No objects yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Rule
from qcode.tagging.conditions import Check, conditions
from qcode.tagging.matches import Matches
from qcode.tagging.search import Search, terms

if TYPE_CHECKING:
    from qcode.tagging.index import Flags, Index, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The hits of one rule, in the order of the text; one row of each check a hit."""

    rule: Rule
    places: Matches
    checks: list[Check]

    def __len__(self) -> int:
        return len(self.places)


def hits(search: Search, rules: Sequence[Rule]) -> Iterator[Hits]:
    """What each rule finds; of two hits one of which holds the other, the longer."""
    search.prepare(term for rule in rules for term in terms(rule))
    for rule in rules:
        places = search.any(rule.any)
        checks: list[Check] = []
        for condition in conditions(rule):
            if not len(places):
                break
            check = condition(search, places)
            places, checks = _kept(places, [*checks, check], check.ok)
        yield Hits(rule, *_kept(places, checks, places.longest()))


def _kept(places: Matches, checks: list[Check], kept: Flags) -> tuple[Matches, list[Check]]:
    if kept.all():
        return places, checks
    return places.where(kept), [check.where(kept) for check in checks]


def proposals(index: Index, found: Hits) -> tuple[Ints, Ints, Ints, Ints]:
    """The segments that a rule proposes: (segment, first hit, hit after the last, whether it is carried over).

    The hits of a carried segment lie in an earlier segment of the turn.
    """
    import numpy as np

    of_hit = index.segment[found.places.first]
    low = np.flatnonzero(np.diff(of_hit, prepend=-1)).astype(np.int32)
    high = np.append(low[1:], len(of_hit)).astype(np.int32)[: len(low)]
    own = segment = of_hit[low]
    origin = np.arange(len(own))
    for step in range(1, found.rule.carry + 1):
        rows = np.flatnonzero(own + step < len(index.segments))
        to = own[rows] + np.int32(step)
        new = (index.turn_of[to] == index.turn_of[own[rows]]) & ~np.isin(to, segment)
        segment, origin = np.concatenate([segment, to[new]]), np.concatenate([origin, rows[new]])
    carried = (np.arange(len(segment)) >= len(own)).astype(np.int32)
    return segment, low[origin], high[origin], carried
