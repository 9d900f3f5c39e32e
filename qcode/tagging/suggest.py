"""Hits to suggestions: scores of a segment add up, and each suggestion says which words and conditions made it."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from qcode.errors import Problem
from qcode.model import Evidence, Interview, Rule, Segment, Span, Suggestion
from qcode.tagging.hits import Hits, hits, segments
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
    return list(_suggestions(index, found, threshold))


def _suggestions(index: Index, found: Sequence[Hits], threshold: float) -> Iterator[Suggestion]:
    """One suggestion for each segment and code whose rules weigh enough together."""
    codes = list(dict.fromkeys(hit.rule.code for hit in found))
    occurrence: dict[str, list[int]] = {}
    for group in _groups(index, found, codes):
        score = min(round(math.fsum(found[row].rule.score for row, _ in group.hits), 9), 1.0)
        if score >= threshold:
            segment = index.segments[group.segment]
            interview = index.turns[index.turn_of[group.segment]].interview
            if interview.id not in occurrence:
                occurrence[interview.id] = _occurrences(interview)
            equal, code = occurrence[interview.id][segment.number], codes[group.code]
            proofs = tuple(_evidence(index, found[row], group.segment, origin) for row, origin in group.hits)
            name = _identifier(interview, segment, equal, code)
            yield Suggestion(name, interview.id, segment.number, code, score, proofs)


class _Group(NamedTuple):
    """The rules that propose one code for one segment: their rows, and the segments that hold the words."""

    segment: int
    code: int
    hits: list[tuple[int, int]]


def _groups(index: Index, found: Sequence[Hits], codes: Sequence[str]) -> Iterator[_Group]:
    import numpy as np

    rows = [np.zeros((4, 0), np.int32)]
    for row, hit in enumerate(found):
        reached, origin = segments(index, hit)
        rows.append(
            np.stack([reached, np.full_like(reached, codes.index(hit.rule.code)), np.full_like(reached, row), origin])
        )
    columns = np.concatenate(rows, axis=1)
    order = np.lexsort(columns[2::-1])
    listed = columns[:, order].T.tolist()
    for (segment, code), group in groupby(listed, key=lambda row: (row[0], row[1])):
        yield _Group(segment, code, [(row, origin) for _, _, row, origin in group])


def _evidence(index: Index, found: Hits, segment: int, origin: int) -> Evidence:
    """Why one rule proposes a code for a segment: all its hits in the segment that holds the words."""
    low, high = found.rows(index, origin)
    words: dict[Span, None] = {}
    names: dict[str, None] = {}
    for row in range(low, high):
        places = [found.places, *(check.words for check in found.checks if check.words)]
        words |= {span: None for place in places if (span := place.span(index, row))}
        names |= {name: None for check in found.checks if (name := check.called(row))}
    carried = ("carried",) if segment != origin else ()
    return Evidence(found.rule.id, tuple(words), (*names, *carried), found.rule.score)


def _occurrences(interview: Interview) -> list[int]:
    """For each segment, how many before it have the same text."""
    seen: Counter[str] = Counter()
    found = []
    for segment in interview.segments:
        text = interview.quote(segment.span)
        found.append(seen[text])
        seen[text] += 1
    return found


def _identifier(interview: Interview, segment: Segment, occurrence: int, code: str) -> str:
    parts = (interview.id, interview.quote(segment.span), str(occurrence), code)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
