"""What the spelling of a French word says of its gender, number and verb, whatever a parser makes of it.

`reconnue` and `reconnus` are one word with `reconnu`, and a participle of `reconnaître`. Two words meet when they share
a key of `adjectives` or of `infinitives`; which of them to trust for which part of speech is the caller's to say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from qcode.language.folding import fold, written

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "inflection.toml").read_text(encoding="utf-8"))
_PARTICIPLES: dict[str, str] = _DATA["participles"]
_MASCULINES: dict[str, list[str]] = _DATA["masculines"]
_MASCULINE_NOUNS: frozenset[str] = frozenset(_DATA["nouns"]["masculine"])
_INVARIABLE: frozenset[str] = frozenset(_DATA["nouns"]["invariable"])
_FEMININE_NOUNS: frozenset[str] = frozenset(_DATA["nouns"]["feminine"])

SHORTEST = 3
"""Letters that a masculine has at least, short participles (`vu`, `né`) apart."""

SHORTEST_PLURAL = 6
"""Letters from which a word in -s or -x is taken for a plural: `appels`, but not `cours`, `fois`, `temps`."""


@cache
def adjectives(word: str) -> frozenset[str]:
    """The masculine singulars that a word may be a form of, as keys."""
    plain = _plain(word)
    if plain in _INVARIABLE:
        return frozenset()
    return frozenset(_key(base) for base in _masculines(plain) if len(base) >= SHORTEST or base in _PARTICIPLES)


@cache
def infinitives(word: str) -> frozenset[str]:
    """The folded infinitives of which a word is a participle, by its spelling."""
    found = (_infinitive(base) for base in _masculines(_plain(word)) if len(base) >= SHORTEST or base in _PARTICIPLES)
    return frozenset(fold(infinitive) for infinitive in found if infinitive)


@cache
def singulars(word: str) -> frozenset[str]:
    """The folded singulars of a word that looks like a plural."""
    plain = fold(word)
    if len(plain) < SHORTEST_PLURAL or not plain.endswith(("s", "aux", "eux")):
        return frozenset()
    return frozenset({plain[:-1], *(_others(plain) if plain.endswith("aux") else ())})


@cache
def is_noun(word: str) -> bool:
    """Whether a word that looks like a participle is a noun first (`marché`, `élu`, `données`)."""
    return not _MASCULINE_NOUNS.isdisjoint(_masculines(_plain(word))) or is_feminine_noun(word)


@cache
def is_feminine_noun(word: str) -> bool:
    """Whether a word that looks like a feminine participle is a noun of another meaning (`données`, `partie`)."""
    plain = _plain(word)
    return plain in _FEMININE_NOUNS or plain.removesuffix("s") in _FEMININE_NOUNS


def looks_past(word: str) -> bool:
    """Whether a word ends like a participle in -é, -i or -u, of whatever gender and number."""
    plain = _plain(word).removesuffix("s")
    return plain.removesuffix("e").endswith(("é", "i", "u")) and len(plain) > SHORTEST


def _plain(word: str) -> str:
    return written(word).casefold()


def _masculines(word: str) -> Iterator[str]:
    """A word without the endings of the plural and of the feminine, in all ways that these may be read."""
    yield word
    numbers = [word, word[:-1]] if word.endswith(("s", "eaux")) else [word]
    yield from numbers[1:]
    for single in numbers:
        yield from _others(single)
        if single.endswith("e"):
            base = single[:-1]
            yield base
            if base[-2:] in ("nn", "ll", "tt", "ss"):
                yield base[:-1]


def _others(word: str) -> Iterator[str]:
    """Masculine singulars that are more than a letter away."""
    for ending, others in _MASCULINES.items():
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield from (word[: -len(ending)] + other for other in others)


def _infinitive(participle: str) -> str:
    """The infinitive of a masculine participle, "" where the word is none."""
    for start in range(len(participle)):
        ending = participle[start:]
        if ending in _PARTICIPLES and (len(ending) > SHORTEST - 1 or not start or participle[:start] in _PREFIXES):
            return participle[:start] + _PARTICIPLES[ending]
    if participle.endswith("é"):
        return participle[:-1] + "er"
    return participle + "r" if participle.endswith("i") else ""


_PREFIXES = frozenset({"re", "ré", "pré", "entre", "é", "sou"})
"""What may stand before a participle of two letters: `relu`, `prévu`, `élu`; `absolu` is none of `lire`."""


def _key(base: str) -> str:
    """The key of a masculine: folded, but that `aidé` is not `aide`."""
    return fold(base) + ("é" if base.endswith("é") else "")
