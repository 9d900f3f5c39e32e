"""How fast rules are applied and interviews parsed, beside spaCy doing the same in the same run.

    python -m tests.bench engine

The sample interviews are parsed once and repeated, one token in twenty replaced by another word of the sample. spaCy
gets the same tokens as Docs loaded from a DocBin, one a turn, on a part of the text; its time is scaled up.
"""

from __future__ import annotations

import random
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qcode.language import Tokens, tokens
from qcode.model import Interview, Near, Negated, Rule, Scope, Settings, Term, Word, WordKind
from qcode.reading import read_folder
from qcode.tagging import Index, Search, hits, suggest
from tests.bench.rounds import medians

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin

ROOT = Path(__file__).parents[2]
MODEL = "fr_core_news_md"
WANTED = 1_000_000
RULES = 200
COMMON = 30  # occurrences in the sample above which a word is no word of a rule by itself
PART = 20  # Matcher reads one token in so many


def sample() -> list[Interview]:
    """The interviews of the sample study."""
    interviews, _ = read_folder(ROOT, Settings(transcripts="transcripts_sample"))
    return list(interviews)


def repeated(
    interviews: Sequence[Interview], parsed: Sequence[Tokens], wanted: int
) -> tuple[list[Interview], list[Tokens]]:
    """The sample again and again with other ids, one token in twenty another word of its interview."""
    rng = np.random.default_rng(1)
    said, columns = [], []
    copy = total = 0
    while total < wanted:
        for interview, found in zip(interviews, parsed, strict=True):
            changed = rng.random(len(found)) < 0.05
            entry = np.where(changed, rng.permutation(found.entry), found.entry).astype(np.int32)
            name = f"{interview.id}-{copy}"
            said.append(replace(interview, id=name))
            columns.append(replace(found, interview=name, entry=entry))
            total += len(found)
        copy += 1
    return said, columns


def lemmas(parsed: Sequence[Tokens]) -> list[list[str]]:
    """The lemmas of each segment, words only."""
    found = []
    for item in parsed:
        rows = zip(item.segment.tolist(), item.entry.tolist(), strict=True)
        for _, segment in groupby(rows, key=lambda row: row[0]):
            words = [item.entries[entry].lemma.lower() for _, entry in segment]
            found.append([word for word in words if word.isalpha() and len(word) > 1])
    return [words for words in found if len(words) > 4]


def phrase(*words: str) -> Term:
    """A term of these lemmas."""
    return Term(" ".join(words), tuple(Word(WordKind.LEMMA, word) for word in words))


def plain(segments: Sequence[Sequence[str]], number: int, rng: random.Random) -> list[Term]:
    """Expressions of one to three words in the shares of a real dictionary; a quarter of them is nowhere."""
    counts = Counter(word for words in segments for word in words)
    terms: list[Term] = []
    while len(terms) < number:
        words, size = rng.choice(segments), rng.choices((1, 2, 3, 0), (40, 25, 10, 25))[0]
        start = rng.randrange(len(words) - 3)
        chosen = words[start : start + size] or [words[start], "introuvable"]
        if min(counts[word] for word in words[start : start + max(size, 1)]) <= COMMON:
            terms.append(phrase(*chosen))
    return terms


def rules(parsed: Sequence[Tokens], number: int = RULES) -> list[Rule]:
    """Rules of all kinds: a third plain, a third with gaps, a third with proximity; one in four reads negation."""
    rng = random.Random(1)
    segments = lemmas(parsed)
    made = []
    for place, term in enumerate(plain(segments, number, rng)):
        rule = Rule(f"r{place}", f"c{place % 20}", (term,))
        other = plain(segments, 1, rng)
        if place % 3 == 1:
            gap = Word(WordKind.ANY, "", optional=True)
            words = (*term.words[:1], gap, gap, *(term.words[1:] or other[0].words[:1]))
            rule = replace(rule, any=(Term(f"{term.source} …", words),))
        if place % 3 == 2:
            near = Near(tuple(other), within=8 if place % 2 else Scope.SENTENCE)
            rule = replace(rule, **{"near" if place % 4 else "not_near": (near,)})  # type: ignore[arg-type]
        if place % 4 == 0:
            rule = replace(rule, negated=Negated.SKIP if place % 8 else Negated.ONLY)
        made.append(rule)
    return made


# --- the same for spaCy ------------------------------------------------------------------------------------------


def docs(said: Sequence[Interview], parsed: Sequence[Tokens], wanted: int) -> tuple[DocBin, int]:
    """So many tokens in a DocBin, one Doc a turn, with the same words and lemmas."""
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

    vocab, kept, total = Vocab(), DocBin(attrs=["LEMMA"]), 0
    for interview, item in zip(said, parsed, strict=True):
        turns = np.array([segment.turn for segment in interview.segments])[item.segment]
        for _, rows in groupby(range(len(item)), key=turns.__getitem__):
            entries = [item.entries[item.entry[row]] for row in rows]
            words, found = [e.form for e in entries], [e.lemma.lower() for e in entries]
            kept.add(Doc(vocab, words=words, lemmas=found))
            total += len(words)
        if total >= wanted:
            break
    return kept, total


