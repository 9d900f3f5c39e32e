"""Stage directions inside speech: `[rires]`, `(silence)`, `[…]`. Shown, never coded, never counted.

Square brackets always; round ones only around known words, because speech uses them too: « (enfin, presque) ».
"""

from __future__ import annotations

import re

from qcode.model import Span
from qcode.reading.vocabulary import STAGE_BEFORE, STAGE_WORDS

_BEFORE, _WORDS = ("|".join(words.split()) for words in (STAGE_BEFORE, STAGE_WORDS))
_INSIDE = re.compile(
    rf"\[[^\[\]\n]*\]|\((?:(?:{_BEFORE})\s+)*(?:{_WORDS})\b[^()\n]{{0,40}}\)|\((?:\.{{1,3}}|…|\?+|\d+ ?s\.?)\)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:\[[^\[\]\n]*\]|\([^()\n]*\))\s*\Z")


def stage_directions(text: str, turn: Span) -> list[Span]:
    """The stage directions inside a turn."""
    return [Span(*found.span()) for found in _INSIDE.finditer(text, turn.start, turn.end)]


def is_stage_line(line: str) -> bool:
    """Whether a line is nothing but a stage direction, whatever its words."""
    return line.lstrip()[:1] in ("[", "(") and _ALONE.match(line) is not None
