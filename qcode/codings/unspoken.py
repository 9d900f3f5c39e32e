"""Decisions that count for nothing, since nobody interviewed speaks where they lie: told, never silently left out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qcode.codings.standing import withdrawn
from qcode.codings.votes import VOTING, Cells
from qcode.errors import Problem, warning
from qcode.model import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.model import Interview, Placement


def unspoken(placements: Iterable[Placement], interviews: Iterable[Interview]) -> list[Problem]:
    """One `decision_unspoken` an interview: how many standing codings hold no word of an interviewee, and the first."""
    placements, there = list(placements), by_id(interviews)
    gone = withdrawn(placement.decision for placement in placements)
    cells: dict[str, Cells] = {}
    found: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        decision, name = placement.decision, placement.interview
        if placement.span is None or decision.kind not in VOTING or decision.id in gone:
            continue
        if name not in cells:
            cells[name] = Cells(there[name])
        if not cells[name].of(placement.span):
            found[name].append(placement)
    return [_problem(there[name], group) for name, group in found.items()]


def _problem(interview: Interview, group: list[Placement]) -> Problem:
    first = group[0]
    quote = interview.quote(first.span)[:60] if first.span else ""
    return warning("decision_unspoken", interview.path, n=len(group), quote=quote, where=first.decision.file)
