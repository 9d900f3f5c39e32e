"""The distinct words of a study, and which of them a word of a rule stands for.

A rule word and a word of the texts meet in a key: the form, the lemma, or what their spelling says of gender and
number, for a parser gives `fatigué` another lemma than `fatiguée`. A rule word that is no dictionary form (`répond`)
also has the lemmas that the texts give to it. So no parser is needed to read a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from qcode.language import Entry, fold, written
from qcode.language.inflection import adjectives, infinitives, is_feminine_noun, is_noun, looks_past, singulars
from qcode.model import Word, WordKind
from qcode.tagging.cues import FILLERS, SET_OFF

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids: TypeAlias = NDArray[np.int32]

Groups: TypeAlias = dict[str, set[int]]

DICTIONARY_FORM = 0.25
"""Share of a form's occurrences with itself as lemma that makes it a dictionary form, and not a slip of the tagger."""

_VERBS = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")

_PIECES = re.compile(r"[^'-]+'?")


class Vocabulary:
    """Entries of all interviews by number, and the ways to find them."""

    def __init__(self) -> None:
        self.numbers: dict[Entry, int] = {}
        self.counts: list[int] = []  # tokens that are each entry
        self._keys: dict[str, frozenset[str]] = {}

    def add(self, entries: Iterable[Entry]) -> Ids:
        """The number of each entry; new ones get the next."""
        import numpy as np

        numbers = self.numbers
        return np.array([numbers.setdefault(entry, len(numbers)) for entry in entries], dtype=np.int32)

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of their numbers."""
        return tuple(self.numbers)

    @cached_property
    def folds(self) -> list[str]:
        """The matching key of each entry's form."""
        return [fold(entry.form) for entry in self.entries]

    @cached_property
    def lemmas(self) -> list[frozenset[str]]:
        """The matching keys of each entry's lemma; what was taken for a name has those of its other occurrences."""
        known: dict[str, set[str]] = {}
        for key, entry in zip(self.folds, self.entries, strict=True):
            if entry.tag != "PROPN":
                known.setdefault(key, set()).add(fold(entry.lemma))
        return [
            frozenset(known.get(key, ()) if entry.tag == "PROPN" else ()) or frozenset({fold(entry.lemma)})
            for key, entry in zip(self.folds, self.entries, strict=True)
        ]

    @cached_property
    def meanings(self) -> list[frozenset[str]]:
        """All keys of each entry: its lemmas, and what its spelling says where its part of speech allows it."""
        return [lemmas | _spelt(entry) for lemmas, entry in zip(self.lemmas, self.entries, strict=True)]

    @cached_property
    def is_word(self) -> NDArray[np.bool_]:
        """Which entries are words, and not punctuation."""
        import numpy as np

        return np.array([any(map(str.isalnum, key)) for key in self.folds], dtype=bool)

    def among(self, keys: frozenset[str]) -> NDArray[np.bool_]:
        """Which entries have one of these forms."""
        import numpy as np

        return np.array([key in keys for key in self.folds], dtype=bool)

    @cached_property
    def fillers(self) -> NDArray[np.bool_]:
        """Which entries are fillers wherever they stand."""
        return self.among(FILLERS)

    @cached_property
    def hesitations(self) -> frozenset[int]:
        """The entries that are fillers anywhere or somewhere."""
        return frozenset((self.fillers | self.set_off).nonzero()[0].tolist())

    @cached_property
    def set_off(self) -> NDArray[np.bool_]:
        """Which entries are fillers where punctuation sets them off."""
        return self.among(SET_OFF)

    @cached_property
    def by_form(self) -> Groups:
        """Entries by their form as written."""
        return _grouped((entry.form, number) for number, entry in enumerate(self.entries))

    @cached_property
    def by_fold(self) -> Groups:
        """Entries by the key of their form."""
        return _grouped((key, number) for number, key in enumerate(self.folds))

    @cached_property
    def by_lemma(self) -> Groups:
        """Entries by the keys of their lemma and their spelling."""
        return _grouped((key, number) for number, keys in enumerate(self.meanings) for key in keys)

    @cached_property
    def sorted_folds(self) -> list[str]:
        """All keys of forms in alphabetical order, for prefixes."""
        return sorted(self.by_fold)

    def keys(self, word: Word) -> frozenset[str]:
        """The keys that a word of kind LEMMA stands for: its own, its spelling's, and the lemmas that texts give it."""
        found = self._keys.get(word.text)
        if found is None:
            found = self._keys[word.text] = self._given(word.text) | _meant(word.text)
        return found

    def _given(self, text: str) -> frozenset[str]:
        """A word's own key and the lemmas that the texts give to that form; of a noun, those of nouns."""
        own, noun = fold(text), is_noun(text)
        counts: Counter[str] = Counter()
        for number in self.by_fold.get(own, ()):
            if not (noun and self.entries[number].tag.startswith(_VERBS)):
                counts.update(dict.fromkeys(self.lemmas[number], self.counts[number]))
        itself = counts[own] and counts[own] >= DICTIONARY_FORM * counts.total()
        return frozenset({own}) if itself else frozenset({own, *counts})

    def expand(self, word: Word) -> Ids:
        """The entries that one word of a rule stands for, ascending; none for `_`, which is no word."""
        import numpy as np

        return np.array(sorted(self._expand(word)), dtype=np.int32)

    def _expand(self, word: Word) -> set[int]:
        if word.kind is WordKind.ANY:
            return set()
        if word.kind is WordKind.EXACT:
            return self.by_form.get(written(word.text), set())
        if word.kind is WordKind.PREFIX:
            return set().union(*(self.by_fold[key] for key in self._beginning(fold(word.text))))
        found = (self.by_lemma.get(key, set()) for key in self.keys(word))
        return self.by_fold.get(fold(word.text), set()).union(*found)

    def _beginning(self, prefix: str) -> Sequence[str]:
        first = bisect_left(self.sorted_folds, prefix)
        return self.sorted_folds[first : bisect_left(self.sorted_folds, prefix + "\U0010ffff", lo=first)]

    @cached_property
    def compounds(self) -> dict[tuple[int, int], Groups]:
        """Entries of several pieces (`tiers-lieux`, `aujourd'hui`) by (how many, which piece) and the piece's keys.

        A key is the piece as written after a `=`, its folded form, or the folded piece of the lemma.
        """
        found: dict[tuple[int, int], Groups] = {}
        for number, entry in enumerate(self.entries):
            forms, lemmas = _PIECES.findall(entry.form), _PIECES.findall(entry.lemma)
            if len(forms) > 1 and self.is_word[number]:
                same = lemmas if len(lemmas) == len(forms) else forms
                for place, (form, lemma) in enumerate(zip(forms, same, strict=True)):
                    for key in (f"={form}", fold(form), fold(lemma)):
                        found.setdefault((len(forms), place), {}).setdefault(key, set()).add(number)
        return found

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The keys of the first pieces of all entries of several pieces."""
        return frozenset(key for (_, place), groups in self.compounds.items() if not place for key in groups)

    def begins_compound(self, word: Word) -> bool:
        """Whether a word of a rule may be the first piece of an entry."""
        if word.kind is WordKind.LEMMA:
            return not self._beginnings.isdisjoint(self.keys(word))
        return word.kind is not WordKind.EXACT or "=" + written(word.text) in self._beginnings

    def joined(self, words: Sequence[Word]) -> Ids:
        """The entries of several pieces that a run of rule words spells, piece by piece."""
        import numpy as np

        pieces = (self._piece(word, self.compounds.get((len(words), place), {})) for place, word in enumerate(words))
        spelt = next(pieces)
        while spelt and (others := next(pieces, None)) is not None:
            spelt = spelt & others
        return np.array(sorted(spelt), dtype=np.int32)

    def _piece(self, word: Word, groups: Groups) -> set[int]:
        if not groups:
            return set()
        if word.kind is WordKind.EXACT:
            return groups.get("=" + written(word.text), set())
        if word.kind is WordKind.LEMMA:
            return set().union(*(groups.get(key, set()) for key in self.keys(word)))
        prefix = fold(word.text)
        return set().union(*(numbers for key, numbers in groups.items() if key.startswith(prefix)))


def _meant(text: str) -> frozenset[str]:
    """The keys that a rule word has by its spelling."""
    return singulars(text) | (frozenset() if is_feminine_noun(text) else _marked(adjectives(text)))


def _spelt(entry: Entry) -> frozenset[str]:
    """The keys that a word of the texts has by its spelling, as far as its part of speech allows."""
    kind, _, mood = entry.tag.partition(" ")
    if kind in _NOUNS:
        like_participle = looks_past(entry.form) and not is_feminine_noun(entry.form)
        return singulars(entry.form) | (_marked(adjectives(entry.form)) if like_participle else frozenset())
    if kind == "ADJ" or (kind in _VERBS and not mood):
        return _marked(adjectives(entry.form)) | infinitives(entry.form)
    return frozenset()


def _marked(masculines: Iterable[str]) -> frozenset[str]:
    """Keys that only adjectives and participles have: `porte` must not find *port*."""
    return frozenset("~" + key for key in masculines)


def _grouped(pairs: Iterable[tuple[str, int]]) -> Groups:
    groups: Groups = {}
    for key, number in pairs:
        groups.setdefault(key, set()).add(number)
    return groups
