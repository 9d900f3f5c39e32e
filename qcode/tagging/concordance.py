"""Words in their context, one line each: `qcode kwic`, and the examples of `qcode try`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.errors import Problem
from qcode.model import Evidence, Rule, Span, Suggestion, Term
from qcode.tagging.hits import hits
from qcode.tagging.index import Index
from qcode.tagging.search import Search
from qcode.tagging.suggest import suggest

CONTEXT = 60
"""Characters of context on each side."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place in the interviews, with what is said around it in the same turn."""

    interview: str
    turn: int
    segment: int
    speaker: str
    before: str
    words: str
    after: str
    span: Span
    attributes: Mapping[str, str]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a group of interviewees a rule catches."""

    segments: int
    interviews: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would propose, before it is saved."""

    total: Count
    by: Mapping[str, Mapping[str, Count]]  # attribute → value → count
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()


def kwic(
    index: Index, terms: Sequence[Term], attributes: Sequence[str] = (), context: int = CONTEXT
) -> tuple[list[Line], list[Problem]]:
    """Every place of these terms in what interviewees say, in the order of the text."""
    search = Search(index)
    rule = bare(terms)
    (found,) = hits(search, [rule])
    places = zip(found.places.first.tolist(), found.places.last.tolist(), strict=True)
    lines = [
        line(index, int(index.segment[first]), Span(int(index.start[first]), int(index.end[last])), attributes, context)
        for first, last in places
    ]
    return lines, search.problems([rule])


def try_out(
    index: Index, rule: Rule, attributes: Sequence[str] = (), examples: int = 20, context: int = CONTEXT
) -> Trial:
    """Count what a rule alone would catch, whatever its score, and show examples from all over the interviews."""
    problems: list[Problem] = []
    found = suggest(index, [rule], threshold=0.0, problems=problems)
    by = {attribute: _counts(index, found, attribute) for attribute in attributes}
    total = Count(len(found), len({item.interview for item in found}))
    lines = tuple(_example(index, item, attributes, context) for item in _spread(found, examples))
    return Trial(total, by, lines, tuple(problems))


def bare(terms: Sequence[Term]) -> Rule:
    """A rule that looks for terms and asks for nothing else."""
    return Rule(id=" ".join(term.source for term in terms), code="", any=tuple(terms))


def line(
    index: Index,
    segment: int,
    span: Span,
    attributes: Sequence[str] = (),
    context: int = CONTEXT,
    evidence: Evidence | None = None,
) -> Line:
    """The line of a place in a segment; white space is one space, and nothing reaches beyond the turn."""
    said = index.turns[index.turn_of[segment]]
    text, turn = said.interview.text, said.turn
    before = text[max(turn.span.start, span.start - context) : span.start]
    after = text[span.end : min(turn.span.end, span.end + context)]
    return Line(
        interview=said.interview.id,
        turn=turn.number,
        segment=index.segments[segment].number,
        speaker=turn.speaker,
        before=_flat(before),
        words=_flat(said.interview.quote(span)),
        after=_flat(after),
        span=span,
        attributes={name: said.interview.value(name, turn.speaker) for name in attributes},
        evidence=evidence,
    )


def _example(index: Index, found: Suggestion, attributes: Sequence[str], context: int) -> Line:
    """The line of a suggestion, around the first of its words in the turn; else the whole of its sentence."""
    (evidence,) = found.evidence
    number = index.number(found.interview, found.segment)
    turn = index.turns[index.turn_of[number]].turn.span
    said = (word for word in evidence.words if turn.start <= word.start < turn.end)
    span = next(said, index.segments[number].span)
    return line(index, number, span, attributes, context, evidence)


def _counts(index: Index, found: Sequence[Suggestion], attribute: str) -> dict[str, Count]:
    """Suggestions and interviews by the value of an attribute, the speaker's before the interview's."""
    values = index.values(attribute)
    groups: dict[str, list[str]] = {}
    for item in found:
        value = values[index.turn_of[index.number(item.interview, item.segment)]]
        groups.setdefault(value, []).append(item.interview)
    return {value: Count(len(where), len(set(where))) for value, where in sorted(groups.items())}


def _spread(found: Sequence[Suggestion], wanted: int) -> list[Suggestion]:
    """So many of them, evenly over all of them."""
    if len(found) <= wanted:
        return list(found)
    return [found[place * len(found) // wanted] for place in range(wanted)]


def _flat(text: str) -> str:
    return text.translate({ord(sign): " " for sign in "\n\r\t"})
