"""What is coded, by whom, and what is left: one row an interview."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codings.standing import withdrawn
from qcode.codings.votes import VOTING
from qcode.model import Kind, Status

if TYPE_CHECKING:
    from qcode.model import Snapshot


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one interview stands. Counts are passages, each under its exact code."""

    number: str
    interview: str
    read_by: tuple[str, ...]  # coders who have read all of it, for all codes
    confirmed: int
    suggested: int
    rejected: int
    disputed: int
    older_guide: int  # standing decisions made under a definition that has changed since


def progress(snapshot: Snapshot) -> list[Progress]:
    """One row an interview, in the order of their numbers."""
    passages = Counter((passage.interview, passage.status) for passage in snapshot.passages)
    older = _made_under_older_guide(snapshot)
    read_by = readers(snapshot)
    return [
        Progress(
            number=interview.number,
            interview=interview.id,
            read_by=tuple(sorted(read_by.get(interview.id, ()))),
            confirmed=passages[interview.id, Status.CONFIRMED],
            suggested=passages[interview.id, Status.SUGGESTED],
            rejected=passages[interview.id, Status.REJECTED],
            disputed=passages[interview.id, Status.DISPUTED],
            older_guide=older[interview.id],
        )
        for interview in sorted(snapshot.interviews, key=lambda interview: interview.number)
    ]


def _made_under_older_guide(snapshot: Snapshot) -> Counter[str]:
    """Codings that nobody took back; a remark or a mark needs no second look."""
    today = {code.id: code.fingerprint for code in snapshot.codebook.codes}
    gone = withdrawn(snapshot.decisions)
    return Counter(
        decision.interview
        for decision in snapshot.decisions
        if decision.kind in (*VOTING, Kind.ADJUDICATE)
        and decision.id not in gone
        and decision.guide
        and decision.code in today
        and decision.guide != today[decision.code]
    )


def readers(snapshot: Snapshot) -> dict[str, set[str]]:
    """Who has read every codable segment of an interview, for every code of today's guide."""
    guide = frozenset(code.id for code in snapshot.codebook.codes if not code.retired)
    left = {i.id: {s.number for s in i.segments if i.is_coded(s)} for i in snapshot.interviews}
    read: dict[tuple[str, str], set[int]] = {}
    for reading in snapshot.readings:
        if reading.codes >= guide:
            read.setdefault((reading.interview, reading.coder), set()).update(reading.segments)
    found: dict[str, set[str]] = {}
    for (interview, coder), segments in read.items():
        if left[interview] <= segments:
            found.setdefault(interview, set()).add(coder)
    return found
