"""The shapes that the beginning of a turn can have on its line. Whether it is one is decided in `labels`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = rf"(?:[\[(<#]\s*)?(?P<time>{_CLOCK})(?:\s*[-–—>]+\s*{_CLOCK})?(?:-\d)?(?:\s*[\])>#])?"
_LATER = _TIME.replace("time", "later")
_NAME = r"[*_]{0,2}(?P<label>[^\W_](?:[^\n:\t]{0,48}?[^\s:*_])??)[*_]{0,2}"
_LINE_NUMBER = r"(?:\d{1,4}[.)]?[ \t]{1,8}(?!\d))?"
_START = rf"\s*{_LINE_NUMBER}(?:{_TIME}\s*[-–—]?\s*)?(?:(?:>>|[—–•▪●○■►‣◦-])\s*)?"

COLON = re.compile(rf"{_START}{_NAME}\s*(?:{_LATER}\s*)?:[*_]{{0,2}}(?:\s+|\Z)")
"""`E1 : …`, `[0:01:23] Mme Durand : …`, `Marie D. (CRESS) : …`, `**R :** …`, `>> E1: …`, `R (0:12) : …`, `12 E : …`."""
DOT = re.compile(rf"\s*(?:{_TIME}\s*)?[—–-]\s*(?P<label>[A-Z]{{1,2}}\d?)\s*\.(?:\s+|\Z)")
"""`— Q. …`."""
LETTER = re.compile(r"\s*(?P<label>[A-Z]{1,2}\d?)\s*[./)=>—–-](?:\s+|\Z)")
"""`Q. …`, `Q/ …`, `Q - …`: only for labels that say a role."""
TAB = re.compile(rf"(?:{_TIME}\t)?{_NAME}\s?:?\t(?:{_LATER}\t)?[^\S\n]*")
"""`E1` tab `…`, with times in columns of their own."""
LONG_DASH = re.compile(rf"\s*(?:{_TIME}\s*)?{_NAME}\s+[—–-]\s+")
"""`Enquêté·e — …`."""
ALONE = re.compile(rf"\s*(?:{_TIME}\s*[-–—]?\s*)?{_NAME}\s*:?\s*(?:{_LATER})?\s*\Z")
"""`Mme Durand` or `00:01:23 Mme Durand`, what is said on the lines below."""
BOXED = re.compile(rf"\s*(?:{_TIME}\s*[-–—]?\s*)?\[(?P<label>[^\[\]\n:]{{1,40}})\]\s*:?\s*(?:{_LATER})?\s*\Z")
"""`[Chercheur] (0:01 - 0:11)`, what is said on the lines below."""
BRACKETS = re.compile(rf"\s*(?:{_TIME}\s*)?[\[(](?P<label>[^\[\]()\n:]{{1,40}})[\])]\s*(?:{_LATER}\s*)?:?\s+")
"""`[Enquêteur] …`, `(E1) …`, `[SPEAKER_00]: …`."""
MARK = re.compile(rf"\s*(?:{_TIME}\s*)?(?:[—–-]|>>)(?P<label>)\s+")
"""A dash or `>>` and no label: somebody else speaks."""
_SPELT = r"(?:\d{1,2} (?:heures?|hours?) )?(?:\d{1,2} minutes? )?\d{1,2} (?:secondes?|seconds?)"
CLOCK_LINE = re.compile(rf"\s*(?:{_SPELT})?{_TIME}\s*\Z")
"""A time code and nothing else; a program may spell it out before."""
_CLOCK_LONG = 60  # letters of such a line, at most

DASHES = frozenset("—–-[(<0123456789 \t\u00a0")  # what a line with a dash, and maybe a time code, begins with


class Head(NamedTuple):  # one a turn: a tuple is made four times faster than a frozen dataclass
    """Where a turn begins: the line's start, the label, the start of what is said, a time code."""

    start: int
    label: str
    speech: int
    time: float | None = None


Lines = list[tuple[int, str]]
"""Lines that are not blank, with their offsets."""


def lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, with its offset."""
    place = start
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            yield place, line
        place += len(line) + 1


def matches(body: Iterable[tuple[int, str]], shape: re.Pattern[str]) -> list[Head]:
    """The lines of this shape."""
    early, late = "time" in shape.groupindex, "later" in shape.groupindex
    found = []
    for place, line in body:
        if match := shape.match(line):
            clock = (early and match["time"]) or (late and match["later"])
            found.append(Head(place, match["label"].strip(), place + match.end(), seconds(clock) if clock else None))
    return found


def seconds(clock: str) -> float:
    """`00:12:31.5` → 751.5."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def seconds_or_none(clock: str) -> float | None:
    """The seconds of a clock time or of a plain number; None for anything else."""
    return seconds(clock) if re.fullmatch(rf"{_CLOCK}|\d+(?:[.,]\d+)?", clock) else None


def clock_of(line: str) -> float | None:
    """The seconds of a line that holds nothing but a time code."""
    found = CLOCK_LINE.match(line) if len(line) < _CLOCK_LONG and ":" in line else None
    return seconds(found["time"]) if found else None
