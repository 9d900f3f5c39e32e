"""Text as words alone: case, accents, ligatures, spaces and punctuation never decide whether a quotation is exact."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_HESITATION = re.compile(r"e+u+h+|h+e+u+h*|h+u*m+|m+h+|mm+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word and where it stands in the text it was read in."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word without case, accents or ligatures."""
    letters = unicodedata.normalize("NFD", word.casefold().translate(_LIGATURES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a stretch of text, hesitations (« euh », « hm ») left out; apostrophes and hyphens divide."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    made = (Token(fold(match[0]), *match.span()) for match in found)
    return [token for token in made if not _HESITATION.fullmatch(token.word)]


def words(text: str) -> list[str]:
    """The folded words alone."""
    return [token.word for token in tokens(text)]


def bare(text: str) -> str:
    """The folded words with one space between them: what names and values are compared by."""
    return " ".join(words(text))


def length(text: str) -> int:
    """How many words people would count: `l’appel` is one."""
    return len(_WORD.findall(text))
