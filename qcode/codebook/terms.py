"""Read one term of a rule: what to look for, in the few signs that the language has.

    mot      the word, by lemma or by form     =mot     as written (before a phrase: every word of it)
    mot*     whatever begins so                (mot)    may be absent
    _        any one word                      /regex/  the way out

`$liste` and alternatives are the loader's business. A word of a term is what stands between spaces, cut after an
apostrophe and at a hyphen (`appel à manifestation d'intérêt` → appel · à · manifestation · d' · intérêt; `tiers-lieu` →
tiers · lieu), so that hyphens and spaces are one thing; the matching cuts the words of a text in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qcode.model import Term, Word, WordKind
from qcode.words.reasons import plainly

LONGEST = 500
"""Characters of a term; a longer one is a pasted sentence or a mistake."""

_SIGNS = str.maketrans(dict.fromkeys("’ʼ‘´`′", "'") | dict.fromkeys("‑‐", "-") | dict.fromkeys("\u00a0\u202f", " "))
_INCLUSIVE = re.compile(r"(?<=\w)(?:\((?:e|s|es|ne|nes|le|trice)\)s?|(?:[·•]\w{1,5})+)", re.IGNORECASE)
_PIECES = re.compile(r"[^'-]+'?|'")
_WORD = re.compile(r"[\w&+.%€°]+'?")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a term can't be read: a kind of problem, and the sign or the word that is in the way."""

    kind: str
    sign: str = ""


def parse(source: str) -> Term | Unreadable:
    """Read one term, lists apart; an `Unreadable` names the problem kind (`term_…`) of a wrong one."""
    text = unicodedata.normalize("NFC", source.strip())
    if not text or len(text) > LONGEST:
        return Unreadable("term_empty" if not text else "term_long")
    if text.startswith("/"):
        return _regex(source, text)
    if "|" in text:
        return Unreadable("term_bar", text.replace("|", '", "').strip())
    found = words(text)
    if isinstance(found, Unreadable):
        return found
    return Unreadable("term_hollow") if hollow(found) else Term(source, found)


def words(text: str) -> tuple[Word, ...] | Unreadable:
    """The words of a phrase in a row, the sign `=` before it taken into account."""
    kind = WordKind.EXACT if text.startswith("=") else WordKind.LEMMA
    found: list[Word] = []
    for piece in tidy(text.removeprefix("=")).split():
        cut = _words(piece, kind)
        if isinstance(cut, Unreadable):
            return cut
        found += cut
    return tuple(found)


def hollow(row: tuple[Word, ...]) -> bool:
    """Whether nothing in these words has to be there."""
    return all(word.optional or word.kind is WordKind.ANY for word in row)


def tidy(text: str) -> str:
    """Apostrophes, hyphens and spaces of one sort; inclusive endings off (`salarié·e·s`, `projet(s)`)."""
    return _INCLUSIVE.sub("", text.translate(_SIGNS))


def _regex(source: str, text: str) -> Term | Unreadable:
    pattern = text[1:-1]
    if len(text) < 3 or not text.endswith("/"):
        return Unreadable("regex_open")
    try:
        empty = re.compile(pattern).match("")
    except (re.error, OverflowError, RecursionError) as reason:
        return Unreadable("regex_wrong", plainly(str(reason)))
    return Unreadable("regex_hollow") if empty else Term(source, regex=pattern)


def _words(piece: str, kind: WordKind) -> list[Word] | Unreadable:
    """The words of what stands between two spaces: several where a hyphen or an apostrophe cuts it."""
    if piece.isalpha():  # nearly all of them
        return [Word(kind, piece)]
    optional = piece.startswith("(") and piece.endswith(")")
    piece = piece[1:-1] if optional else piece
    parts = _PIECES.findall(piece.rstrip(",;:!?.…"))
    if not parts:
        return Unreadable("term_sign", piece)
    last = len(parts) - 1
    words = [_word(part, kind, optional, ends=number == last) for number, part in enumerate(parts)]
    wrong = next((word for word in words if isinstance(word, Unreadable)), None)
    return wrong or [word for word in words if isinstance(word, Word)]


def _word(part: str, kind: WordKind, optional: bool, ends: bool) -> Word | Unreadable:
    if part == "_":
        return Word(WordKind.ANY, "", optional)
    if ends and part.endswith("*"):
        part, kind = part[:-1], WordKind.PREFIX
    return Word(kind, part, optional) if _WORD.fullmatch(part) else Unreadable("term_sign", part)
