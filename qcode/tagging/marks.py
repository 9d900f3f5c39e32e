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
FIRST = {
    "negated": CUES,
    "hypothesis": IF | SUPPOSE.keys() | {"s'"},
    "voice": ACCORDING.keys() | {"«"},
}
"""Words without which, verbs apart, a sentence need not be read for a kind of mark."""


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

        sentences = self._index.sentence[places.first]  # ascending, as the places are
        new = sentences[~self._read[sentences]]
        new = new[np.diff(new, prepend=-1) != 0]
        for sentence in new.tolist():
            kinds = [name for name in SCOPES if self._has_cue[name][sentence]]
            if kinds:
                low, high = self._bounds[sentence : sentence + 2].tolist()
                self._fill(low, high, kinds)
        self._read[new] = True

    def _fill(self, low: int, high: int, kinds: Sequence[str]) -> None:
        """Read one sentence for these kinds of marks."""
        entries = self._index.entry[low:high].tolist()
        spoken = self._spoken[low:high].tolist()
        tokens = [token for token, said in enumerate(spoken, low) if said]
        rows = [self._words[entry] for entry, said in zip(entries, spoken, strict=True) if said]
        words, lemmas, tags = zip(*rows, strict=True)
        sentence = Sentence(list(_with_if(words)), lemmas, tags)
        for name in kinds:
            column = self._cue[name]
            for place, cue in reach(SCOPES[name](sentence), len(sentence)).items():
                column[tokens[place]] = tokens[cue]

    @cached_property
    def _spoken(self) -> Flags:
        """Which tokens sentences are read by: all but fillers."""
        index = self._index
        spoken: Flags = index.is_core | ~index.vocabulary.is_word[index.entry]
        return spoken

    @cached_property
    def _bounds(self) -> Ints:
        import numpy as np

        return np.searchsorted(self._index.sentence, np.arange(len(self._read) + 1)).astype(np.int32)

    @cached_property
    def _words(self) -> list[tuple[str, str, str]]:
        return list(_words(self._index.vocabulary))

    @cached_property
    def _has_cue(self) -> dict[str, Flags]:
        """For each kind, which sentences hold a word that could mark anything."""
        found = {}
        for name, words in FIRST.items():
            entries = [
                word in words or (name == "voice" and lemma in SPEECH) or (name == "hypothesis" and tag.endswith("Cnd"))
                for word, lemma, tag in self._words
            ]
            found[name] = self._holding(entries)
        return found

    def _holding(self, entries: Sequence[bool]) -> Flags:
        """Which sentences hold one of these entries."""
        import numpy as np

        held = np.zeros(len(self._read), dtype=bool)
        held[self._index.sentence[np.array(entries, dtype=bool)[self._index.entry]]] = True
        return held


def _with_if(words: Sequence[str]) -> Iterator[str]:
    """The words with `s'` in full: `si` before `il`, else `se`."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        yield word if word != "s'" else "si" if following in {"il", "ils"} else "se"


def _words(vocabulary: Vocabulary) -> Iterable[tuple[str, str, str]]:
    """Each entry as scopes read it: its word without elision, its lemma, its tag."""
    for key, lemmas, entry in zip(vocabulary.folds, vocabulary.lemmas, vocabulary.entries, strict=True):
        yield cues.ELIDED.get(key, key), min(lemmas), entry.tag
