"""Praat TextGrids, long or short: the intervals of all tiers, in order of time; a tier is a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.reading.bounds import Limits
from qcode.reading.cues import runs
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft, Piece, UnreadableError, compose

SUFFIXES = (".textgrid",)
_TOKEN = re.compile(r'"((?:[^"]|"")*)"|\[\d*\]|(?<![\w.])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.])')


def read(data: bytes, limits: Limits) -> Draft:
    """What is said in a TextGrid: both forms are the same strings and numbers, with or without their names."""
    text, notes = decode(data)
    text = canonical(text)
    if "ooTextFile" not in text[:200]:
        raise UnreadableError("not_the_format", format="TextGrid")
    tokens = [
        found[1].replace('""', '"') if found[1] is not None else float(found[2])
        for found in _TOKEN.finditer(text)
        if found[1] is not None or found[2] is not None
    ]
    try:
        pieces = [piece for piece in _tiers(iter(tokens)) if piece[1].strip()]
    except (StopIteration, TypeError, ValueError, OverflowError, RuntimeError) as problem:
        raise UnreadableError("not_the_format", format="TextGrid") from problem
    return compose(runs(sorted(pieces, key=lambda piece: piece[2] or 0.0)), notes=notes)


def _tiers(tokens: Iterator[str | float]) -> Iterator[Piece]:
    """Walk through kind, class, bounds, number of tiers, then each tier."""
    _, _, _, _, tiers = (next(tokens) for _ in range(5))
    for _ in range(int(tiers)):
        kind, name, _, _, size = (next(tokens) for _ in range(5))
        for _ in range(int(size)):
            start = float(next(tokens))
            if kind == "IntervalTier":
                next(tokens)
            yield str(name), str(next(tokens)), start
