"""What each rule says of each segment: its hits made into evidence, one for a segment."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from qcode.model import Evidence, Span
from qcode.tagging.hits import Hits, proposals

if TYPE_CHECKING:
    from qcode.tagging.index import Index

Proof: TypeAlias = tuple[int, Evidence]
"""A segment, by its number in the index, and why a rule proposes its code for it."""


def proofs(index: Index, found: Hits, only: int | None = None) -> list[Proof]:
    """The evidence of one rule, in the order of the text, carried segments last; for one segment alone if asked.

    Where any words do for the rule, only the words of its conditions are evidence, if it has any.
    """
    places = [check.words for check in found.checks if check.words]
    if not (places and all(term.is_free for term in found.rule.any)):
        places.insert(0, found.places)
    words = list(zip(*(place.spans(index) for place in places), strict=True))
    names = list(zip(*(check.told() for check in found.checks if any(check.names)), strict=True))

    def evidence(low: int, high: int, carried: int) -> Evidence:
        """All hits from `low` to `high`, each thing said once."""
        spans = tuple(Span(*span) for span in dict.fromkeys(chain(*words[low:high])) if span[0] >= 0)
        told = filter(None, dict.fromkeys(chain(*names[low:high])))
        return Evidence(found.rule.id, spans, (*told, "carried") if carried else tuple(told), found.rule.score)

    rows = zip(*(column.tolist() for column in proposals(index, found)), strict=True)
    return [(segment, evidence(*row)) for segment, *row in rows if only is None or segment == only]
