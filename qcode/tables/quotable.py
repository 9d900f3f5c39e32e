"""Verbatims to quote: those that people marked, else proposed by a stated rule; contrary cases always with them.

The rule: what somebody retained one by one before what was retained in batch; what came of itself before what a
question induced; FEW to MANY words before shorter or longer ones; then the nearest to MIDDLE words. One an
interview. What must not be quoted never appears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qcode.codings.flags import CONTRARY, QUOTE, Flag, flags
from qcode.codings.passages import family_passages
from qcode.model import MISSING, Interview, Passage, Segment, Settings, Snapshot, Span, Status, by_id
from qcode.tables.induced import Origin, origins, question
from qcode.tables.privacy import Privacy

FEW, MIDDLE, MANY = 12, 35, 80
"""Words of a verbatim that reads well."""
CUT = " […] "


class Why(StrEnum):
    """Why a verbatim is shown."""

    MARKED = "marked"
    PROPOSED = "proposed"
    CONTRARY = "contrary"


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A passage ready to be quoted."""

    passage: Passage
    interview: Interview
    quote: str
    question: str  # the interviewer's turn before, "" where there is none
    before: str  # the sentence said just before by the same person, "" at the beginning of a turn
    after: str
    attribution: str  # "E07, structure d'accompagnement, Lyon, 2025"
    why: Why

    @property
    def place(self) -> str:
        """`E07:112`."""
        return f"{self.interview.number}:{self.passage.turn}"


def quotable(snapshot: Snapshot, code: str, where: Mapping[str, str] | None = None, most: int = 3) -> list[Verbatim]:
    """Up to `most` confirmed passages of a code (and what stands under it) for one cell, then all contrary cases.

    `where` says which cell: attribute → value of the person who speaks.
    """
    marks = flags(snapshot.placements, snapshot.decisions)
    family, texts = snapshot.codebook.family(code), by_id(snapshot.interviews)
    passages = family_passages(snapshot.interviews, snapshot.codings, snapshot.codebook, code)
    held = [p for p in passages if p.status is Status.CONFIRMED and _in_cell(p, texts[p.interview], where or {})]
    privacy = Privacy(snapshot)
    free = [p for p in held if not privacy.forbids(texts[p.interview], p.span)]
    contrary = [p for p in free if _marked(p, marks, CONTRARY, family)]
    others = [p for p in free if p not in contrary]
    chosen = [p for p in others if _marked(p, marks, QUOTE, family)]
    proposed = _proposed(snapshot, [p for p in others if p not in chosen], {p.interview for p in chosen})
    shown = [(p, Why.MARKED) for p in chosen] + [(p, Why.PROPOSED) for p in proposed]
    shown = shown[: max(most, len(chosen))] + [(p, Why.CONTRARY) for p in contrary]
    return [_verbatim(snapshot.settings, privacy, texts[passage.interview], passage, why) for passage, why in shown]


def _in_cell(passage: Passage, interview: Interview, where: Mapping[str, str]) -> bool:
    return all(interview.value(name, passage.speaker) == value for name, value in where.items())


def _marked(passage: Passage, marks: Iterable[Flag], name: str, codes: Iterable[str]) -> bool:
    return any(mark.name == name and mark.on(passage.interview, passage.span, codes) for mark in marks)


def _proposed(snapshot: Snapshot, passages: Sequence[Passage], taken: set[str]) -> list[Passage]:
    """The best of each interview, best first; interviews that somebody already quoted come after the others."""
    came, texts = origins(snapshot, passages), by_id(snapshot.interviews)

    def rank(passage: Passage) -> tuple[object, ...]:
        words = length(texts[passage.interview], passage)
        fits = FEW <= words <= MANY
        return passage.batch, came[passage] is Origin.INDUCED, not fits, abs(words - MIDDLE), passage.span.start

    best: dict[str, Passage] = {}
    for passage in sorted(passages, key=rank):
        best.setdefault(passage.interview, passage)
    order = {interview.id: interview.number for interview in snapshot.interviews}
    return sorted(best.values(), key=lambda p: (p.interview in taken, *rank(p)[:4], order[p.interview]))


def length(interview: Interview, passage: Passage) -> int:
    """Words of the segments of a passage."""
    return sum(interview.segments[number].words for number in {coding.segment for coding in passage.codings})


def _verbatim(settings: Settings, privacy: Privacy, interview: Interview, passage: Passage, why: Why) -> Verbatim:
    """A passage with the question that preceded it, its context and its attribution."""
    asked = question(interview, passage.turn)
    first, last = passage.codings[0].segment, passage.codings[-1].segment
    return Verbatim(
        passage=passage,
        interview=interview,
        quote=_quote(interview, passage),
        question=privacy.words(interview, asked.span) if asked else "",
        before=_beside(privacy, interview, first, -1),
        after=_beside(privacy, interview, last, +1),
        attribution=attribution(settings, interview, passage.speaker),
        why=why,
    )


def _quote(interview: Interview, passage: Passage) -> str:
    """The words of the person alone; […] stands for an interviewer's prompt in between."""
    turns: dict[int, list[Segment]] = {}
    for coding in passage.codings:
        segment = interview.segments[coding.segment]
        turns.setdefault(segment.turn, []).append(segment)
    spans = (Span(min(s.span.start for s in some), max(s.span.end for s in some)) for some in turns.values())
    return CUT.join(interview.quote(span) for span in spans)


def _beside(privacy: Privacy, interview: Interview, number: int, step: int) -> str:
    """The segment before or after, where it belongs to the same turn."""
    beside = number + step
    if not 0 <= beside < len(interview.segments):
        return ""
    here, there = interview.segments[number], interview.segments[beside]
    return privacy.words(interview, there.span) if here.turn == there.turn else ""


def attribution(settings: Settings, interview: Interview, speaker: str = "") -> str:
    """Who says it, as a report gives it: number, characteristics from the narrowest to the widest, year."""
    names = [attribute.id for attribute in settings.attributes if attribute.id != "date"]
    values = [interview.value(name, speaker) for name in reversed(names)]
    year = str(interview.when.year) if interview.when else MISSING
    return ", ".join(part for part in (interview.number, *values, year) if part != MISSING)
