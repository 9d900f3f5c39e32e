"""What a question induced, told apart from what came of itself: does the question hold the code's own words?

The words are those of the code's rules and those by which the rules found the code anywhere in the corpus; no text is
parsed here. Without interviewers' turns, or without rules, nobody can tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from qcode.memory import once_for_each
from qcode.model import Codebook, Interview, Passage, Role, Snapshot, Turn, WordKind, by_id

ASKED = 5
"""An interviewer's turn without a question mark needs so many words to be a question."""

LONGEST = 12
"""Words of an expression; a longer one is a sentence, and no question holds it."""

_WORD = re.compile(r"\w+")


class Origin(StrEnum):
    """How a passage came up."""

    INDUCED = "induced"
    SPONTANEOUS = "spontaneous"
    UNKNOWN = "unknown"


def question(interview: Interview, turn: int) -> Turn | None:
    """The latest turn of an interviewer before this one that asks something; None where there is none."""
    for asked in reversed(interview.turns[: turn - 1]):
        text = interview.quote(asked.span)
        if asked.role is Role.INTERVIEWER and ("?" in text or len(_WORD.findall(text)) >= ASKED):
            return asked
    return None


def origins(snapshot: Snapshot, passages: Iterable[Passage]) -> dict[Passage, Origin]:
    """How each of these passages came up."""
    known, texts = vocabulary(snapshot), by_id(snapshot.interviews)
    return {passage: _origin(passage, texts[passage.interview], known[passage.code]) for passage in passages}


@once_for_each
def vocabulary(snapshot: Snapshot) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """For each code, the expressions that call it up, as folded words; a parent's are its family's."""
    texts, found = by_id(snapshot.interviews), defaultdict[str, set[tuple[str, ...]]](set)
    for rule in snapshot.codebook.rules:
        for term in rule.any:
            plain = [word.text for word in term.words if not word.optional and word.kind is not WordKind.ANY]
            if plain:
                found[rule.code].add(tuple(_fold(word) for text in plain for word in _WORD.findall(text)))
    for suggestion in snapshot.suggestions:
        interview = texts.get(suggestion.interview)
        for evidence in suggestion.evidence if interview else ():
            words = tuple(_fold(interview.quote(span)) for span in evidence.words) if interview else ()
            found[suggestion.code].add(words)
    return defaultdict(
        frozenset, {code.id: _family(snapshot.codebook, code.id, found) for code in snapshot.codebook.codes}
    )


def _family(codebook: Codebook, code: str, found: Mapping[str, set[tuple[str, ...]]]) -> frozenset[tuple[str, ...]]:
    return frozenset(words for member in codebook.family(code) for words in found.get(member, ()) if words)


def _origin(passage: Passage, interview: Interview, known: frozenset[tuple[str, ...]]) -> Origin:
    if not known or not any(turn.role is Role.INTERVIEWER for turn in interview.turns):
        return Origin.UNKNOWN
    asked = question(interview, passage.turn)
    said = _expressions(interview.quote(asked.span)) if asked else frozenset()
    return Origin.SPONTANEOUS if known.isdisjoint(said) else Origin.INDUCED


@lru_cache(maxsize=1_000)
def _expressions(text: str) -> frozenset[tuple[str, ...]]:
    """All that a question says in a row, up to the longest expression that rules have."""
    words = [_fold(word) for word in _WORD.findall(text)]
    return frozenset(
        tuple(words[start : start + width])
        for width in range(1, LONGEST + 1)
        for start in range(len(words) - width + 1)
    )


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """A word without case, accents and plural."""
    letters = unicodedata.normalize("NFD", word.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare[:-1] if len(bare) > 3 and bare[-1] in "sx" else bare
