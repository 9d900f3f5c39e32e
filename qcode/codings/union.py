"""The truth is the union of all lines by id, in whatever files and order they come; pure functions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING

from qcode.codings.lines import to_line
from qcode.errors import Problem, error, warning
from qcode.model import Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

ERASING = frozenset({Kind.PSEUDONYMISE, Kind.FORGET})


def union(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Problem]]:
    """Keep each decision once, in the order of the study's clock, and leave out what was erased since.

    Two lines with one id that don't say the same are a Problem; of those, the one with the higher epoch, clock
    and content hash is read, so that every machine reads the same one.
    """
    kept: dict[str, Decision] = {}
    problems = []
    for decision in decisions:
        other = kept.setdefault(decision.id, decision)
        if other is decision or other == decision:
            continue
        if other.epoch == decision.epoch and said(other) != said(decision):
            problems.append(_twice(other, decision))
        kept[decision.id] = max(other, decision, key=_rank)
    standing, erased = _after_erasing(kept.values())
    return sorted(standing, key=attrgetter("clock", "id")), problems + erased


def said(decision: Decision) -> Decision:
    """What a line says, whenever it was written: the same import on two machines says the same."""
    return replace(decision, clock=0, at="", epoch=0, file="", line=0)


def _rank(decision: Decision) -> tuple[int, int, str]:
    return decision.epoch, decision.clock, sha256(to_line(decision).encode()).hexdigest()


def _twice(one: Decision, other: Decision) -> Problem:
    first, second = sorted((one, other), key=lambda decision: (decision.file, decision.line))
    return warning("decision_twice", second.file, second.line, other=f"{first.file}:{first.line}", id=one.id)


def _after_erasing(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Problem]]:
    decisions = list(decisions)
    epochs: dict[str, int] = {}
    for decision in decisions:
        if decision.kind in ERASING:
            epochs[decision.interview] = max(decision.epoch, epochs.get(decision.interview, 0))
    if not epochs:
        return decisions, []
    standing = [decision for decision in decisions if decision.epoch >= epochs.get(decision.interview, 0)]
    back = Counter(d.file for d in decisions if d.epoch < epochs.get(d.interview, 0))
    return standing, [error("decision_erased", file, n=n) for file, n in sorted(back.items())]
