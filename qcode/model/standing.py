"""What stands once decisions are folded over proposals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qcode.model.decisions import Decision
from qcode.model.interviews import Span
from qcode.model.proposals import Evidence, Suggestion


class Status(StrEnum):
    """What stands of a code on a segment."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DISPUTED = "disputed"


class Origin(StrEnum):
    """Where a coding came from first."""

    RULE = "rule"
    MODEL = "model"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Coding:
    """One cell, segment × code, after folding."""

    interview: str
    segment: int
    code: str
    status: Status
    origin: Origin
    coders: tuple[str, ...] = ()  # who said yes
    batch: bool = False  # confirmed only in batches
    suggestion: Suggestion | None = None
    quotes: tuple[Span, ...] = ()  # what people selected, where shorter or longer than the segment


@dataclass(frozen=True, slots=True)
class Passage:
    """A maximal run of coded segments of one code and one status, said by one person."""

    interview: str
    code: str
    status: Status
    span: Span
    turn: int
    speaker: str
    codings: tuple[Coding, ...]

    @property
    def origin(self) -> Origin:
        """Human as soon as one of its segments was found by a person."""
        origins = {coding.origin for coding in self.codings}
        return next(origin for origin in (Origin.HUMAN, Origin.MODEL, Origin.RULE) if origin in origins)

    @property
    def coders(self) -> tuple[str, ...]:
        """Who said yes to any of its segments, in alphabetical order."""
        return tuple(sorted({coder for coding in self.codings for coder in coding.coders}))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why the rules propose it, segment by segment."""
        return tuple(item for coding in self.codings if coding.suggestion for item in coding.suggestion.evidence)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found any of its segments."""
        return tuple(dict.fromkeys(item.rule for item in self.evidence))

    @property
    def score(self) -> float | None:
        """The best score of its segments; None where no rule found it."""
        return max((coding.suggestion.score for coding in self.codings if coding.suggestion), default=None)

    @property
    def batch(self) -> bool:
        """Whether nobody confirmed any of it one by one."""
        return bool(self.codings) and all(coding.batch for coding in self.codings)


@dataclass(frozen=True, slots=True)
class Reading:
    """Someone has read these segments of an interview in full, for these codes."""

    interview: str
    coder: str
    segments: frozenset[int]
    codes: frozenset[str]  # never one that was born after the reading
    at: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a decision lies today; `span` is None for an orphan, and all that was read where there is no anchor."""

    decision: Decision
    interview: str  # its id today, also after the transcript was renamed
    span: Span | None
    was: Span | None = None  # change: where the passage was
    moved: bool = False
