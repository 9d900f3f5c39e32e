"""What a changed rule changes: proposals of this run against those of the last one. Decisions are never touched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.errors import QcodeError
from qcode.model import Status, by_id

if TYPE_CHECKING:
    from pathlib import Path

    from qcode.model import Snapshot

FILE = "proposed.json"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal as the last run left it: enough to say what was lost."""

    interview: str
    code: str  # id
    quote: str


@dataclass(frozen=True, slots=True)
class Changes:
    """New and lost proposals, and what people had decided on them."""

    new: tuple[Proposal, ...]
    lost: tuple[Proposal, ...]
    lost_confirmed: int  # of the lost: confirmed by somebody, so they stay
    new_rejected: int  # of the new: rejected by somebody, so they do not come back


def proposals(snapshot: Snapshot) -> dict[str, Proposal]:
    """Every proposal of today's rules, by its id."""
    interviews = by_id(snapshot.interviews)
    return {
        item.id: Proposal(
            item.interview,
            item.code,
            interviews[item.interview].quote(interviews[item.interview].segments[item.segment].span),
        )
        for item in snapshot.suggestions
    }


def compare(before: dict[str, Proposal], snapshot: Snapshot) -> Changes:
    """Say what came and what went since `before`, and what had been decided on it."""
    now = proposals(snapshot)
    new, lost = now.keys() - before.keys(), before.keys() - now.keys()
    interviews = by_id(snapshot.interviews)
    standing: dict[tuple[str, str, str], Status] = {}
    for coding in snapshot.codings:
        interview = interviews[coding.interview]
        quote = interview.quote(interview.segments[coding.segment].span)
        standing[coding.interview, coding.code, quote] = coding.status

    def status(proposal: Proposal) -> Status | None:
        return standing.get((proposal.interview, proposal.code, proposal.quote))

    return Changes(
        new=tuple(now[key] for key in now if key in new),
        lost=tuple(before[key] for key in before if key in lost),
        lost_confirmed=sum(status(before[key]) is Status.CONFIRMED for key in lost),
        new_rejected=sum(status(now[key]) is Status.REJECTED for key in new),
    )


def read(cache: Path) -> dict[str, Proposal] | None:
    """The proposals of the last run; None where none is kept, or what is kept can't be read."""
    try:
        rows = json.loads((cache / FILE).read_bytes())
        return {key: Proposal(*row) for key, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def keep(cache: Path, snapshot: Snapshot) -> None:
    """Keep the proposals of this run for the next one; a disk that refuses costs the comparison, not the run."""
    from qcode.study.writing import replace

    rows = {key: [item.interview, item.code, item.quote] for key, item in proposals(snapshot).items()}
    try:
        replace(cache / FILE, json.dumps(rows, ensure_ascii=False).encode())
    except QcodeError:
        return
