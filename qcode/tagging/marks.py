"""For each token: which cue negates it, supposes it, or gives it to another's voice. Sentences are read when asked for.

A sentence is read once, and only if a rule hits it and it holds a cue at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from qcode.tagging import cues
from qcode.tagging.hypothesis import IF, SUPPOSE, hypotheses
from qcode.tagging.negation import CUES, negations
from qcode.tagging.sentence import Scope, Sentence, reach
from qcode.tagging.voice import ACCORDING, SPEECH, voices

if TYPE_CHECKING:
    from qcode.tagging.index import Flags, Index, Ints
    from qcode.tagging.matches import Matches
    from qcode.tagging.vocabulary import Vocabulary

SCOPES: dict[str, Callable[[Sentence], Iterator[Scope]]] = {
    "negated": negations,
    "hypothesis": hypotheses,
    "voice": voices,
}


class Marks:
    """The columns of cues of one index, filled as sentences are asked for."""

    def __init__(self, index: Index) -> None:
        import numpy as np

        self._index = index
        self._read = np.zeros(len(index.length), dtype=bool)
        self._cue = {name: np.full(len(index), -1, dtype=np.int32) for name in SCOPES}

    def on(self, name: str, places: Matches) -> Ints:
        """The cue of this kind that reaches each place, else -1; a negation inside a place ("sans moyens") does not."""
        import numpy as np

        self._prepare(places)
        found = np.full(len(places), -1, dtype=np.int32)
        for end in (places.last, places.first):
            cue = self._cue[name][end]
            outside = (cue < places.first) | (cue > places.last) | (name != "negated")
            found = np.where((cue >= 0) & outside, cue, found)
        return found

    def _prepare(self, places: Matches) -> None:
        """Read the sentences of these places that were not read yet."""
        import numpy as np

        index = self._index
        sentences = np.unique(index.sentence[places.first])
        for sentence in sentences[~self._read[sentences]].tolist():
            low, high = self._bounds[sentence : sentence + 2].tolist()
            if self._has_cue[sentence]:
                self._fill(low, high)
            self._read[sentence] = True

    def _fill(self, low: int, high: int) -> None:
        import numpy as np

        index = self._index
        tokens = np.arange(low, high)
        tokens = tokens[index.is_core[low:high] | ~index.vocabulary.is_word[index.entry[low:high]]]
        words, lemmas, tags = zip(*(self._words[entry] for entry in index.entry[tokens].tolist()), strict=True)
        sentence = Sentence(list(_with_if(words)), lemmas, tags)
        for name, scopes in SCOPES.items():
            cue = np.array(reach(scopes(sentence), len(sentence)))
            self._cue[name][tokens] = np.where(cue >= 0, tokens[cue], -1)

    @cached_property
    def _bounds(self) -> Ints:
        import numpy as np

        return np.searchsorted(self._index.sentence, np.arange(len(self._read) + 1)).astype(np.int32)

    @cached_property
    def _words(self) -> list[tuple[str, str, str]]:
        return list(_words(self._index.vocabulary))

    @cached_property
    def _has_cue(self) -> Flags:
        """Which sentences hold a word that could mark anything."""
        import numpy as np

        single = CUES | IF | {words[0] for words in SUPPOSE | ACCORDING} | {"«", "s'"}
        entries = np.array(
            [word in single or lemma in SPEECH or tag.endswith("Cnd") for word, lemma, tag in self._words], dtype=bool
        )
        return np.bincount(self._index.sentence, weights=entries[self._index.entry], minlength=len(self._read)) > 0


def _with_if(words: Sequence[str]) -> Iterator[str]:
    """The words with `s'` in full: `si` before `il`, else `se`."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        yield word if word != "s'" else "si" if following in {"il", "ils"} else "se"


def _words(vocabulary: Vocabulary) -> Iterable[tuple[str, str, str]]:
    """Each entry as scopes read it: its word without elision, its lemma, its tag."""
    for key, lemmas, entry in zip(vocabulary.folds, vocabulary.lemmas, vocabulary.entries, strict=True):
        yield cues.ELIDED.get(key, key), min(lemmas), entry.tag
