"""Which lines begin a turn, and whose: decided over the whole file, because a colon alone proves nothing.

A label counts when the header or the study names it, when it is a word that says a role, when a time code stands
before it, or when it comes back and looks like a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from qcode.reading.vocabulary import LABEL_ROLES, NOT_LABELS, TITLES, fold, words

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_TIME = rf"(?:[\[(<#]\s*)?(?P<time>{_CLOCK})(?:\s*[-–—>]+\s*{_CLOCK})?(?:-\d)?(?:\s*[\])>#])?"
_NAME = r"[*_]{0,2}(?P<label>[^\W_](?:[^\n:\t]{0,48}?[^\s:*_])??)[*_]{0,2}"
_COLON = re.compile(rf"\s*(?:{_TIME}\s*[-–—]?\s*)?(?:(?:>>|[—–-])\s*)?{_NAME}\s*:[*_]{{0,2}}(?:\s+|\Z)")
_DOT = re.compile(rf"\s*(?:{_TIME}\s*)?[—–-]\s*(?P<label>[A-Z]{{1,2}}\d?)\s*\.(?:\s+|\Z)")
_DASH = re.compile(rf"\s*(?:{_TIME}\s*)?(?P<label>)[—–-]\s+")
_DASHES = frozenset("—–-[(<0123456789")  # what a line with a dash, and maybe a time code, begins with
_NUMBER = re.compile(r"\d+\Z")
_PARTICLES = frozenset(words("de du des d la le les von van et"))


class Head(NamedTuple):  # one a turn: a tuple is made four times faster than a frozen dataclass
    """Where a turn begins: the line's start, the label, the start of what is said, a time code."""

    start: int
    label: str
    speech: int
    time: float | None = None


def lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, with its offset."""
    place = start
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            yield place, line
        place += len(line) + 1


def heads(body: list[tuple[int, str]], named: frozenset[str]) -> list[Head]:
    """The lines that begin a turn, in order; `named`: folded labels that the header or the study gives."""
    dotted = _matches([line for line in body if line[1].lstrip()[:1] in _DASHES], _DOT)
    colons = _matches(body, _COLON)
    known = _accepted(colons, named)
    by_line = {head.start: head for head in colons if head.label in known} | {head.start: head for head in dotted}
    found = list(by_line.values())
    if not found:
        dashes = _matches(body, _DASH)
        found = dashes if len(dashes) > 2 and len(dashes) > len(body) * 0.6 else []
    return sorted(found, key=lambda head: head.start)


def seconds(clock: str) -> float:
    """`00:12:31.5` → 751.5."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def seconds_or_none(clock: str) -> float | None:
    """The seconds of a clock time or of a plain number; None for anything else."""
    return seconds(clock) if re.fullmatch(rf"{_CLOCK}|\d+(?:[.,]\d+)?", clock) else None


def _matches(body: list[tuple[int, str]], shape: re.Pattern[str]) -> list[Head]:
    found = []
    for place, line in body:
        if match := shape.match(line):
            time = seconds(match["time"]) if match["time"] else None
            found.append(Head(place, match["label"].strip(), place + match.end(), time))
    return found


def _accepted(found: list[Head], named: frozenset[str]) -> set[str]:
    """The labels that are labels."""
    times = Counter(head.label for head in found)
    timed = {head.label for head in found if head.time is not None}
    return {
        label
        for label, count in times.items()
        if (folded := fold(label)) in named
        or _NUMBER.sub("", folded).strip() in LABEL_ROLES
        or ((count > 1 or label in timed) and _is_name(label))
    }


def _is_name(label: str) -> bool:
    """Whether it looks like someone's name: capitals, titles, initials, a precision in brackets; no opening word."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", label).strip() or label
    parts = bare.replace("'", " ").replace("’", " ").split()
    if not 0 < len(parts) <= 5 or fold(parts[0]).rstrip(".,") in NOT_LABELS:
        return False
    return (
        all(
            word[0].isupper() or word[0].isdigit() or fold(word).rstrip(".") in TITLES or fold(word) in _PARTICLES
            for word in parts
        )
        and bare[0].isalnum()
    )
