"""What rules find, as columns: the anchors that hold, and what each condition says of them. No objects yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Rule
from qcode.tagging.conditions import Check, conditions
from qcode.tagging.matches import Matches
from qcode.tagging.search import Search

if TYPE_CHECKING:
    from qcode.tagging.index import Index, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The hits of one rule, in the order of the text; one row of each check a hit."""

    rule: Rule
    places: Matches
    checks: tuple[Check, ...]

    def __len__(self) -> int:
        return len(self.places)

    def rows(self, index: Index, segment: int) -> tuple[int, int]:
        """The hits in one segment: the first, and the one after the last."""
        import numpy as np

        bounds = index.first_token[segment : segment + 2]
        low, high = np.searchsorted(self.places.first, bounds).tolist()
        return low, high


def hits(search: Search, rules: Sequence[Rule]) -> Iterator[Hits]:
    """What each rule finds; of two hits one of which holds the other, the longer."""
    for rule in rules:
        places = search.any(rule.any)
        checks: list[Check] = []
        for condition in conditions(rule):
            check = condition(search, places)
            if not check.ok.all():
                places, checks = places.where(check.ok), [old.where(check.ok) for old in checks]
                check = check.where(check.ok)
            checks.append(check)
        longest = places.longest()
        yield Hits(rule, places.where(longest), tuple(check.where(longest) for check in checks))


def segments(index: Index, found: Hits) -> tuple[Ints, Ints]:
    """The segments that a rule's hits propose, and for each the segment that holds the words.

    Both are the same but where a rule carries over to the next segments of the turn.
    """
    import numpy as np

    own = np.unique(index.segment[found.places.first])
    reached, origin = own, own
    for step in range(1, found.rule.carry + 1):
        to = own[own + step < len(index.segments)] + np.int32(step)
        to = to[index.turn_of[to] == index.turn_of[to - step]]
        new = ~np.isin(to, reached)
        reached, origin = np.concatenate([reached, to[new]]), np.concatenate([origin, to[new] - np.int32(step)])
    return reached, origin
