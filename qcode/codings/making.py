"""Make new decisions, all in one place. Their clock is 0 until they are kept: `DecisionFiles.append` gives it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from qcode.codings.anchors import anchor
from qcode.model import Codebook, Decision, Interview, Kind, Span, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable


def now() -> str:
    """The time as decisions keep it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """An id that no other machine will give."""
    return uuid4().hex


def same_id(*parts: object) -> str:
    """An id that follows from what is said, so that saying it twice says it once (imports)."""
    return sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


def decide(
    kind: Kind,
    coder: str,
    interview: Interview,
    codebook: Codebook,
    *,
    span: Span | None = None,
    code: str = "",
    suggestion: Suggestion | None = None,
    seconds: float | None = None,
    batch: str = "",
    blind: bool = False,
    name: str = "",
    value: str = "",
) -> Decision:
    """Accept, reject, add, adjudicate, flag, facet or memo, on a span of an interview or on the whole of it."""
    found = codebook.find(code) if code else None
    return Decision(
        new_id(),
        kind,
        coder,
        0,
        now(),
        interview.id,
        interview.sha256,
        anchor(interview, span) if span else None,
        found.id if found else code,
        found.fingerprint if found else "",
        suggestion.id if suggestion else "",
        suggestion.rules if suggestion else (),
        seconds,
        batch,
        blind,
        name=name,
        value=value,
    )


def change(
    coder: str, interview: Interview, codebook: Codebook, was: tuple[Span, str], to: tuple[Span, str], target: str = ""
) -> Decision:
    """Say that a passage is elsewhere or of another code: (span, code) as it was, and as it is."""
    old = codebook.find(was[1])
    made = decide(Kind.CHANGE, coder, interview, codebook, span=to[0], code=to[1])
    return replace(made, target=target, was=anchor(interview, was[0]), was_code=old.id if old else was[1])


def withdraw(coder: str, decision: Decision, *, blind: bool = False, batch: str = "") -> Decision:
    """Take back one's own decision (undo), or a withdrawal (redo)."""
    return Decision(
        new_id(),
        Kind.WITHDRAW,
        coder,
        0,
        now(),
        decision.interview,
        decision.sha256,
        target=decision.id,
        blind=blind,
        batch=batch,
    )


def rescue(coder: str, orphan: Decision, interview: Interview, span: Span) -> Decision:
    """Say where an orphan belongs; it stays its own coder's decision."""
    return Decision(
        new_id(), Kind.PLACE, coder, 0, now(), interview.id, interview.sha256, anchor(interview, span), target=orphan.id
    )


def read(
    coder: str,
    interview: Interview,
    codebook: Codebook,
    *,
    codes: Iterable[str] = (),
    turns: tuple[int, int] | None = None,
    blind: bool = False,
    kind: Kind = Kind.READ,
) -> Decision:
    """Say that somebody has read an interview, or some turns, in full, for these codes and all under them.

    The codes are written down one by one, all of today's guide by default: one that is born later was not read for.
    """
    asked = [codebook.find(name) for name in codes] or [code for code in codebook.codes if not code.parent]
    family = frozenset(below for code in asked if code for below in codebook.family(code.id))
    known = tuple(code.id for code in codebook.codes if code.id in family and not code.retired)
    made = decide(kind, coder, interview, codebook, blind=blind)
    return replace(made, codes=known, turns=turns, guide=codebook.fingerprint)
