"""The positional index of a study: all tokens of all interviews in columns, and where each word stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from qcode.language import Tokens, fold, readable
from qcode.model import CODED_ROLES, Interview, Role, Term, Turn, Word
from qcode.tagging.sentences import number_sentences
from qcode.tagging.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qcode.tagging.marks import Marks
    from qcode.tagging.matches import Matches
    from qcode.tagging.slots import Slot

    Ints: TypeAlias = NDArray[np.int32]
    Flags: TypeAlias = NDArray[np.bool_]

ENOUGH_WORDS = 5
"""Words that make a question of what an interviewer says without a question mark."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of one interview."""

    interview: Interview
    turn: Turn


class Index:
    """Tokens, segments and turns of a study, numbered through all its interviews.

    A *core* word is one that counts for distances and neighbourhood: neither punctuation nor a filler.
    """

    def __init__(self, interviews: Sequence[Interview], tokens: Sequence[Tokens]) -> None:
        """Lay the columns of interviews one after another; `tokens` are those of `interviews`, in order."""
        import numpy as np

        if tokens and [item.interview for item in tokens] != [item.id for item in interviews]:
            raise ValueError("tokens of other interviews")
        self.interviews = tuple(interviews)
        self.turns = [Said(interview, turn) for interview in interviews for turn in interview.turns]
        self.segments = [segment for interview in interviews for segment in interview.segments]
        self.vocabulary = Vocabulary()
        self.segment_base = _bases(len(interview.segments) for interview in interviews)
        self.turn_base = _bases(len(interview.turns) for interview in interviews)

        self.start = _laid(item.start for item in tokens)
        self.end = _laid(item.end for item in tokens)
        self.entry = _laid(self.vocabulary.add(item.entries)[item.entry] for item in tokens)
        self.vocabulary.counts = np.bincount(self.entry, minlength=len(self.vocabulary)).tolist()
        self.segment = _laid(
            item.segment + np.int32(base) for item, base in zip(tokens, self.segment_base, strict=False)
        )
        self.turn_of = _laid(
            np.array([segment.turn - 1 + base for segment in interview.segments], dtype=np.int32)
            for interview, base in zip(interviews, self.turn_base, strict=False)
        )  # of a segment
        self.expressions: dict[str, Matches | None] = {}  # None: given up
        self.compiled: dict[Term, list[list[Slot]]] = {}
        self._occurrences: dict[str, list[int]] = {}
        self._values: dict[str, list[str]] = {}
        self.slots: dict[Word, Slot] = {}
        self.is_core = self._core()
        self.core = np.flatnonzero(self.is_core).astype(np.int32)  # tokens that are core words
        self.before = (np.cumsum(self.is_core, dtype=np.int32) - self.is_core).astype(np.int32)  # core words before

    def __len__(self) -> int:
        return len(self.entry)

    def _core(self) -> Flags:
        """Which tokens are core words; some fillers are known by the punctuation beside them."""
        import numpy as np

        if not len(self):
            return np.zeros(0, dtype=bool)
        words = self.vocabulary.is_word[self.entry]
        new = np.diff(self.segment, prepend=-1) != 0
        silence_before = new | ~np.concatenate([[False], words[:-1]])
        silence_after = np.concatenate([(new | ~words)[1:], [True]])[: len(words)]
        idle = self.vocabulary.set_off[self.entry] & (silence_before | silence_after)
        core: Flags = words & ~idle & ~self.vocabulary.fillers[self.entry]
        return core

    @cached_property
    def _postings(self) -> tuple[Ints, Ints]:
        """Tokens ordered by entry, and where each entry begins among them."""
        import numpy as np

        small = self.entry.astype(np.uint16) if len(self.vocabulary) < 1 << 16 else self.entry
        order = np.argsort(small, kind="stable").astype(np.int32)
        return order, np.cumsum([0, *self.vocabulary.counts]).astype(np.int32)

    def places(self, entries: Ints) -> Ints:
        """The tokens that are one of these entries, ascending."""
        import numpy as np

        order, begins = self._postings
        found = [order[begins[entry] : begins[entry + 1]] for entry in entries.tolist()]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate([np.zeros(0, np.int32), *found]))

    def expand(self, word: Word) -> Ints:
        """The entries that a word of a rule stands for, ascending."""
        return self.vocabulary.expand(word)

    def holds(self, word: Word, entries: Ints) -> Flags:
        """Which of these entries a word of a rule stands for."""
        import numpy as np

        return np.isin(entries, self.expand(word))

    def number(self, interview: str, segment: int) -> int:
        """The number that a segment of an interview has here."""
        return self._base[interview] + segment

    @cached_property
    def _base(self) -> dict[str, int]:
        return {item.id: base for item, base in zip(self.interviews, self.segment_base, strict=False)}

    def count(self, entries: Ints) -> int:
        """How many tokens are one of these entries."""
        return sum(map(self.vocabulary.counts.__getitem__, entries.tolist()))

    def between(self, left: Ints, right: Ints) -> Ints:
        """Core words strictly between two tokens, the first of which stands before the second."""
        return self.before[right] - self.before[left] - self.is_core[left]

    def turn(self, token: Ints) -> Ints:
        """The turn in which each token is said."""
        return self.turn_of[self.segment[token]]

    @cached_property
    def first_token(self) -> Ints:
        """The first token of each segment, and at the end the number of tokens."""
        import numpy as np

        return np.searchsorted(self.segment, np.arange(len(self.segments) + 1)).astype(np.int32)

    @cached_property
    def texts(self) -> list[tuple[str, int]]:
        """The normalised text of each segment, and where it begins in its interview."""
        found = []
        for interview in self.interviews:
            turns = {segment.turn for segment in interview.segments}
            read = {number: readable(interview, interview.turn(number)) for number in turns}
            for segment in interview.segments:
                base = interview.turn(segment.turn).span.start
                text = read[segment.turn][segment.span.start - base : segment.span.end - base]
                found.append((text, segment.span.start))
        return found

    @cached_property
    def coded(self) -> Flags:
        """Which turns may carry a code."""
        import numpy as np

        return np.array([said.turn.role in CODED_ROLES for said in self.turns], dtype=bool)

    def spoken_by(self, labels: tuple[str, ...]) -> Flags:
        """Which turns are said by someone with one of these labels."""
        import numpy as np

        wanted = {fold(label) for label in labels}
        return np.array([fold(said.turn.speaker) in wanted for said in self.turns], dtype=bool)

    def having(self, where: Mapping[str, tuple[str, ...]]) -> Flags:
        """Which turns are said by someone who has one of the values wanted of every attribute."""
        import numpy as np

        kept = np.ones(len(self.turns), dtype=bool)
        for attribute, values in where.items():
            kept &= np.array([value in values for value in self.values(attribute)], dtype=bool)
        return kept

    def values(self, attribute: str) -> list[str]:
        """The value of an attribute in each turn: the speaker's, else the interview's."""
        if attribute not in self._values:
            self._values[attribute] = [said.interview.value(attribute, said.turn.speaker) for said in self.turns]
        return self._values[attribute]

    def occurrence(self, segment: int) -> int:
        """How many segments before this one in its interview have the same text."""
        interview = self.turns[self.turn_of[segment]].interview
        if interview.id not in self._occurrences:
            self._occurrences[interview.id] = _occurrences(interview)
        return self._occurrences[interview.id][self.segments[segment].number]

    @cached_property
    def question(self) -> Ints:
        """For each turn the latest question before it in its interview, as a turn; -1 where there is none."""
        import numpy as np

        latest, found, words = -1, [], self._words_of_turns
        for number, said in enumerate(self.turns):
            latest = -1 if said.turn.number == 1 else latest
            found.append(latest)
            if said.turn.role is Role.INTERVIEWER and (
                words[number] >= ENOUGH_WORDS or "?" in said.interview.quote(said.turn.span)
            ):
                latest = number
        return np.array(found, dtype=np.int32)

    @cached_property
    def _words_of_turns(self) -> Ints:
        import numpy as np

        words = [segment.words for segment in self.segments]
        return np.bincount(self.turn_of, weights=words, minlength=len(self.turns)).astype(np.int32)

    @cached_property
    def sentence(self) -> Ints:
        """The sentence of each token: its segment, or a part of it where the study codes whole turns."""
        return number_sentences(self)

    @cached_property
    def marks(self) -> Marks:
        """What is negated, supposed, or another's voice."""
        from qcode.tagging.marks import Marks

        return Marks(self)

    @cached_property
    def length(self) -> Ints:
        """Core words of each sentence."""
        import numpy as np

        return np.bincount(self.sentence, weights=self.is_core).astype(np.int32)


def _occurrences(interview: Interview) -> list[int]:
    seen: dict[str, int] = {}
    found = []
    for segment in interview.segments:
        text = interview.quote(segment.span)
        found.append(seen.get(text, 0))
        seen[text] = found[-1] + 1
    return found


def _bases(sizes: Iterable[int]) -> list[int]:
    bases = [0]
    for size in sizes:
        bases.append(bases[-1] + size)
    return bases


def _laid(columns: Iterable[Ints]) -> Ints:
    import numpy as np

    return np.concatenate([np.zeros(0, dtype=np.int32), *columns])
