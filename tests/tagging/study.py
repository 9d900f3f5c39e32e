"""Small studies built by hand: a few turns, words cut by a regular expression, lemmas given. No parser."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

import numpy as np

from qcode.codebook.terms import parse
from qcode.language import Entry, Tokens, normalise, written
from qcode.language.folding import inclusive_ends
from qcode.model import Interview, Near, Order, Person, Role, Rule, Scope, Segment, Span, Suggestion, Term, Turn
from qcode.reading.segments import segments
from qcode.tagging import Index, suggest

LEMMAS = {
    "appels": "appel",
    "projets": "projet",
    "subventions": "subvention",
    "cases": "case",
    "tiers-lieux": "tiers-lieu",
    "d'": "de",
    "l'": "le",
    "la": "le",
    "les": "le",
    "a": "avoir",
    "ans": "an",
    "courte": "court",
    "répond": "répondre",
    "salariés": "salarié",
    "bonne": "bon",
}
_TOKEN = re.compile(r"aujourd'hui|\w+'|\w+(?:-\w+)*|[^\s\w]")


def interview(
    *turns: tuple[str, str],
    id: str = "a",
    unit: str = "sentence",
    persons: Sequence[Person] = (),
    **attributes: str,
) -> Interview:
    """An interview of (label, words) turns; labels that begin with E ask."""
    text, made = "", []
    for number, (label, words) in enumerate(turns, 1):
        start = len(text) + len(label) + 3
        role = Role.INTERVIEWER if label.startswith("E") else Role.INTERVIEWEE
        made.append(Turn(number, label, role, Span(start, start + len(words))))
        text += f"{label} : {words}\n\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    cut = segments(text, made, (), unit)
    return Interview(id, "E01", f"{id}.txt", sha, text, attributes, tuple(made), cut, tuple(persons))


def tokens(said: Interview, lemmas: Mapping[str, str] = LEMMAS) -> Tokens:
    """Its tokens, with the lemmas that are given and no parts of speech."""
    entries: dict[Entry, int] = {}
    rows = []
    for segment in said.segments:
        text = said.quote(segment.span)
        ends = inclusive_ends(text)
        for found in _TOKEN.finditer(normalise(text)):
            start, end = segment.span.start + found.start(), segment.span.start + ends.get(found.end(), found.end())
            word = found[0].lower()
            entry = Entry(written(said.text[start:end]), lemmas.get(word, word), "")
            rows.append((start, end, entries.setdefault(entry, len(entries)), segment.number))
    first, last, numbers, places = np.array(rows, dtype=np.int32).reshape(-1, 4).T.copy()
    return Tokens(said.id, first, last, numbers, places, tuple(entries))


def index(*said: Interview, lemmas: Mapping[str, str] = LEMMAS) -> Index:
    """The index of these interviews."""
    return Index(said, [tokens(item, lemmas) for item in said])


def terms(*sources: str) -> tuple[Term, ...]:
    """Terms as the codebook writes them."""
    found = [parse(source) for source in sources]
    assert all(isinstance(term, Term) for term in found)
    return tuple(term for term in found if isinstance(term, Term))


def near(*sources: str, within: int | Scope = Scope.SENTENCE, order: Order = Order.FREE) -> Near:
    """A condition on what stands around."""
    return Near(terms(*sources), within, order)


def rule(*sources: str, id: str = "r", code: str = "c", **conditions: object) -> Rule:
    """A rule that looks for any of these terms."""
    return Rule(id, code, terms(*sources), **conditions)  # type: ignore[arg-type]


def proposed(said: Interview, *rules: Rule, threshold: float = 0.5) -> list[str]:
    """The segments that rules propose, as text."""
    return [quote(said, found) for found in suggest(index(said), rules, threshold)]


def quote(said: Interview, found: Suggestion) -> str:
    """The text of a suggestion's segment."""
    segment: Segment = said.segments[found.segment]
    return said.quote(segment.span)


def words(said: Interview, found: Suggestion) -> list[str]:
    """The words that prove a suggestion."""
    return [said.quote(span) for evidence in found.evidence for span in evidence.words]
