"""What bold (or italic) letters say of who speaks: labels without a colon, questions that alone are in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qcode.reading.decode import canonical
from qcode.reading.shapes import Head, Lines

ON, OFF = "\ufdd0", "\ufdd1"
"""Around bold words while a document is taken apart: no text holds these two, which stand for no character."""

_MARKDOWN = re.compile(r"(?m)^[^\S\n]*(\*\*[^*\n]+\*\*)")
_LONGEST = 48  # letters of a label
_FEW = 3  # questions, and answers
_ASKING = 0.6  # of the bold lines
_RIM = " \t\u00a0*:.–—-"  # around a label


class Bold(NamedTuple):
    """A text, and the stretches of it that are bold."""

    text: str
    strong: tuple[tuple[int, int], ...]


def unmarked(marked: str) -> Bold:
    """The canonical text without the marks, and where they stood."""
    text = canonical(marked.replace(OFF + ON, ""))
    bare = text.replace(ON, "").replace(OFF, "")
    if len(bare) == len(text):
        return Bold(text, ())
    if canonical(bare) != bare:  # a mark stood between a letter and its accent
        return Bold(canonical(bare), ())
    places = [match.start() - number for number, match in enumerate(re.finditer(f"[{ON}{OFF}]", text))]
    return Bold(bare, tuple(_tight(bare, *ends) for ends in zip(places[::2], places[1::2], strict=False)))


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks at its beginning."""
    return end - len(text[start:end].lstrip()), end


def in_markdown(text: str) -> tuple[tuple[int, int], ...]:
    """What is bold at the beginning of lines, its asterisks with it."""
    return tuple(found.span(1) for found in _MARKDOWN.finditer(text)) if "**" in text else ()


def labels(body: Lines, strong: Mapping[int, int]) -> list[Head]:
    """Lines that begin with a few bold words and go on in plain ones."""
    found = []
    for place, start, end, line in _opened(body, strong):
        label = line[start - place : end - place].strip(_RIM)
        if 0 < len(label) <= _LONGEST and line[end - place :].strip(_RIM):
            spaces = len(line[end - place :]) - len(line[end - place :].lstrip(_RIM))
            found.append(Head(place, label, end + spaces))
    return found


def questions(body: Lines, strong: Mapping[int, int]) -> list[Head]:
    """Where bold lines that ask and plain ones that answer take turns: the first line of each."""
    whole = {place: line for place, _, end, line in _opened(body, strong) if not line[end - place :].strip(_RIM)}
    asking = sum("?" in line[-8:] for line in whole.values())
    size = sum(map(len, whole.values()))
    if min(len(whole), len(body) - len(whole)) < _FEW or asking < _ASKING * len(whole):
        return []
    if size > sum(len(line) for _, line in body) / 2:
        return []
    is_bold = [place in whole for place, _ in body]
    begun = [n for n, now in enumerate(is_bold) if (now if n == 0 else now != is_bold[n - 1])]
    return [Head(body[n][0], "", body[n][0]) for n in begun if any(is_bold[: n + 1])]


def _opened(body: Lines, strong: Mapping[int, int]) -> Iterator[tuple[int, int, int, str]]:
    """Lines that begin in bold: offset, where the bold begins and ends, the line."""
    for place, line in body:
        start = place + len(line) - len(line.lstrip())
        if end := strong.get(start):
            yield place, start, min(end, place + len(line)), line
