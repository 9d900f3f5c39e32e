"""One sentence as negation, hypothesis and another's voice read it: words without elisions and fillers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcode.tagging import cues
from qcode.tagging.cues import Expressions

STOPS = cues.words("clause", "stops")
LINKS = STOPS | cues.words("clause", "links")
CLITICS = cues.words("clause", "clitics")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and signs in a row."""

    words: Sequence[str]  # folded, elisions in full: `n'` is `ne`
    lemmas: Sequence[str]
    tags: Sequence[str]

    def __len__(self) -> int:
        return len(self.words)

    def finite(self, place: int) -> bool:
        """Whether a finite verb stands here."""
        return self.tags[place].endswith(("Fin", "Cnd"))

    def verb(self, place: int) -> bool:
        """Whether any form of a verb stands here."""
        return self.tags[place].startswith(("VERB", "AUX"))

    def sign(self, place: int) -> bool:
        """Whether this is punctuation."""
        return not any(map(str.isalnum, self.words[place]))

    def clause_after(self, place: int, words: int) -> int:
        """Where the clause ends that goes on after `place`, at most so many words away."""
        end = place + 1
        while end < len(self) and words and not self._stops(end):
            words -= not self.sign(end)
            end += 1
        return end

    def clause_before(self, place: int, words: int) -> int:
        """Where the clause begins that leads to `place`, at most so many words away."""
        start = place
        while start > 0 and words and self.words[start - 1] not in LINKS:
            words -= 1
            start -= 1
        return start

    def _stops(self, place: int) -> bool:
        """Whether something else begins here: after a comma or an `et` it does where a finite verb is on its way."""
        word = self.words[place]
        if word in STOPS:
            return True
        if word not in {",", "et", "ou"}:
            return False
        for ahead in range(place + 1, min(place + 6, len(self))):
            if self.words[ahead] in STOPS or self.words[ahead] == ",":
                return False
            if self.finite(ahead):
                return True
        return False

    def verb_before(self, place: int) -> int:
        """Where the verb begins that leads to `place`, with its clitics; `place` itself where there is none."""
        start = place
        while start > 0 and (self.tags[start - 1].startswith("ADV") or self.verb(start - 1)):
            start -= 1
        if any(self.verb(step) for step in range(start, place)):
            return self.clitics_before(start)
        # Short sentences mislead the tagger: between a pronoun and the cue stands its verb ("ça finance rien").
        return self.clitics_before(place - 1) if place > 1 and self.words[place - 2] in CLITICS else place

    def clitics_before(self, place: int) -> int:
        """Where the pronouns begin that stand right before `place`."""
        while place > 0 and self.words[place - 1] in CLITICS:
            place -= 1
        return place

    def find(self, expressions: Expressions) -> Iterator[range]:
        """The places of these expressions."""
        for start, word in enumerate(self.words):
            for words in expressions.get(word, ()):
                if tuple(self.words[start : start + len(words)]) == words:
                    yield range(start, start + len(words))

    def covered(self, expressions: Expressions) -> set[int]:
        """The places of all words of these expressions."""
        return {place for found in self.find(expressions) for place in found}


Scope = tuple[int, int, int]
"""What one cue says: its place, and where its reach begins and ends."""


def reach(scopes: Iterable[Scope], length: int) -> dict[int, int]:
    """For each place of a sentence that a cue reaches, the nearest one."""
    found: dict[int, int] = {}
    for cue, start, end in scopes:
        for place in range(max(start, 0), min(end, length)):
            if place not in found or abs(place - cue) < abs(place - found[place]):
                found[place] = cue
    return found
