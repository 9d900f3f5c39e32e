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


def says_nothing_new(reading: Decision, decisions: Iterable[Decision]) -> bool:
    """Whether this person's latest word on having read the interview is this very one: the same codes, turns and guide.

    A guide or a text that changed since makes reading it again worth saying.
    """
    decisions = list(decisions)
    gone = withdrawn(decisions)
    mine = (
        decision
        for decision in decisions
        if decision.kind in (Kind.READ, Kind.UNREAD)
        and (decision.coder, decision.interview) == (reading.coder, reading.interview)
        and decision.id not in gone
    )
    latest = max(mine, key=lambda decision: decision.order, default=None)
    return latest is not None and _reads(latest) == _reads(reading)


def _reads(decision: Decision) -> tuple[object, ...]:
    return decision.kind, decision.codes, decision.turns, decision.guide, decision.sha256, decision.blind


def rescues(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """For each orphan that somebody placed, by its id: the latest decision that says where it belongs."""
    decisions = list(decisions)
    placing = [decision for decision in decisions if decision.kind is Kind.PLACE]
    if not placing:
        return {}
    gone = withdrawn(decisions)
    standing = (decision for decision in placing if decision.id not in gone)
    return {decision.target: decision for decision in sorted(standing, key=lambda decision: decision.order)}
