"""Evidence to suggestions: scores of a segment add up, and each suggestion says which words and conditions made it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
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
    """One suggestion for each segment and code whose rules weigh enough together."""
    codes = {code: place for place, code in enumerate(dict.fromkeys(rule.code for rule in rules))}
    groups: dict[tuple[int, int, str], list[Evidence]] = {}
    for rule, rows in zip(rules, told, strict=True):
        for number, evidence in rows:
            groups.setdefault((number, codes[rule.code], rule.code), []).append(evidence)
    for (number, _, code), proven in sorted(groups.items(), key=itemgetter(0)):
        score = min(round(math.fsum(evidence.score for evidence in proven), 9), 1.0)
        if score >= threshold:
            segment, interview = index.segments[number], index.turns[index.turn_of[number]].interview
            name = _identifier(interview, segment, index.occurrence(number), code)
            yield Suggestion(name, interview.id, segment.number, code, score, tuple(proven))


def _identifier(interview: Interview, segment: Segment, occurrence: int, code: str) -> str:
    parts = (interview.id, interview.quote(segment.span), str(occurrence), code)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
