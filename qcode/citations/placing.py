"""Where a quotation comes from: its words in a row, in pieces, or nearly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from qcode.citations.corpus import Corpus, Spoken
from qcode.citations.folding import words
from qcode.model import Interview, Span

NEAR = 78
"""How alike (rapidfuzz `partial_ratio`, 0 to 100) words must be to be called the same, altered."""
GAP = 250
"""Words that a marked cut may leave out."""
OMISSION = 3
"""Words left out without a mark: from so many on it is a cut, below, other words (« pas » is one word)."""
PIECE = 3
"""Words that each side of an unmarked cut must have."""

_CUTS = re.compile(r"[(\[]\s*(?:\.\.\.|…|\w[^()\[\]]{0,200}|)\s*[)\]]")
_SOFT = re.compile(rf"{_CUTS.pattern}|…|\.\.\.")


class Wording(IntEnum):
    """How the words of a quotation stand in an interview; the lower, the closer."""

    EXACT = 0
    CUT = 1
    ALTERED = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found."""

    spoken: Spoken
    first: int  # word
    last: int  # word, exclusive
    wording: Wording
    similarity: float = 100.0

    @property
    def span(self) -> Span:
        """From the first to the last word, in the interview's text."""
        return self.spoken.span(self.first, self.last)

    @property
    def turn(self) -> int:
        """The turn in which it begins."""
        return self.spoken.turns[self.first]

    @property
    def interview(self) -> Interview:
        """The interview in which it was found."""
        return self.spoken.interview

    @property
    def voices(self) -> set[tuple[str, str]]:
        """The interview and the people who say these words."""
        turns = set(self.spoken.turns[self.first : self.last])
        return {(self.interview.id, self.interview.turn(number).speaker) for number in turns}


def pieces(text: str, soft: bool = False) -> list[list[str]]:
    """The words of a quotation between its marks of a cut: […], (…), [...], words in brackets; `soft`: a bare … too."""
    marks = _SOFT if soft else _CUTS
    return [found for part in marks.split(text) if (found := words(part))]


def places(corpus: Corpus, text: str) -> list[Place]:
    """Everywhere a quotation may come from, the closest wording only; empty when it comes from nowhere."""
    whole, parts = words(text), pieces(text)
    for wanted in ([whole], parts, pieces(text, soft=True)):
        if found := [place for said in corpus.spoken for place in _in_a_row(said, wanted)]:
            return _distinct(found)
    flat = [word for part in parts for word in part]
    if found := [place for said in corpus.spoken for place in _unmarked(said, flat)]:
        return _distinct(found)
    return _near(corpus, parts)


def _distinct(found: Sequence[Place]) -> list[Place]:
    """One place for what was found both with and without prompts; the closest wording wins."""
    best = min(place.wording for place in found)
    unique = {(p.interview.id, p.span.start): p for p in reversed(found) if p.wording == best}
    return sorted(unique.values(), key=lambda place: (place.interview.id, place.first))


def _in_a_row(said: Spoken, wanted: Sequence[Sequence[str]]) -> Iterator[Place]:
    """The pieces one after the other, each at most a GAP after the last; without anything left out it is exact."""
    for first in said.find(wanted[0]) if wanted else ():
        end, skipped = first + len(wanted[0]), 0
        for piece in wanted[1:]:
            following = next(said.find(piece, end), None)
            if following is None or following - end > GAP:
                break
            skipped, end = skipped + following - end, following + len(piece)
        else:
            yield Place(said, first, end, Wording.CUT if skipped else Wording.EXACT)


def _unmarked(said: Spoken, wanted: Sequence[str]) -> Iterator[Place]:
    """Words all there, in order, with OMISSION words or more left out at one place."""
    if len(wanted) < 2 * PIECE:
        return
    for first in said.find(wanted[:PIECE]):
        held = said.common(first, wanted)
        for split in range(held, max(PIECE, held - 3) - 1, -1):
            rest = wanted[split:]
            following = next(said.find(rest, first + split + OMISSION), None) if len(rest) >= PIECE else None
            if following is not None and following - first - split <= GAP:
                yield Place(said, first, following + len(rest), Wording.CUT)
                break


def _near(corpus: Corpus, parts: Sequence[Sequence[str]]) -> list[Place]:
    """The one place where the longest piece nearly stands, when every longer piece nearly stands in that interview."""
    from rapidfuzz.fuzz import partial_ratio

    longest = max(parts, key=len, default=[])
    if len(longest) < PIECE + 1:
        return []
    best = max(_closest(corpus, longest), key=lambda place: place.similarity, default=None)
    if best is None:
        return []
    others = [" ".join(part) for part in parts if part is not longest and len(part) > PIECE]
    alike = all(partial_ratio(part, best.spoken.joined, score_cutoff=NEAR) for part in others)
    return [best] if alike else []


def _closest(corpus: Corpus, wanted: Sequence[str]) -> Iterator[Place]:
    from rapidfuzz.fuzz import partial_ratio_alignment

    needle = " ".join(wanted)
    for said, first, last in corpus.likely(wanted):
        stretch = said.stretch(first, last)
        if len(stretch) < len(needle) * NEAR / 100:
            continue
        found = partial_ratio_alignment(needle, stretch, score_cutoff=NEAR)
        if found and len(stretch) >= len(needle):
            begin = said.starts[first] + found.dest_start
            end = said.starts[first] + max(found.dest_end, found.dest_start + 1)
            first_word, last_word = _fitted(said, wanted, said.at(begin), said.at(end - 1) + 1)
            yield Place(said, first_word, last_word, Wording.ALTERED, found.score)


def _fitted(said: Spoken, wanted: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The words from `first` to `last` (exclusive) that these stand for, no farther into a turn than they lead.

    An alignment is as long as what was looked for: other words may make it too long at either end. Words that are
    the same hold it; those changed before the first and after the last of them have as many words in their place,
    of the same turn.
    """
    from difflib import SequenceMatcher

    words = [token.word for token in said.tokens[first:last]]
    same = [b for b in SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks() if b.size]
    held = [block for block in same if block.size > 1] or same
    if not held:
        return first, last
    begin, end = first + held[0].b, first + held[-1].b + held[-1].size
    before, after = held[0].a, len(wanted) - held[-1].a - held[-1].size
    begin = max(begin - before, said.turns.index(said.turns[begin]))
    end = min(end + after, bisect_right(said.turns, said.turns[end - 1]))
    return begin, end
