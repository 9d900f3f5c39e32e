"""spaCy's matchers find what the index finds, on all that both can say; they just read every token for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from qcode.model import Interview, Near, Order, Rule, Term, Word, WordKind
from qcode.tagging import Index, Search, hits
from qcode.tagging.matches import Matches
from tests.tagging.study import index, interview

LEMMAS = {"lits": "lit", "lu": "lire", "lus": "lire", "cas": "cas", "las": "las", "mots": "mot", "mis": "mettre"}
WORDS = ["lit", "lits", "Lit", "lu", "lus", "cas", "las", "mot", "mots", "mis", "Mot"]
NOISE = ["euh", "enfin", ",", ";", "hein"]
VOCAB = Vocab()

Place: TypeAlias = tuple[int, int]  # code points

TEXTS = st.lists(
    st.lists(st.lists(st.sampled_from(WORDS + NOISE), max_size=12), min_size=1, max_size=3), min_size=1, max_size=3
)
WORD = st.builds(
    Word,
    st.sampled_from([WordKind.LEMMA, WordKind.LEMMA, WordKind.EXACT, WordKind.PREFIX, WordKind.ANY]),
    st.sampled_from([*WORDS, "lire", "mettre", "absent", "l", "m"]),
    st.booleans(),
)
TERMS = st.lists(WORD, min_size=1, max_size=4).filter(
    lambda words: any(word.kind is not WordKind.ANY and not word.optional for word in words)
)


def said(turns: Sequence[Sequence[Sequence[str]]]) -> Interview:
    """An interview of turns of sentences of words; nobody asks."""
    sentences = ([" ".join([*words, "fin."]) for words in turn] for turn in turns)
    return interview(*(("R", " F".join(turn)) for turn in sentences))


def docs(text: Interview) -> Iterator[tuple[Doc, list[Place]]]:
    """Each segment as a Doc of its words, fillers and signs left out, with their places in the interview."""
    for segment in text.segments:
        words, places, at = [], [], segment.span.start
        for piece in text.quote(segment.span).split(" "):
            word = piece.rstrip(".")
            if word not in NOISE:
                words.append(word)
                places.append((at, at + len(word)))
            at += len(piece) + 1
        lemmas = [LEMMAS.get(word.lower(), word.lower()) for word in words]
        yield Doc(VOCAB, words=words, lemmas=lemmas), places


def lemma(word: str) -> str:
    """What a rule word stands for: itself when texts use it as a lemma, else the lemma of that form."""
    return LEMMAS.get(word.lower(), word.lower())


def pattern(word: Word, seen: set[str]) -> dict[str, object]:
    """One word of a term for a Matcher; the texts must show a form before it stands for its lemma."""
    more: dict[str, object] = {"OP": "?"} if word.optional else {}
    if word.kind is WordKind.ANY:
        return more
    if word.kind is WordKind.EXACT:
        return {"TEXT": word.text} | more
    if word.kind is WordKind.PREFIX:
        return {"TEXT": {"REGEX": f"(?i)^{word.text}"}} | more
    known = lemma(word.text) if word.text.lower() in seen else word.text.lower()
    return {"LEMMA": known} | more


def spans(found: Index, places: Matches) -> set[Place]:
    return set(places.spans(found))


def seen(text: Interview) -> set[str]:
    return {word.strip(".").lower() for segment in text.segments for word in text.quote(segment.span).split()}


@settings(max_examples=250, deadline=None)
@given(TEXTS, TERMS)
def test_words_in_a_row(turns: list[list[list[str]]], words: list[Word]) -> None:
    text = said(turns)
    matcher = Matcher(VOCAB)
    matcher.add("term", [[pattern(word, seen(text)) for word in words]])
    expected = {
        (places[start][0], places[end - 1][1])
        for doc, places in docs(text)
        for _, start, end in matcher(doc)
        if end > start
    }
    found = index(text, lemmas=LEMMAS)
    assert spans(found, Search(found).any([Term("", tuple(words))])) == expected


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.lists(st.lists(st.sampled_from([*WORDS, "lire"]), min_size=1, max_size=3), min_size=1, max_size=5))
def test_plain_phrases(turns: list[list[list[str]]], phrases: list[list[str]]) -> None:
    text = said(turns)
    shown = seen(text)
    matcher = PhraseMatcher(VOCAB, attr="LEMMA")
    for phrase in phrases:
        known = [lemma(word) if word.lower() in shown else word.lower() for word in phrase]
        matcher.add("rule", [Doc(VOCAB, words=phrase, lemmas=known)])
    expected = {(places[start][0], places[end - 1][1]) for doc, places in docs(text) for _, start, end in matcher(doc)}
    found = index(text, lemmas=LEMMAS)
    terms = [Term("", tuple(Word(WordKind.LEMMA, word) for word in phrase)) for phrase in phrases]
    assert spans(found, Search(found).any(terms)) == expected


@settings(max_examples=250, deadline=None)
@given(TEXTS, TERMS, TERMS, st.integers(0, 4), st.sampled_from(list(Order)))
def test_words_near(
    turns: list[list[list[str]]], anchor: list[Word], around: list[Word], within: int, order: Order
) -> None:
    """`near` with a number is a Matcher pattern with as many gaps, on whole turns."""
    text = said([[[word for sentence in turn for word in sentence]] for turn in turns])
    shown = seen(text)
    first, second = ([pattern(word, shown) for word in words] for words in (anchor, around))
    alone, context = Matcher(VOCAB), Matcher(VOCAB)
    alone.add("anchor", [first])
    context.add("context", [second])
    expected = set()
    for doc, places in docs(text):
        contexts = [(start, end) for _, start, end in context(doc) if end > start]
        for _, start, end in alone(doc):
            before = any(0 <= start - b <= within for _, b in contexts) and order is not Order.AFTER
            after = any(0 <= a - end <= within for a, _ in contexts) and order is not Order.BEFORE
            if end > start and (before or after):
                expected.add((places[start][0], places[end - 1][1]))
    found = index(text, lemmas=LEMMAS)
    near = Near((Term("", tuple(around)),), within, order)
    (hit,) = hits(Search(found), [Rule("r", "c", (Term("", tuple(anchor)),), near=(near,))])
    assert spans(found, hit.places) == longest(expected)


def longest(places: set[Place]) -> set[Place]:
    """Those that lie in none of the others."""
    return {
        (start, end)
        for start, end in places
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in places)
    }
