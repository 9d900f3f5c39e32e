"""Evidence to suggestions: scores of a segment add up, and each suggestion says which words and conditions made it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path

from qcode.errors import Problem
from qcode.memory import uncollected
from qcode.model import Evidence, Interview, Rule, Segment, Suggestion
from qcode.tagging import kept
from qcode.tagging.hits import hits
from qcode.tagging.index import Index
from qcode.tagging.proofs import Proof, proofs
from qcode.tagging.search import Search


@uncollected
def suggest(
    index: Index,
    rules: Sequence[Rule],
    threshold: float = 0.5,
    problems: list[Problem] | None = None,
    cache: Path | None = None,
) -> list[Suggestion]:
    """Propose codes for segments, in the order of the text, then of the codebook; one for each segment and code.

    Regular expressions that take too long find nothing; `problems`, if given, is told. With a folder `cache`, what
    each rule says is kept there, and only rules that are new or changed are applied.
    """
    return _suggest(index, rules, threshold, problems if problems is not None else [], cache)


def _suggest(
    index: Index, rules: Sequence[Rule], threshold: float, problems: list[Problem], cache: Path | None
) -> list[Suggestion]:
    known = kept.read(cache, index, rules) if cache else [None] * len(rules)
    new = [rule for rule, proof in zip(rules, known, strict=True) if proof is None]
    search = Search(index)
    fresh = (proofs(index, found) for found in hits(search, new))
    told = [next(fresh) if proof is None else proof for proof in known]
    slow = search.problems(new)
    problems += slow
    if cache and new and not slow:  # an expression that was given up is told again next time
        kept.write(cache, index, rules, told)
    return list(assemble(index, rules, told, threshold))


def assemble(
    index: Index, rules: Sequence[Rule], told: Sequence[Sequence[Proof]], threshold: float
) -> Iterator[Suggestion]:
    """One suggestion for each segment and code whose rules weigh enough together, those of its whole family."""
    codes = {code: place for place, code in enumerate(dict.fromkeys(rule.code for rule in rules))}
    groups: dict[tuple[int, str], dict[str, list[Evidence]]] = {}
    for rule, rows in zip(rules, told, strict=True):
        for number, evidence in rows:
            groups.setdefault((number, rule.family or rule.code), {}).setdefault(rule.code, []).append(evidence)
    found = []
    for (number, family), proven in groups.items():
        every = tuple(chain.from_iterable(proven.values()))
        score = min(_weight(every), 1.0)
        if score >= threshold:
            named = _named(proven, family, threshold) or [family]
            found += [(number, codes.get(code, -1), code, score, every) for code in named]
    for number, _, code, score, every in sorted(found, key=itemgetter(0, 1)):
        segment, interview = index.segments[number], index.turns[index.turn_of[number]].interview
        name = _identifier(interview, segment, index.occurrence(number), code)
        yield Suggestion(name, interview.id, segment.number, code, score, every)


def _named(proven: Mapping[str, Sequence[Evidence]], family: str, threshold: float) -> list[str]:
    """The sub-codes to propose: those that weigh enough alone, else the one that weighs most, if any weighs."""
    weights = {code: _weight(evidence) for code, evidence in proven.items() if code != family}
    enough = [code for code, weight in weights.items() if weight >= threshold]
    best = max(weights, key=weights.__getitem__, default=family)
    return enough or ([best] if weights.get(best, 0) > 0 else [])


def _weight(evidence: Iterable[Evidence]) -> float:
    return round(math.fsum(item.score for item in evidence), 9)


def _identifier(interview: Interview, segment: Segment, occurrence: int, code: str) -> str:
    parts = (interview.id, interview.quote(segment.span), str(occurrence), code)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
