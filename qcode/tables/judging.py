"""What a supervisor judges: a seeded draw of confirmed passages (noise) and of uncoded sentences (silence).

A judgement is a memo named NOISE or SILENCE on the passage or the sentence, with YES or NO as its text: it changes no
figure. NOISE: does the passage deserve its code? SILENCE: should the sentence have been coded?
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from qcode.codings.standing import withdrawn
from qcode.model import Interview, Kind, Passage, Segment, Snapshot, Span, Status
from qcode.tables.tally import VIEWS, tally

NOISE, SILENCE = "noise", "silence"
YES, NO = "yes", "no"
SEED, DRAWN = 2025, 20
FEW = 4
"""Words of a sentence worth judging."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing to judge."""

    kind: str  # NOISE or SILENCE
    interview: str
    span: Span
    turn: int
    code: str = ""  # of the passage


@dataclass(frozen=True, slots=True)
class Judged:
    """k of n, with its Wilson interval (95 %); None before anything was judged."""

    k: int
    n: int
    low: float | None = None
    high: float | None = None


def draw(snapshot: Snapshot, size: int = DRAWN, seed: int = SEED) -> list[Drawn]:
    """So many confirmed passages and so many uncoded sentences; the same study and seed draw the same."""
    chance = random.Random(seed)
    passages = [p for p in snapshot.passages if p.status is Status.CONFIRMED]
    sentences = [(interview, segment) for interview, segment in _uncoded(snapshot)]
    noise = chance.sample(range(len(passages)), min(size, len(passages)))
    silence = chance.sample(range(len(sentences)), min(size, len(sentences)))
    return [_passage(passages[n]) for n in sorted(noise)] + [_sentence(*sentences[n]) for n in sorted(silence)]


def _passage(passage: Passage) -> Drawn:
    return Drawn(NOISE, passage.interview, passage.span, passage.turn, passage.code)


def _sentence(interview: Interview, segment: Segment) -> Drawn:
    return Drawn(SILENCE, interview.id, segment.span, segment.turn)


def _uncoded(snapshot: Snapshot) -> list[tuple[Interview, Segment]]:
    """Sentences of interviewees that nothing stands on, in interviews that somebody has read in full."""
    coded = {(c.interview, c.segment) for c in snapshot.codings if c.status in VIEWS["all"]}
    counted = tally(snapshot)
    read = [one.interview for one in counted.heard if not counted.anyone_read or one.read.all()]
    return [
        (interview, segment)
        for interview in read
        for segment in interview.segments
        if interview.is_coded(segment) and segment.words >= FEW and (interview.id, segment.number) not in coded
    ]


def judged(snapshot: Snapshot, kind: str) -> Judged:
    """NOISE: passages judged not to deserve their code, of those judged. SILENCE: sentences that should be coded."""
    gone = withdrawn(snapshot.decisions)
    latest: dict[tuple[object, ...], tuple[tuple[int, str], str]] = {}
    for placement in snapshot.placements:
        made = placement.decision
        if made.kind is Kind.MEMO and made.name == kind and made.id not in gone and placement.span:
            key = placement.interview, placement.span, made.code
            latest[key] = max(latest.get(key, (made.order, made.value)), (made.order, made.value))
    answers = [value for _, value in latest.values()]
    wrong = answers.count(NO if kind == NOISE else YES)
    return wilson(wrong, len(answers))


def wilson(k: int, n: int) -> Judged:
    """The score interval of Wilson (1927), by scipy."""
    if not n:
        return Judged(k, n)
    from scipy.stats import binomtest

    interval = binomtest(k, n).proportion_ci(confidence_level=0.95, method="wilson")
    return Judged(k, n, float(interval.low), float(interval.high))
