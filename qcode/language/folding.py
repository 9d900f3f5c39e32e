"""Two ways to make spoken French comparable: `normalise` keeps every offset, `fold` gives the key that words share.

`normalise` is what the parser and the regular expressions read: same length as the text, character for character.
`fold` is what matching compares: no case, no accents, no hyphens, no inclusive endings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NORMALISER = "1"
"""Version of everything in this module; part of the key of the cache."""

_APOSTROPHES = "’‘´`ʼ′＇"
_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011"
_DOTS = "•‧⋅∙"
_SIGNS = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_DOTS, "·")
)
_INVISIBLE = dict.fromkeys(map(ord, "-\u00ad\u200b\u200c\u200d\u2060\ufeff"))

# Endings of inclusive writing. A full stop, a hyphen or a slash also stand between words, so their endings are few.
# The sign comes first in the pattern, so that the search leaps from sign to sign.
_LONG = "euses?|trices?|rices?|ices?|ives?|i?[eè]res?"
_INCLUSIVE = re.compile(
    rf"""[·(./-](?<=[^\W\d_].)(?:
        (?<=·) [^\W\d_]{{1,8}} (?:·[^\W\d_]{{1,8}})*                          # salarié·e·s, chercheur·euses
      | (?<=\() (?:e|s|x|es|ne|nes|le|les|te|tes|se|ve|ves|{_LONG}) \)s?       # salarié(e)s, projet(s)
      | (?<=\.) (?:(?:e|ne|le|te|se|ve|{_LONG})\.s|es?|{_LONG})\b             # chercheur.e.s
      | (?<=-) (?:(?:e|ne|le|te|se|ve)-s|es?|euses?|trices?|rices?)\b(?!-)     # étudiant-e-s
      | (?<=/) (?:es?|ses?|ves?|nes?|{_LONG})\b                                # chercheur/euse
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CUT = re.compile(r"~|-(?=[\s,;:.…!?]|$)")
_TRUNCATED = re.compile(rf"(?<![\w'-])[^\W\d_]+(?:{_CUT.pattern})")  # quest~, proj-
_LOOSE_ELISION = re.compile(r"(?<![\w'])((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)')(?= +\w)", re.IGNORECASE)


def normalise(text: str) -> str:
    """Write a turn as the parser knows words, in exactly as many characters.

    Signs become plain (`’` → `'`, no-break space → space), truncated words and inclusive endings become spaces
    (`salarié·e·s` → `salariés   `), `j' ai` becomes `je ai`, and a turn written in capitals is lower-cased.
    """
    plain = _INCLUSIVE.sub(lambda found: _ending(found).ljust(len(found[0])), _plain(text))
    if "' " in plain:
        plain = _LOOSE_ELISION.sub(lambda found: found[1][:-1] + "e", plain)
    return _lower(plain) if _in_capitals(plain) else plain


def inclusive_ends(text: str) -> dict[int, int]:
    """Where words really end that `normalise` cut short: end in the normalised text → end in the text."""
    return {found.start() + len(_ending(found)): found.end() for found in _INCLUSIVE.finditer(_plain(text))}


def written(word: str) -> str:
    """A word as written, but for the shape of its apostrophes, hyphens and spaces: what `=mot` compares."""
    return word.translate(_SIGNS)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The key under which writings of one word meet: `Élu·e·s`, `élus`, `ELUS` → `elus`; `tiers-lieu` → `tierslieu`."""
    letters = unicodedata.normalize("NFKD", written(word).casefold()).casefold().replace("œ", "oe").replace("æ", "ae")
    plain = "".join(sign for sign in written(letters) if not unicodedata.combining(sign))
    if plain.isalnum():
        return plain
    while (shorter := _INCLUSIVE.sub(_ending, plain).translate(_INVISIBLE)) != plain:
        plain = shorter
    return plain


def _plain(text: str) -> str:
    """The text in plain signs, spaces in the place of truncated words."""
    plain = text.translate(_SIGNS)
    return _TRUNCATED.sub(lambda found: " " * len(found[0]), plain) if _CUT.search(plain) else plain


def _ending(found: re.Match[str]) -> str:
    """What an inclusive ending leaves of itself: the plural, where the stem does not have it."""
    stem = found.string[found.start() - 1]
    return "s" if found[0].rstrip(")")[-1] in "sS" and stem not in "sxzSXZ" else ""


def _in_capitals(text: str) -> bool:
    return 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _lower(text: str) -> str:
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
