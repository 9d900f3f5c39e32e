"""The words of a term as places in a row, each with the entries that may stand there; compiled once an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.model import Term, Word, WordKind

if TYPE_CHECKING:
    from qcode.tagging.index import Index, Ints

LONGEST_COMPOUND = 5
"""Pieces of a hyphenated word that rule words are tried against."""


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One place of a phrase."""

    known: Ints  # the entries that may stand here, ascending
    count: int  # tokens that may
    anything: bool = False  # any core word may
    optional: bool = False
    fillers: bool = False  # the term names a filler: it is not read over
    opens: bool = False  # the word may be the first piece of a hyphenated one

    @property
    def empty(self) -> bool:
        """Whether nothing in the texts can stand here."""
        return not (self.count or self.anything or self.optional)


def readings(index: Index, term: Term) -> list[list[Slot]]:
    """The ways to lay a term's words on a text, kept as long as the index: a changed rule costs its own words alone."""
    found = index.compiled.get(term)
    if found is None:
        slots = [_slot(index, word) for word in term.words]
        found = index.compiled[term] = list(_readings(index, term.words, slots)) if slots else []
    return found


def _readings(index: Index, words: Sequence[Word], slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Word by word, or several words on one hyphenated word of the text."""
    if not any(slot.opens for slot in slots[:-1]):
        if not any(slot.empty for slot in slots):
            yield list(slots)
        return
    if not slots[0].empty:
        yield from ([slots[0], *rest] for rest in _readings(index, words[1:], slots[1:]))
    for size in range(2, min(len(words), LONGEST_COMPOUND) + 1) if slots[0].opens else ():
        joined = index.vocabulary.joined(words[:size])
        if len(joined):
            one = Slot(joined, index.count(joined))
            yield from ([one, *rest] for rest in _readings(index, words[size:], slots[size:]))


def _slot(index: Index, word: Word) -> Slot:
    found = index.slots.get(word)
    if found is None:
        found = index.slots[word] = _new_slot(index, word)
    return found


def _new_slot(index: Index, word: Word) -> Slot:
    known = index.vocabulary.expand(word)
    fillers = not index.vocabulary.hesitations.isdisjoint(known.tolist())
    opens = index.vocabulary.begins_compound(word)
    return Slot(known, index.count(known), word.kind is WordKind.ANY, word.optional, fillers, opens)
