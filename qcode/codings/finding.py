"""Find a quotation again in a text that changed, by its words and what stood around it; never by guessing.

White space, apostrophes and quotation marks may have changed freely (editors do that); the rest is compared letter
by letter, and only what is left is looked for approximately, with rapidfuzz.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from qcode.model import Anchor, Span

CONTEXT = 32
"""Code points of context kept on either side of a quotation."""
TELLING = 32
"""A quotation of this many code points that stands once in the text needs no context."""
ALIKE = 0.6
"""How alike the context must be for the same words elsewhere: one side kept is enough, neither is not."""
NEARLY = 0.85
"""How alike both sides must be for a shorter quotation when neither is whole."""
FUZZY = 0.8
"""How alike a reworded quotation and its surroundings must be."""
LIKELY = 0.5
"""How alike a place must be to be shown to a person who looks for an orphan's."""
MARGIN = 0.1
"""How much better than the next best a place must be."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘`´", "'"),
        **dict.fromkeys("«»“”„", '"'),
        **dict.fromkeys("‐‑‒–—", "-"),
    }
)


@dataclass(frozen=True)
class Searchable:
    """A text with runs of white space made one space, and typographic variants made one, as people see it."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        """Where each character of the plain text stands in the text."""
        kept, after_space = [], False
        for position, character in enumerate(self.text):
            space = character.isspace()
            if not (space and after_space):
                kept.append(position)
            after_space = space
        return kept

    @cached_property
    def plain(self) -> str:
        """The text as it is compared: as long as `_starts`."""
        return plain(self.text)

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the plain text lies in the text, without white space at its ends."""
        while start < end and self.plain[start] == " ":
            start += 1
        while end > start and self.plain[end - 1] == " ":
            end -= 1
        return Span(self._starts[start], self._starts[end - 1] + 1) if start < end else Span(0, 0)

    def inside(self, position: int) -> int:
        """The place in the plain text of a place in the text."""
        return max(0, bisect_right(self._starts, position) - 1)


def plain(text: str) -> str:
    """Fold white space and typographic variants; every variant is one character, white space at the ends stays."""
    folded = text.translate(_SAME)
    inner = " ".join(folded.split())
    before = " " if folded[:1].isspace() and inner else ""
    after = " " if folded[-1:].isspace() else ""
    return before + inner + after


def find(text: Searchable, anchor: Anchor, *, reworded: bool = True) -> Span | None:
    """Where the anchor's words lie now; None when nowhere, or in two places that are as good.

    The same words in a better context than anywhere else come first; then, if `reworded`, words that are FUZZY alike.
    """
    quote = plain(anchor.quote).strip()
    if not quote:
        return None
    places = _occurrences(text.plain, quote)
    if places:
        return _best_of(text, quote, places, anchor)
    return _reworded(text, quote, anchor) if reworded else None


def candidates(text: Searchable, anchor: Anchor, number: int = 3) -> list[tuple[Span, float]]:
    """Where an orphan may belong, best first, each with how alike it is from 0 to 1: for a person to choose from."""
    before, quote, after = plain(anchor.before), plain(anchor.quote).strip(), plain(anchor.after)
    window, found, left = before + quote + after, list[tuple[Span, float]](), text.plain
    while len(found) < number and (closest := _closest(window, left, LIKELY)):
        start, end, score = closest
        place = _inner(text, quote, len(before), window, start, end, LIKELY)
        if place:
            found.append((text.span(*place), score))
        left = left[:start] + "\0" * (end - start) + left[end:]
    return found


def _occurrences(text: str, quote: str) -> list[int]:
    found, place = [], text.find(quote)
    while place >= 0:
        found.append(place)
        place = text.find(quote, place + 1)
    return found


def _best_of(text: Searchable, quote: str, places: list[int], anchor: Anchor) -> Span | None:
    if len(places) == 1 and len(quote) >= TELLING:
        return text.span(places[0], places[0] + len(quote))
    before, after = plain(anchor.before), plain(anchor.after)
    sides = [_sides(text.plain, place, place + len(quote), before, after) for place in places]
    scores = sorted(((sum(pair) / 2, place) for pair, place in zip(sides, places, strict=True)), reverse=True)
    score, place = scores[0]
    second = scores[1][0] if len(scores) > 1 else 0.0
    clear = second < 1.0 if score == 1.0 else score - second >= MARGIN
    sure = _sure(quote, sides[places.index(place)])
    return text.span(place, place + len(quote)) if score >= ALIKE and clear and sure else None


def _sides(text: str, start: int, end: int, before: str, after: str) -> tuple[float, float]:
    """How alike what stands before and after a place is to the context, from 0 to 1; 1 where there is no context."""
    from rapidfuzz.fuzz import ratio

    left, right = text[max(0, start - len(before)) : start], text[end : end + len(after)]
    return ratio(before, left) / 100, ratio(after, right) / 100


def _sure(quote: str, sides: tuple[float, float]) -> bool:
    """Whether the context vouches for a short quotation: all of one side, or nearly all of both."""
    return len(quote) >= TELLING or max(sides) == 1.0 or min(sides) >= NEARLY


def _reworded(text: Searchable, quote: str, anchor: Anchor) -> Span | None:
    before, after = plain(anchor.before), plain(anchor.after)
    window = before + quote + after
    found = _closest(window, text.plain)
    if found is None:
        return None
    start, end, score = found
    again = _closest(window, text.plain[:start] + "\0" * (end - start) + text.plain[end:])
    if again and score - again[2] < MARGIN:
        return None
    place = _inner(text, quote, len(before), window, start, end)
    if place is None or not _sure(quote, _sides(text.plain, *place, before, after)):
        return None
    return text.span(*place)


def _closest(window: str, text: str, least: float = FUZZY - MARGIN) -> tuple[int, int, float] | None:
    """The stretch most alike to a window, and how alike; None where nothing is as alike as `least`."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if len(text) < len(window):
        text += "\0" * (len(window) - len(text))
    found = partial_ratio_alignment(window, text, score_cutoff=100 * least)
    return (found.dest_start, found.dest_end, found.score / 100) if found else None


def _inner(
    text: Searchable, quote: str, offset: int, window: str, start: int, end: int, least: float = FUZZY
) -> tuple[int, int] | None:
    """The quotation's own part of the window that was found, in whole words of the plain text."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.fuzz import ratio

    edits = [(code.src_start, code.dest_start) for code in Indel.opcodes(window, text.plain[start:end])]
    edits.append((len(window), end - start))
    first = _whole_word(text.plain, start + _mapped(edits, offset), -1)
    last = _whole_word(text.plain, start + _mapped(edits, offset + len(quote)), +1)
    if first >= last or ratio(quote, text.plain[first:last].strip()) < 100 * least:
        return None
    return first, last


def _mapped(edits: list[tuple[int, int]], position: int) -> int:
    """Where a position of the window lies in what was found: `edits` are places known in both."""
    before = max(edit for edit in edits if edit[0] <= position)
    after = min(edit for edit in edits if edit[0] >= position)
    return min(before[1] + position - before[0], after[1])


def _whole_word(text: str, position: int, step: int) -> int:
    """Move a boundary outwards to the end of the word that it cuts."""
    while 0 < position < len(text) and text[position - 1].isalnum() and text[position].isalnum():
        position += step
    return position
