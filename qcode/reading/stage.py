"""Stage directions inside speech: `[rires]`, `(silence)`, `[…]`. Shown, never coded, never counted.

Square brackets always; round ones only around known words, because speech uses them too: « (enfin, presque) ».
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qcode.model import Span
from qcode.reading.vocabulary import MACHINE_LINES, STAGE_BEFORE, STAGE_WORDS

_BEFORE, _WORDS = ("|".join(words.split()) for words in (STAGE_BEFORE, STAGE_WORDS))
_INSIDE = re.compile(
    rf"\[[^\[\]\n]*\]|\((?:(?:{_BEFORE})\s+)*(?:{_WORDS})\b[^()\n]{{0,40}}\)|\((?:\.{{1,3}}|…|\?+|\d+ ?s\.?)\)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:\[[^\[\]\n]*\]|\([^()\n]*\)|[-*_=~#]{3,}|(?:\* ){2,}\*)\s*\Z")
_MACHINE = re.compile("|".join(MACHINE_LINES), re.IGNORECASE)
_MACHINES = ("ranscri", "réunion", "eeting", "ource", "ecording")  # one of which any such line holds
_OPENS = frozenset("[(-*_=~#")


def stage_directions(text: str, turns: Sequence[Span]) -> tuple[Span, ...]:
    """The stage directions inside these turns (in order, apart from each other)."""
    starts = [turn.start for turn in turns]
    found: list[Span] = []
    for place in sorted([*_places(text, "["), *_places(text, "(")]):
        turn = bisect_right(starts, place) - 1
        if turn >= 0 and (match := _INSIDE.match(text, place, turns[turn].end)):
            found.append(Span(*match.span()))
    return tuple(found)


def _places(text: str, bracket: str) -> Iterator[int]:
    """Where a character stands: `find` leaps over a text much faster than a pattern walks through it."""
    place = text.find(bracket)
    while place >= 0:
        yield place
        place = text.find(bracket, place + 1)


def says_stage(words: str) -> bool:
    """Whether words in brackets are a stage direction, and nobody's name: `rires`, `Silence`."""
    return _INSIDE.fullmatch(f"({words})") is not None


def is_stage_line(line: str) -> bool:
    """Whether nobody says this line: a stage direction alone, a rule drawn across, what a program adds."""
    if line.lstrip()[:1] in _OPENS:
        return _ALONE.match(line) is not None
    return any(word in line for word in _MACHINES) and _MACHINE.fullmatch(line.strip()) is not None
