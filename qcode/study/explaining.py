"""Why a passage is coded, or not: rules that propose and rules that came close, what stands, who decided what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Interview, Segment, Span
from qcode.words import area, language, say
from qcode.words.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qcode.model import Coding, Decision, Snapshot, Suggestion
    from qcode.tagging import Explanation, Index, Miss

_PLACE = re.compile(r"(?P<interview>\S+):(?P<turn>\d+)")
Row = tuple[str, str, str, str, str]

NEAREST = 5
"""Rules that came close and are shown; scripts get them all."""
LONG = 4
"""Letters from which a word that was found says something."""


@dataclass(frozen=True, slots=True)
class Explained:
    """All that is known of one segment."""

    interview: Interview
    segment: Segment
    rules: Explanation
    codings: tuple[Coding, ...]
    decisions: tuple[Decision, ...]  # in the study's order

    @property
    def place(self) -> str:
        """Where it is, as people write it: E07:112."""
        return f"{self.interview.number}:{self.segment.turn}"

    @property
    def text(self) -> str:
        """What is said there."""
        return self.interview.quote(self.segment.span)


def explain_place(snapshot: Snapshot, index: Index, place: str) -> list[Explained]:
    """Explain every sentence of a turn (`E07:112`), or every sentence that holds a quotation."""
    return [_explained(snapshot, index, interview, segment) for interview, segment in _segments(snapshot, place)]


def _segments(snapshot: Snapshot, place: str) -> Iterator[tuple[Interview, Segment]]:
    named = _PLACE.fullmatch(place.strip())
    interview = snapshot.interview(named["interview"]) if named else None
    if named and interview:
        turn = int(named["turn"])
        yield from ((interview, segment) for segment in interview.segments if segment.turn == turn)
        return
    words = re.compile(r"\s+".join(re.escape(word) for word in place.split()), re.IGNORECASE)
    for candidate in snapshot.interviews:
        found = [Span(*match.span()) for match in words.finditer(candidate.text)] if place.strip() else []
        for segment in candidate.segments:
            if any(segment.span.overlap(span) for span in found):
                yield candidate, segment


def _explained(snapshot: Snapshot, index: Index, interview: Interview, segment: Segment) -> Explained:
    from qcode import tagging

    rules = tagging.explain(index, snapshot.codebook.rules, interview.id, segment.number, snapshot.settings.threshold)
    here = (interview.id, segment.number)
    codings = tuple(coding for coding in snapshot.codings if (coding.interview, coding.segment) == here)
    decisions = tuple(
        placement.decision
        for placement in snapshot.placements
        if placement.interview == interview.id
        and placement.decision.anchor
        and placement.span
        and placement.span.overlap(segment.span)
    )
    return Explained(interview, segment, rules, codings, decisions)


def rows(item: Explained, snapshot: Snapshot) -> list[Row]:
    """What to show, one line each: what it is, code, rule or person, words, conditions."""
    return [
        *(row for s in item.rules.proposed for row in _suggestion_rows("proposed", s, item, snapshot)),
        *(row for s in item.rules.weak for row in _suggestion_rows("weak", s, item, snapshot)),
        *(_miss_row(miss, item, snapshot) for miss in nearest(item, snapshot)),
        *(_coding_row(coding, snapshot) for coding in item.codings),
        *(_decision_row(decision, snapshot) for decision in item.decisions),
    ]


def nearest(item: Explained, snapshot: Snapshot) -> list[Miss]:
    """The rules that came closest, fewest obstacles first; those of which only small words are there say nothing."""
    rules = {(rule.code, rule.id): rule for rule in snapshot.codebook.rules}

    def telling(miss: Miss) -> bool:
        named = not all(term.is_free for term in rules[miss.code, miss.rule].any)
        return named and any(len(item.interview.quote(span)) >= LONG for span in miss.words)

    return sorted(filter(telling, item.rules.missed), key=lambda miss: len(miss.failed))[:NEAREST]


def _suggestion_rows(what: str, suggestion: Suggestion, item: Explained, snapshot: Snapshot) -> Iterator[Row]:
    code = snapshot.codebook.path(suggestion.code)
    for evidence in suggestion.evidence:
        words = _words(item.interview, evidence.words)
        yield say(f"explain.{what}"), code, evidence.rule, words, ", ".join(map(condition, evidence.conditions))


def _miss_row(miss: Miss, item: Explained, snapshot: Snapshot) -> Row:
    stopped = say("explain.stopped_by", what=", ".join(map(condition, miss.failed)))
    if miss.against:
        stopped += f" {_words(item.interview, miss.against)}"
    words = _words(item.interview, miss.words)
    return say("explain.missed"), snapshot.codebook.path(miss.code), miss.rule, words, stopped


def _coding_row(coding: Coding, snapshot: Snapshot) -> Row:
    status = say(f"explain.status.{coding.status}")
    return say("explain.stands"), snapshot.codebook.path(coding.code), ", ".join(coding.coders), "", status


def _decision_row(decision: Decision, snapshot: Snapshot) -> Row:
    quote = quoted(decision.anchor.quote) if decision.anchor else ""
    code = snapshot.codebook.path(decision.code) if decision.code else ""
    return say("explain.decided"), code, decision.coder, quote, f"{say(f'explain.kind.{decision.kind}')}, {decision.at}"


def _words(interview: Interview, spans: Sequence[Span]) -> str:
    return " ".join(quoted(interview.quote(span)) for span in spans)


def condition(name: str) -> str:
    """A condition of the evidence (`near:sentence`, `window:12`, `negated`…) in words; an unknown one as it is."""
    kind, _, detail = name.partition(":")
    if detail.isdigit():
        detail = say("explain.within", n=int(detail))
    elif detail in area("explain", language())["detail"]:
        detail = say(f"explain.detail.{detail}")
    known = area("explain", language())["condition"]
    text = known.get(kind, kind)
    return f"{text} ({detail})" if detail else text


def as_json(item: Explained, snapshot: Snapshot) -> dict[str, object]:
    """The same for scripts."""
    return {
        "interview": item.interview.id,
        "turn": item.segment.turn,
        "start": item.segment.span.start,
        "end": item.segment.span.end,
        "quote": item.text,
        "proposed": [_suggestion_json(s, item, snapshot) for s in item.rules.proposed],
        "weak": [_suggestion_json(s, item, snapshot) for s in item.rules.weak],
        "missed": [
            {
                "rule": miss.rule,
                "code": snapshot.codebook.path(miss.code),
                "words": [item.interview.quote(span) for span in miss.words],
                "held": list(miss.held),
                "failed": list(miss.failed),
                "against": [item.interview.quote(span) for span in miss.against],
            }
            for miss in item.rules.missed
        ],
        "codings": [
            {"code": snapshot.codebook.path(c.code), "status": c.status, "coders": list(c.coders)} for c in item.codings
        ],
        "decisions": [
            {"id": d.id, "kind": d.kind, "code": snapshot.codebook.path(d.code), "coder": d.coder, "at": d.at}
            for d in item.decisions
        ],
    }


def _suggestion_json(suggestion: Suggestion, item: Explained, snapshot: Snapshot) -> dict[str, object]:
    return {
        "code": snapshot.codebook.path(suggestion.code),
        "score": suggestion.score,
        "evidence": [
            {
                "rule": evidence.rule,
                "words": [item.interview.quote(span) for span in evidence.words],
                "conditions": list(evidence.conditions),
                "score": evidence.score,
            }
            for evidence in suggestion.evidence
        ],
    }
