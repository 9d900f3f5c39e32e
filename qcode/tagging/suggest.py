"""Hits to suggestions: scores of a segment add up, and each suggestion says which words and conditions made it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, groupby
from operator import itemgetter

from qcode.errors import Problem
from qcode.model import Evidence, Interview, Rule, Segment, Span, Suggestion
from qcode.tagging.hits import Hits, hits, proposals
from qcode.tagging.index import Index
from qcode.tagging.search import Search


def suggest(
    index: Index, rules: Sequence[Rule], threshold: float = 0.5, problems: list[Problem] | None = None
) -> list[Suggestion]:
    """Propose codes for segments, in the order of the text, then of the codebook; one for each segment and code.

    Regular expressions that take too long find nothing; `problems`, if given, is told.
    """
    search = Search(index)
    found = list(hits(search, rules))
    if problems is not None:
        problems += search.problems(rules)
    return list(assemble(index, found, threshold))


def assemble(index: Index, found: Sequence[Hits], threshold: float, only: int | None = None) -> Iterator[Suggestion]:
    """One suggestion for each segment and code whose rules weigh enough together; `only` for one segment, if given."""
    codes = list(dict.fromkeys(hit.rule.code for hit in found))
    proofs = [_Proofs(index, hit) for hit in found]
    for number, code, rows in _groups(index, found, codes, only):
        score = min(round(math.fsum(found[rule].rule.score for rule, *_ in rows), 9), 1.0)
        if score >= threshold:
            segment, interview = index.segments[number], index.turns[index.turn_of[number]].interview
            name = _identifier(interview, segment, index.occurrence(number), codes[code])
            evidence = tuple(proofs[rule].evidence(low, high, carried) for rule, low, high, carried in rows)
            yield Suggestion(name, interview.id, segment.number, codes[code], score, evidence)


def _groups(
    index: Index, found: Sequence[Hits], codes: Sequence[str], only: int | None
) -> Iterator[tuple[int, int, list[tuple[int, int, int, int]]]]:
    """Segment, code, and the rules that propose it: (rule, first hit, hit after the last, carried)."""
    import numpy as np

    columns = [np.zeros((6, 0), np.int32)]
    for rule, hit in enumerate(found):
        segment, *rows = proposals(index, hit)
        code = codes.index(hit.rule.code)
        columns.append(np.stack([segment, np.full_like(segment, code), np.full_like(segment, rule), *rows]))
    laid = np.concatenate(columns, axis=1)
    laid = laid if only is None else laid[:, laid[0] == only]
    listed = laid[:, np.lexsort(laid[2::-1])].T.tolist()
    for (segment, code), group in groupby(listed, key=itemgetter(0, 1)):
        yield segment, code, [(rule, low, high, carried) for _, _, rule, low, high, carried in group]


class _Proofs:
    """The words and conditions of each hit of a rule, made once for all its evidence."""

    def __init__(self, index: Index, found: Hits) -> None:
        self._index = index
        self._found = found

    @cached_property
    def _words(self) -> list[tuple[tuple[int, int], ...]]:
        places = [self._found.places, *(check.words for check in self._found.checks if check.words)]
        return list(zip(*(place.spans(self._index) for place in places), strict=True))

    @cached_property
    def _names(self) -> list[tuple[str, ...]]:
        return list(zip(*(check.told() for check in self._found.checks if any(check.names)), strict=True))

    def evidence(self, low: int, high: int, carried: int) -> Evidence:
        """Why the rule proposes a code for a segment: all its hits from `low` to `high`, each thing said once."""
        words = dict.fromkeys(chain.from_iterable(self._words[low:high]))
        names = dict.fromkeys(chain.from_iterable(self._names[low:high]))
        spans = tuple(Span(start, end) for start, end in words if start >= 0)
        told = (*filter(None, names), "carried") if carried else tuple(filter(None, names))
        return Evidence(self._found.rule.id, spans, told, self._found.rule.score)


def _identifier(interview: Interview, segment: Segment, occurrence: int, code: str) -> str:
    parts = (interview.id, interview.quote(segment.span), str(occurrence), code)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
