"""Why a segment is proposed for a code, and why it is not: rule by rule, condition by condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qcode.model import Rule, Span, Suggestion, Term, WordKind
from qcode.tagging.conditions import conditions
from qcode.tagging.hits import hits
from qcode.tagging.index import Index
from qcode.tagging.matches import Matches
from qcode.tagging.proofs import proofs
from qcode.tagging.search import Search
from qcode.tagging.suggest import assemble


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that came close: words it found, what held, and what stopped it.

    `failed` holds conditions as rules ask for them (`near:sentence`, `unless`, `negated:skip`, `interviewee` …), `any`
    where only the words around were found, or `apart` where the words of an expression are there, but not in a row.
    """

    rule: str
    code: str
    words: tuple[Span, ...]
    held: tuple[str, ...]
    failed: tuple[str, ...]
    against: tuple[Span, ...] = ()  # the words that stopped it, where words did


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that rules say of one segment."""

    interview: str
    segment: int
    proposed: tuple[Suggestion, ...]
    weak: tuple[Suggestion, ...]  # found, but below the threshold
    missed: tuple[Miss, ...]


def explain(index: Index, rules: Sequence[Rule], interview: str, segment: int, threshold: float = 0.5) -> Explanation:
    """Say of one segment of an interview which rules propose it, and which came close."""
    number = index.number(interview, segment)
    search = Search(index)
    told = [proofs(index, found, number) for found in hits(search, rules)]
    every = list(assemble(index, rules, told, 0.0))
    hits_there = [bool(proof) for proof in told]
    missed = [m for rule, hit in zip(rules, hits_there, strict=True) if not hit and (m := _miss(search, rule, number))]
    return Explanation(
        interview,
        segment,
        proposed=tuple(assemble(index, rules, told, threshold)),
        weak=tuple(item for item in every if item.score < threshold),
        missed=tuple(missed),
    )


def _miss(search: Search, rule: Rule, segment: int) -> Miss | None:
    """How close a rule came that does not hit this segment; None where nothing of it is there."""
    index = search.index
    anchors = search.any(rule.any)
    anchors = anchors.where(index.segment[anchors.first] == segment)
    if len(anchors):
        return _stopped(search, rule, anchors)
    around = [span for near in rule.near for span in _spans(index, search.any(near.any), segment)]
    if around:
        return Miss(rule.id, rule.code, tuple(dict.fromkeys(around)), (), ("any",))
    apart = next((spans for term in rule.any if (spans := _apart(index, term, segment))), ())
    return Miss(rule.id, rule.code, apart, (), ("apart",)) if apart else None


def _stopped(search: Search, rule: Rule, anchors: Matches) -> Miss:
    """What stopped the anchor that came closest."""
    index = search.index
    checks = [condition(search, anchors) for condition in conditions(rule)]
    row = min(range(len(anchors)), key=lambda row: sum(not check.ok[row] for check in checks))
    failed = [check for check in checks if not check.ok[row]]
    against = (check.against.span(index, row) for check in failed if check.against)
    anchor = anchors.span(index, row)
    return Miss(
        rule=rule.id,
        code=rule.code,
        words=(anchor,) if anchor else (),
        held=tuple(name for check in checks if check.ok[row] and (name := check.told()[row])),
        failed=tuple(check.condition for check in failed),
        against=tuple(span for span in against if span),
    )


def _spans(index: Index, places: Matches, segment: int) -> list[Span]:
    """The places in one segment."""
    rows = (index.segment[places.first] == segment).nonzero()[0].tolist()
    return [span for row in rows if (span := places.span(index, row))]


def _apart(index: Index, term: Term, segment: int) -> tuple[Span, ...]:
    """The words of an expression, where all are in the segment but not in a row."""
    low, high = index.first_token[segment : segment + 2].tolist()
    found = []
    for word in term.words:
        if word.kind is WordKind.ANY or word.optional:
            continue
        places = [low + place for place in index.holds(word, index.entry[low:high]).nonzero()[0].tolist()]
        if not places:
            return ()
        found.append(Span(int(index.start[places[0]]), int(index.end[places[0]])))
    return tuple(found) if len(found) > 1 else ()
