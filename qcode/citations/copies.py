"""Passages that a report copied from an interview without quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcode.citations.corpus import Corpus, Spoken
from qcode.citations.document import Paragraph
from qcode.citations.folding import Token, length, tokens
from qcode.citations.marks import quotations
from qcode.citations.placing import Place, Wording

COPY = 8
"""Words in a row, the same as in an interview, that nobody writes by chance."""


def copies(corpus: Corpus, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str, Place]]:
    """Each longest run of COPY words or more of an interviewee, outside quotations: paragraph (from 1), text, place."""
    outside = [(number, text, tokens(text, start, end)) for number, text, start, end in _outside(paragraphs)]
    index = _common(corpus.answers, [found for _, _, found in outside])
    for number, text, found in outside:
        place = 0
        while place <= len(found) - COPY:
            first, last, where = _longest(found, place, corpus.answers, index)
            if last > place and length(text[found[place].start : found[last - 1].end]) >= COPY:
                held = Place(corpus.answers[where], first, first + last - place, Wording.EXACT)
                yield number + 1, text[found[place].start : found[last - 1].end], held
                place = last
            else:
                place += 1


Gram = tuple[str, ...]
Index = dict[Gram, list[tuple[int, int]]]


def _grams(found: Sequence[Token]) -> Iterator[Gram]:
    """Every COPY words in a row."""
    words = [token.word for token in found]
    return zip(*(words[n:] for n in range(COPY)), strict=False)


def _common(said: Sequence[Spoken], texts: Sequence[Sequence[Token]]) -> Index:
    """Where in the interviews the report's own rows of COPY words stand: nothing else is kept."""
    index: Index = {gram: [] for found in texts for gram in _grams(found)}
    for number, one in enumerate(said):
        for place, gram in enumerate(_grams(one.tokens)):
            if gram in index:
                index[gram].append((number, place))
    return index


def _longest(found: Sequence[Token], place: int, said: Sequence[Spoken], index: Index) -> tuple[int, int, int]:
    """The longest run from `place` on: first word in the interview, end in the report's words, which interview."""
    gram = tuple(token.word for token in found[place : place + COPY])
    rest = [token.word for token in found[place:]]
    runs = [(said[where].common(first, rest), first, where) for where, first in index.get(gram, ())]
    held, first, where = max(runs, default=(0, 0, 0))
    return first, place + held, where


def _outside(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, str, int, int]]:
    """The stretches of each paragraph that no quotation holds: paragraph, its text, start, end."""
    held: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations(paragraphs):
        for number in range(quotation.paragraph, quotation.last + 1):
            start = quotation.start if number == quotation.paragraph else 0
            end = quotation.end if number == quotation.last else len(paragraphs[number].text)
            held.setdefault(number, []).append((start, end))
    for number, paragraph in enumerate(paragraphs):
        place = 0
        for start, end in [*held.get(number, ()), (len(paragraph.text), len(paragraph.text))]:
            yield number, paragraph.text, place, start
            place = end
