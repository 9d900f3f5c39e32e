"""What people said of passages: quote it, never quote it, a contrary case, to discuss; as it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qcode.codings.standing import withdrawn
from qcode.model import Decision, Kind, Placement, Span

QUOTE, NEVER, CONTRARY, DISCUSS = "quote", "never", "contrary", "discuss"


@dataclass(frozen=True, slots=True)
class Flag:
    """One mark on a passage, in one code or in all."""

    name: str
    interview: str
    span: Span | None  # None: its place was lost
    quote: str  # the words it was put on
    code: str  # "" for whatever code
    coder: str

    def on(self, interview: str, span: Span, codes: Iterable[str] = ()) -> bool:
        """Whether it lies on any part of this stretch and speaks of one of these codes (of any, when none is given)."""
        codes = tuple(codes)
        about = not self.code or not codes or self.code in codes
        return about and self.interview == interview and self.span is not None and self.span.overlap(span) > 0


def flags(placements: Iterable[Placement], decisions: Iterable[Decision]) -> list[Flag]:
    """Every mark that was not withdrawn, in the order it was made."""
    gone = withdrawn(decisions)
    standing = [p for p in placements if p.decision.kind is Kind.FLAG and p.decision.id not in gone]
    return [_flag(placement) for placement in sorted(standing, key=lambda placement: placement.decision.order)]


def _flag(placement: Placement) -> Flag:
    made = placement.decision
    quote = made.anchor.quote if made.anchor else ""
    return Flag(made.name, placement.interview, placement.span, quote, made.code, made.coder)