def patterns(rule: Rule) -> Iterator[list[dict[str, Any]]]:
    """A rule as far as a Matcher can say it: lemmas in a row, up to four tokens between two of them."""
    any_: dict[str, Any] = {}
    gap = {"OP": "?"}
    first = [any_ | gap if word.kind is WordKind.ANY else {"LEMMA": word.text} for word in rule.any[0].words]
    for near in (*rule.near, *rule.not_near):
        second = [{"LEMMA": word.text} for word in near.any[0].words]
        yield [*first, *[gap] * 4, *second]
        yield [*second, *[gap] * 4, *first]
    if rule.negated is not Negated.COUNT:
        yield [{"LEMMA": {"IN": ["pas", "jamais", "plus", "rien", "aucun", "sans"]}}, *[gap] * 4, *first]
    yield first


def spacy_ways(kept: DocBin, made: Sequence[Rule]) -> tuple[Any, Any, list[Doc]]:
    """The two matchers of spaCy, filled, and the Docs they read."""
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    vocab = Vocab()
    read = list(kept.get_docs(vocab))
    matcher, phrases = Matcher(vocab), PhraseMatcher(vocab, attr="LEMMA")
    for rule in made:
        matcher.add(rule.id, list(patterns(rule)))
        words = [word.text for word in rule.any[0].words if word.kind is WordKind.LEMMA]
        phrases.add(rule.id, [Doc(vocab, words=words, lemmas=words)])
    return matcher, phrases, read


# --- what is reported --------------------------------------------------------------------------------------------


def tag() -> None:
    """Rules on a million words beside spaCy, how time grows with the text, and memory."""
    interviews = sample()
    with tempfile.TemporaryDirectory() as folder:
        parsed, _ = tokens(interviews, MODEL, Path(folder))
    said, columns = repeated(interviews, parsed, WANTED)
    made = rules(parsed)
    tracemalloc.start()
    index = Index(said, columns)
    found = sum(map(len, hits(Search(index), made)))
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{len(index):,} tokens, {len(made)} rules, {found:,} hits")
    print(
        f"index and marks: {held / len(index):.0f} MB a million tokens, {peak / len(index):.0f} at the peak   aim ≤ 60"
    )

    tenth = Index(*repeated(interviews, parsed, WANTED // 10))
    simple = [
        Rule(f"p{place}", "c", (term,)) for place, term in enumerate(plain(lemmas(parsed), RULES, random.Random(2)))
    ]
    kept, part = docs(said, columns, WANTED // PART)
    matcher, _, read = spacy_ways(kept, made)
    _, phrase_matcher, plain_read = spacy_ways(docs(said, columns, WANTED // 4)[0], simple)
    plain_part = sum(map(len, plain_read))
    times = medians(
        {
            "columns": lambda: list(hits(Search(index), made)),
            "a tenth": lambda: list(hits(Search(tenth), made)),
            "suggestions": lambda: suggest(index, made),
            "one rule": lambda: suggest(index, made[2:3]),
            "plain": lambda: list(hits(Search(index), simple)),
            "Matcher": lambda: [matcher(doc) for doc in read],
            "PhraseMatcher": lambda: [phrase_matcher(doc) for doc in plain_read],
            "new index": lambda: list(hits(Search(Index(said, columns)), made)),
        }
    )
    scaled = times["Matcher"] * len(index) / part
    scaled_plain = times["PhraseMatcher"] * len(index) / plain_part
    for name, seconds in times.items():
        print(f"  {name:14} {1000 * seconds:9.1f} ms")
    print(f"Matcher (on {part:,} tokens, scaled) / columns        {scaled / times['columns']:8.0f} ×   aim ≥ 300")
    print(f"Matcher (scaled) / suggestions with evidence      {scaled / times['suggestions']:8.0f} ×")
    print(f"PhraseMatcher (scaled) / plain phrases            {scaled_plain / times['plain']:8.2f} ×   aim ≥ 1")
    print(f"ten times the tokens                              {times['columns'] / times['a tenth']:8.1f} ×   aim ≤ 11")


def parse() -> None:
    """Reading and parsing the sample, beside the bare pipe with the same components and the whole model."""
    import spacy

    from qcode.language.parse import BATCH, pipeline
    from qcode.language.parse import parse as columns

    light = pipeline(MODEL)
    whole = spacy.load(MODEL)
    assert isinstance(light, spacy.language.Language)
    texts = [item.quote(turn.span) for item in sample() for turn in item.turns if turn.role != "other"]
    times = medians(
        {
            "reading + parsing": lambda: list(columns(light, sample())),
            "bare light pipe": lambda: list(light.pipe(texts, batch_size=BATCH)),
            "whole model": lambda: list(whole.pipe(texts, batch_size=BATCH)),
        },
        rounds=3,
    )
    for name, seconds in times.items():
        print(f"  {name:18} {seconds:6.2f} s")
    print(f"over the bare pipe        {times['reading + parsing'] / times['bare light pipe']:6.2f} ×   aim ≤ 1.15")
    print(f"whole model over ours     {times['whole model'] / times['reading + parsing']:6.2f} ×   aim ≥ 2")


def main() -> None:
    """Run the benchmarks that are asked for."""
    tag()
    parse()


if __name__ == "__main__":
    main()
