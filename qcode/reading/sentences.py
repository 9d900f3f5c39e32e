"""Where sentences end inside a turn: the `.?!…` rule, which beats a parser on spoken French.

Nothing inside « … » ends a sentence, nor does a stage direction, an abbreviation or an initial; an ellipsis ends one
only before a capital; a blank line always does. `etc.` ends one before a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.model import Span
from qcode.reading.vocabulary import ABBREVIATIONS, TITLES

_STOP = re.compile(r"«[^«»]*»|\[[^\[\]\n]*\]|\([.…?]+\)|([.?!…]+)[\"”’')\]»]*\s+|(\n[^\S\n]*\n\s*)")
"""What to look at: read over in one go (no group), punctuation before a blank (1), a blank line (2)."""
_LONGEST = max(map(len, ABBREVIATIONS)) + 1
_OPENING = re.compile(r"(?:\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)|[\s\"“‘'(«—–-])*")


def sentences(text: str, turn: Span) -> Iterator[tuple[int, int]]:
    """Cut a turn into the stretches of its sentences, blanks still at their ends."""
    start = turn.start
    for stop in _STOP.finditer(text, turn.start, turn.end):
        if stop.lastindex and (stop.lastindex == 2 or _ends(text, stop, turn)):
            end = stop.end()
            yield start, end
            start = end
    yield start, turn.end


def _ends(text: str, stop: re.Match[str], turn: Span) -> bool:
    """Whether this punctuation ends a sentence."""
    mark, place = stop[1], stop.start()
    if mark == ".":
        after_long_word = place > _LONGEST and text[place - _LONGEST : place].isalpha()
        return after_long_word or not _abbreviated(text, place, stop.end(), turn)
    return "?" in mark or "!" in mark or _capital_follows(text, stop.end(), turn)


def _abbreviated(text: str, place: int, following: int, turn: Span) -> bool:
    """Whether the full stop at `place` belongs to an abbreviation or an initial."""
    before = text[max(turn.start, place - 30) : place].split()
    last = before[-1].lstrip("«(\"'“") if before else ""
    if len(last) == 1 and last.isupper() and last.lower() not in TITLES:
        return _is_initial(before, text[following : following + 1])
    last = re.split("[’']", last)[-1].lower()
    return last in ABBREVIATIONS and (last != "etc" or not _capital_follows(text, following, turn))


def _is_initial(before: list[str], following: str) -> bool:
    """Whether a lone capital and its stop are a name's or an article's: `Fanta M.`, `M. K.`, `L. 5132`."""
    return following.isdigit() or len(before) < 2 or before[-2][0].isupper()


def _capital_follows(text: str, place: int, turn: Span) -> bool:
    opening = _OPENING.match(text, place, turn.end)
    place = opening.end() if opening else place
    return place < turn.end and text[place].isupper()
