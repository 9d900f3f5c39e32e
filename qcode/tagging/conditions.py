"""The conditions of a rule, each tried on all anchors at once.

Every condition answers with a `Check`: for each anchor whether it holds, what to call it, and the words that prove it.
Tagging keeps the anchors for which all hold; an explanation shows which did not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from qcode.model import Near, Negated, Order, Rule, Scope, Term
from qcode.tagging.matches import Matches
from qcode.tagging.search import Search

if TYPE_CHECKING:
    from qcode.tagging.index import Flags, Index, Ints

LONG_SENTENCE = 60
"""Words after which a stretch without `.?!` is no sentence to rely on."""

WINDOW = 12
"""Words to either side that stand for the sentence there."""


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What one condition says of each anchor."""

    condition: str  # what a rule asks for: its name where it fails
    ok: Flags
    names: tuple[str, ...] = ("",)  # what evidence calls it where it holds; "" is nothing worth saying
    name: Ints | None = None  # which of the names; None: the first
    words: Matches | None = None  # the words that prove it, one place an anchor; -1: none
    against: Matches | None = None  # the words that stop it, in the same way

    def where(self, kept: Flags) -> Check:
        """The same for some of the anchors."""
        name = None if self.name is None else self.name[kept]
        words, against = (places and places.where(kept) for places in (self.words, self.against))
        return Check(self.condition, self.ok[kept], self.names, name, words, against)

    def told(self) -> list[str]:
        """What evidence calls the condition for each anchor."""
        if self.name is None:
            return [self.names[0]] * len(self.ok)
        return [self.names[name] for name in self.name.tolist()]


Condition: TypeAlias = Callable[[Search, Matches], Check]


def conditions(rule: Rule) -> list[Condition]:
    """The conditions of a rule, cheap ones first."""
    found: list[Condition] = [_coded]
    if rule.speaker:
        found.append(partial(_speaker, labels=rule.speaker))
    if rule.where:
        found.append(partial(_where, where=rule.where))
    if rule.unless:
        found.append(partial(_unless, terms=rule.unless))
    found += [partial(_near, near=near) for near in rule.near]
    found += [partial(_not_near, near=near) for near in rule.not_near]
    if rule.asked:
        found.append(partial(_asked, terms=rule.asked))
    for name, wanted in (("negated", rule.negated), ("hypothesis", rule.hypothesis), ("voice", rule.voice)):
        found.append(partial(_marked, name=name, wanted=wanted))
    return found


def _coded(search: Search, anchors: Matches) -> Check:
    """Never what an interviewer says."""
    index = search.index
    return Check("interviewee", index.coded[index.turn(anchors.first)])


def _speaker(search: Search, anchors: Matches, labels: tuple[str, ...]) -> Check:
    index = search.index
    return Check("speaker", index.spoken_by(labels)[index.turn(anchors.first)], ("speaker",))


def _where(search: Search, anchors: Matches, where: Mapping[str, tuple[str, ...]]) -> Check:
    index = search.index
    return Check("where", index.having(where)[index.turn(anchors.first)], ("where",))


def _unless(search: Search, anchors: Matches, terms: tuple[Term, ...]) -> Check:
    longer = search.any(terms)
    rows = anchors.overlapping(longer)
    return Check("unless", rows < 0, against=_chosen(longer, rows))


def _near(search: Search, anchors: Matches, near: Near) -> Check:
    words = nearest(search.index, anchors, search.any(near.any), near)
    names = _names("near", near)
    return Check(names[0], words.first >= 0, names, _long(search.index, anchors, near), words)


def _not_near(search: Search, anchors: Matches, near: Near) -> Check:
    words = nearest(search.index, anchors, search.any(near.any), near)
    names = _names("not_near", near)
    return Check(names[0], words.first < 0, names, _long(search.index, anchors, near), against=words)


def _asked(search: Search, anchors: Matches, terms: tuple[Term, ...]) -> Check:
    """The question before the anchor's turn was about it."""
    import numpy as np

    index, asked = search.index, search.any(terms)
    question = index.question[index.turn(anchors.first)]
    turns = index.turn(asked.first)  # ascending, as the matches are
    row = np.searchsorted(turns, question)
    ok = (question >= 0) & (row < len(turns))
    ok[ok] = turns[row[ok]] == question[ok]
    return Check("asked", ok, ("asked",), None, _chosen(asked, np.where(ok, row, -1)))


def _marked(search: Search, anchors: Matches, name: str, wanted: Negated) -> Check:
    import numpy as np

    cue = search.index.marks.on(name, anchors)
    marked = cue >= 0
    ok = np.ones(len(anchors), dtype=bool)
    if wanted is not Negated.COUNT:
        ok = marked if wanted is Negated.ONLY else ~marked
    return Check(f"{name}:{wanted}", ok, ("", name), marked.astype(np.int32), against=Matches(cue, cue))


def _names(name: str, near: Near) -> tuple[str, ...]:
    order = "" if near.order is Order.FREE else f":{near.order}"
    return (f"{name}:{near.within}{order}", f"{name}:window:{WINDOW}{order}".removeprefix("near:"))


def _long(index: Index, anchors: Matches, near: Near) -> Ints | None:
    """Where a window stands for the sentence, because it is too long to be one."""
    import numpy as np

    if near.within is not Scope.SENTENCE:
        return None
    return (index.length[index.sentence[anchors.first]] > LONG_SENTENCE).astype(np.int32)


def nearest(index: Index, anchors: Matches, words: Matches, near: Near) -> Matches:
    """For each anchor the place of `words` that is nearest among those near enough; -1 where none is.

    A place that shares a word with the anchor is not near it: it is part of it.
    """
    import numpy as np

    after = np.searchsorted(words.first, anchors.last, side="right")
    by_end = np.argsort(words.last, kind="stable")
    before = np.searchsorted(words.last[by_end], anchors.first, side="left") - 1
    far = np.iinfo(np.int32).max
    right = np.full(len(anchors), far, np.int32)
    left = np.full(len(anchors), far, np.int32)
    if near.order is not Order.BEFORE:
        rows = np.flatnonzero(after < len(words))
        right[rows] = _distance(index, anchors.last[rows], words.first[after[rows]], near)
    if near.order is not Order.AFTER:
        rows = np.flatnonzero(before >= 0)
        left[rows] = _distance(index, words.last[by_end[before[rows]]], anchors.first[rows], near)
    nearer = np.where(left <= right, by_end[before] if len(words) else -1, after)
    return _chosen(words, np.where(np.minimum(left, right) < far, nearer, -1))


def _distance(index: Index, left: Ints, right: Ints, near: Near) -> Ints:
    """Words between two tokens; the largest number where that is too far."""
    import numpy as np

    words = index.between(left, right)
    if isinstance(near.within, int):
        ok = (index.turn(left) == index.turn(right)) & (words <= near.within)
    elif near.within is Scope.TURN:
        ok = index.turn(left) == index.turn(right)
    else:
        sentence = index.sentence[left]
        ok = (sentence == index.sentence[right]) & ((index.length[sentence] <= LONG_SENTENCE) | (words <= WINDOW))
    return np.where(ok, words, np.iinfo(np.int32).max)


def _chosen(words: Matches, rows: Ints) -> Matches:
    """One place for each row, -1 where the row is -1."""
    import numpy as np

    if not len(words):
        return Matches(np.full(len(rows), -1, np.int32), np.full(len(rows), -1, np.int32))
    return Matches(np.where(rows >= 0, words.first[rows], -1), np.where(rows >= 0, words.last[rows], -1))
