"""What people decided, one row a decision, as CSV for archives and other programs; `qcode import` reads it back."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from qcode.codings.standing import withdrawn
from qcode.model import Kind

if TYPE_CHECKING:
    from qcode.model import Placement, Snapshot

COLUMNS = (
    *("interview", "quote", "code", "before", "after", "start", "end", "memo"),
    *("kind", "coder", "at", "clock", "id", "standing", "name", "value", "batch", "blind", "seconds", "guide"),
)


def decisions_csv(snapshot: Snapshot, coder: str = "") -> str:
    """All decisions (of one coder, if named) in the order of the study's clock; places are those of today's texts.

    `standing` is `no` for what was withdrawn and `orphan` for what has no place.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    undone = withdrawn(placement.decision for placement in snapshot.placements)
    for placement in sorted(snapshot.placements, key=lambda placement: placement.decision.order):
        if not coder or placement.decision.coder == coder:
            writer.writerow(_row(snapshot, placement, undone))
    return out.getvalue()


def _row(snapshot: Snapshot, placement: Placement, undone: set[str]) -> tuple[object, ...]:
    decision, anchor = placement.decision, placement.decision.anchor
    place = placement.span if anchor else None
    standing = "no" if decision.id in undone else "orphan" if anchor and not place else "yes"
    return (
        placement.interview,
        anchor.quote if anchor else "",
        snapshot.codebook.path(decision.code) if decision.code else "",
        anchor.before if anchor else "",
        anchor.after if anchor else "",
        place.start if place else "",
        place.end if place else "",
        decision.value if decision.kind is Kind.MEMO else "",
        decision.kind.value,
        decision.coder,
        decision.at,
        decision.clock,
        decision.id,
        standing,
        decision.name,
        "" if decision.kind is Kind.MEMO else decision.value,
        decision.batch,
        "yes" if decision.blind else "no",
        "" if decision.seconds is None else decision.seconds,
        decision.guide,
    )
