"""Which decisions stand: what was withdrawn counts as never made, and a withdrawal can be withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.model import Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable


def withdrawn(decisions: Iterable[Decision]) -> set[str]:
    """Ids of the decisions that their own coder withdrew; undoing the undo makes them stand again.

    Read from the latest withdrawal back, so that a withdrawal counts only where no later one took it back.
    """
    decisions = list(decisions)
    undoing = [decision for decision in decisions if decision.kind is Kind.WITHDRAW]
    if not undoing:
        return set()
    by_id = {decision.id: decision for decision in decisions}
    gone: set[str] = set()
    for decision in sorted(undoing, key=lambda decision: decision.order, reverse=True):
        target = by_id.get(decision.target)
        if decision.id not in gone and target and target.coder == decision.coder and target.order < decision.order:
            gone.add(target.id)
    return gone


def rescues(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """For each orphan that somebody placed, by its id: the latest decision that says where it belongs."""
    decisions = list(decisions)
    placing = [decision for decision in decisions if decision.kind is Kind.PLACE]
    if not placing:
        return {}
    gone = withdrawn(decisions)
    standing = (decision for decision in placing if decision.id not in gone)
    return {decision.target: decision for decision in sorted(standing, key=lambda decision: decision.order)}
