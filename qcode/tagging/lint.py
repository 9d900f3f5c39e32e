"""Look a guide over: rules that find nothing new, or what they should not, and words that are probably misspelt.

Nothing here is an error: a rule may wait for interviews to come. Each remark is a warning to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qcode.errors import Problem, has_errors, warning
from qcode.language import fold, tokens
from qcode.language.known import unknown
from qcode.model import Code, Codebook, Interview, Role, Rule, Span, Turn, WordKind
from qcode.reading.segments import segments as cut
from qcode.tagging.hits import Hits, hits, proposals
from qcode.tagging.index import Index
from qcode.tagging.search import Search, terms

if TYPE_CHECKING:
    from qcode.tagging.index import Ints

FEW = 3
"""Hits under which "covered by another" would be chance."""

SHORT = 5
"""Letters under which a word is too short to be called misspelt."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """One rule and the segments it reaches."""

    rule: Rule
    hits: Hits
    segments: Ints


def lint(
    codebook: Codebook,
    index: Index,
    model: str,
    cache: Path,
    lemmas: Mapping[str, str] | None = None,
    threshold: float = 0.5,
) -> list[Problem]:
    """All remarks on a guide, in the order of its files; the excluded sentences are parsed once and kept in `cache`."""
    search = Search(index)
    found = [_Found(item.rule, item, proposals(index, item)[0]) for item in hits(search, codebook.rules)]
    remarks = [
        *search.problems(codebook.rules),
        *_idle(search, found),
        *_covered(found, threshold),
        *_misspelt(codebook, index, model),
        *_excluded(codebook, model, cache, lemmas, threshold),
    ]
    return sorted(remarks, key=lambda remark: (remark.file, remark.line))


def _remark(kind: str, rule: Rule, **values: object) -> Problem:
    return warning(kind, rule.file, rule.line, rule=rule.id, **values)


def _idle(search: Search, found: Sequence[_Found]) -> Iterator[Problem]:
    """Rules that find nothing in these interviews, or only what interviewers say."""
    for item in found:
        if not len(item.hits):
            places = search.any(item.rule.any)
            spoken = search.index.coded[search.index.turn(places.first)]
            kind = "rule_interviewers" if len(places) and not spoken.any() else "rule_idle"
            yield _remark(kind, item.rule)


def _covered(found: Sequence[_Found], threshold: float) -> Iterator[Problem]:
    """Rules that change nothing: another of the same code, strong enough alone, reaches every segment they reach."""
    import numpy as np

    for place, item in enumerate(found):
        for other_place, other in enumerate(found):
            if place == other_place or item.rule.code != other.rule.code or other.rule.score < threshold:
                continue
            same = len(item.segments) == len(other.segments)
            inside = len(item.segments) >= FEW and bool(np.isin(item.segments, other.segments).all())
            if inside and not (same and place < other_place and item.rule.score >= threshold):
                yield _remark("rule_covered", item.rule, other=other.rule.id, n=len(item.segments))
                break


def _misspelt(codebook: Codebook, index: Index, model: str) -> Iterator[Problem]:
    """Words that neither the interviews nor the model know, one letter away from one that is said."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    unsaid = dict(_unsaid(codebook, index))
    said = sorted(key for key in index.vocabulary.by_fold if len(key) >= SHORT - 1)
    for word in sorted(unknown(unsaid, model)) if unsaid else ():
        near = process.extractOne(fold(word), said, scorer=DamerauLevenshtein.distance, score_cutoff=1)
        if near:
            yield _remark("word_misspelt", unsaid[word], word=word, near=near[0])


def _unsaid(codebook: Codebook, index: Index) -> Iterator[tuple[str, Rule]]:
    """The words of rules that no interview holds, each with the last rule that looks for it."""
    for rule in codebook.rules:
        for word in dict.fromkeys(word for term in terms(rule) for word in term.words):
            if word.kind is WordKind.LEMMA and len(word.text) >= SHORT and not len(index.expand(word)):
                yield word.text, rule


def _excluded(
    codebook: Codebook, model: str, cache: Path, lemmas: Mapping[str, str] | None, threshold: float
) -> Iterator[Problem]:
    """Rules that alone propose what their own code, one above it, or another code excludes in words.

    What another code leaves to this one by name (« … (voir Visibilité) ») is where it should be.
    """
    codes = [code for code in codebook.codes if code.exclude]
    columns, problems = tokens([_exclusions(code) for code in codes], model, cache / "examples", lemmas)
    if has_errors(problems):
        yield from problems
        return
    for code, column in zip(codes, columns, strict=True):
        family = codebook.family(code.id)
        index = Index([_exclusions(code)], [column])
        rules = [rule for rule in codebook.rules if rule.score >= threshold]
        for item in hits(Search(index), rules):
            own = item.rule.code in family
            for turn in dict.fromkeys(index.turn(item.places.first).tolist()):
                text = code.exclude[turn]
                if own or not _names(text, codebook, item.rule.code):
                    kind = "rule_excluded" if own else "rule_collides"
                    yield _remark(kind, item.rule, code=codebook.path(code.id), text=text)


def _names(text: str, codebook: Codebook, identifier: str) -> bool:
    """Whether words name a code, or the one above it, by a label."""
    code = codebook.find(identifier)
    above = codebook.find(code.parent) if code and code.parent else None
    labels = [label for named in (code, above) if named for label in named.label.values()]
    return any(fold(label) in fold(text) for label in labels)


def _exclusions(code: Code) -> Interview:
    """What a code excludes, a turn a line."""
    text, turns = "", list[Turn]()
    for line in code.exclude:
        turns.append(Turn(len(turns) + 1, "", Role.UNKNOWN, Span(len(text), len(text) + len(line))))
        text += line + "\n\n"
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Interview(f"exclusions {code.id}", "", "", sha, text, {}, tuple(turns), cut(text, turns, (), "sentence"))
