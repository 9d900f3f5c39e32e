"""Orphans: decisions whose words are no longer found. A person says where they belong; nobody else does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codings.finding import Searchable, candidates
from qcode.codings.making import rescue
from qcode.codings.standing import withdrawn
from qcode.errors import QcodeError, error
from qcode.model import by_id

if TYPE_CHECKING:
    from qcode.model import Decision, Snapshot, Span


@dataclass(frozen=True, slots=True)
class Orphan:
    """A decision without a place, and where in its interview it may belong: best first, likeness from 0 to 1."""

    decision: Decision
    interview: str  # "" where the transcript is not there at all
    places: tuple[tuple[Span, float], ...]


def orphans(snapshot: Snapshot) -> list[Orphan]:
    """All orphans that still stand, in the order of the decisions."""
    interviews = by_id(snapshot.interviews)
    undone = withdrawn(placement.decision for placement in snapshot.placements)
    texts: dict[str, Searchable] = {}
    found = []
    for placement in snapshot.placements:
        decision, interview = placement.decision, interviews.get(placement.interview)
        if placement.span is not None or decision.anchor is None or decision.id in undone:
            continue
        places: list[tuple[Span, float]] = []
        if interview:
            places = candidates(texts.setdefault(interview.id, Searchable(interview.text)), decision.anchor)
        found.append(Orphan(decision, interview.id if interview else "", tuple(places)))
    return found


def rescued(snapshot: Snapshot, coder: str, identifier: str, interview: str, span: Span) -> Decision:
    """The decision that says where an orphan belongs, to be kept with `Study.decide`; `identifier` may be shortened.

    Raises:
        QcodeError: there is no such orphan, or no such place.
    """
    matching = [o.decision for o in orphans(snapshot) if o.decision.id.startswith(identifier)]
    there = snapshot.interview(interview)
    if len(matching) != 1 or there is None or not 0 <= span.start < span.end <= len(there.text):
        raise QcodeError(error("no_such_orphan", snapshot.settings.transcripts, id=identifier, interview=interview))
    return rescue(coder, matching[0], there, span)
