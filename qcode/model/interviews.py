"""Interviews as qcode understands them: texts, turns, speakers, segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from qcode.model.dates import UNDATED, PartialDate, understood

MISSING = ""
"""The value of an attribute that nobody gave; shown to people as « (non renseigné) »."""


class Role(StrEnum):
    """Who speaks in a turn. Only interviewees (and unknown speakers) are coded and counted."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    UNKNOWN = "unknown"
    OTHER = "other"  # stage directions, interruptions


CODED_ROLES = frozenset({Role.INTERVIEWEE, Role.UNKNOWN})


class Form(StrEnum):
    """How many people were interviewed together."""

    INDIVIDUAL = "individual"
    JOINT = "joint"
    GROUP = "group"


class Span(NamedTuple):  # one a sentence, and more: a tuple is made twice as fast as a frozen dataclass
    """A stretch of a text, in code points."""

    start: int
    end: int

    def overlap(self, other: Span) -> int:
        """Number of code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Turn(NamedTuple):
    """What one speaker says before another speaks; numbered from 1. The span leaves the label out."""

    number: int
    speaker: str  # the label as written, "" where there is none
    role: Role
    span: Span
    time: float | None = None  # seconds from the beginning of the recording


class Segment(NamedTuple):
    """The unit of coding: a sentence of one turn (or the whole turn, when the study says so)."""

    number: int  # from 0, over the whole interview
    turn: int
    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class Person:
    """Someone interviewed, known by the label of their turns."""

    label: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interview:
    """One transcript as qcode understood it. `text` is canonical: NFC, plain newlines, nothing else touched."""

    id: str
    number: str  # "E01": short, stable, for people
    path: str  # relative to the study
    sha256: str  # of the canonical text
    text: str
    attributes: Mapping[str, str]
    turns: tuple[Turn, ...]
    segments: tuple[Segment, ...]
    persons: tuple[Person, ...] = ()
    stage: tuple[Span, ...] = ()  # stage directions: shown, never coded, never counted
    form: Form = Form.INDIVIDUAL
    phase: str = MISSING
    comparable: bool = True
    state: str = MISSING  # raw, proofread, pseudonymised

    def quote(self, span: Span) -> str:
        """The words that a span holds."""
        return self.text[span.start : span.end]

    def turn(self, number: int) -> Turn:
        """The turn with this number."""
        return self.turns[number - 1]

    def value(self, attribute: str, speaker: str = "") -> str:
        """What `attribute` is for this speaker, else for the interview, else MISSING."""
        for person in self.persons:
            if person.label == speaker and attribute in person.attributes:
                return person.attributes[attribute]
        return self.attributes.get(attribute, MISSING)

    @property
    def when(self) -> PartialDate | None:
        """When it took place; None where nobody says so, or not so that it can be understood."""
        return understood(self.attributes.get("date", MISSING))

    def is_coded(self, segment: Segment) -> bool:
        """Whether a segment may carry a code: never what an interviewer says."""
        return self.turn(segment.turn).role in CODED_ROLES


def field_order(interview: Interview) -> tuple[PartialDate, str, str]:
    """A key that sorts interviews as they took place, the undated last; then by number and id."""
    return interview.when or UNDATED, interview.number, interview.id


def by_id(interviews: Iterable[Interview]) -> dict[str, Interview]:
    """Interviews by their id, for loops that look many up."""
    return {interview.id: interview for interview in interviews}
