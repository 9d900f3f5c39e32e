"""The lines at the top of a transcript, cut at their colons: what may be its header. What they mean: `header`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_KEY = r"[^\S\n]*(?:[*#>-]+[^\S\n]*)?([^\W\d_][^:\t\n]{0,39}?)\*{0,2}[^\S\n]*"
_LINE = re.compile(_KEY + r"(?::\*{0,2}|\t)(?:[^\S\n]*(.*)|)\Z")
_ITEM = re.compile(r"\s*-\s+(.*)\Z")
_QUOTED = re.compile(r"([\"'])(.*)\1\Z")
_LONGEST, _MOST = 5_000, 60  # characters and lines that a header may have
FENCE = "---"


class Line(NamedTuple):
    """One line: `key: value`, or `key` "" where it has no colon."""

    text: str
    key: str  # as written
    value: str
    number: int  # from 1
    end: int  # offset of the line that follows


def front(text: str) -> Iterator[Line]:
    """The first lines of a text."""
    place = 0
    for number, line in enumerate(text[:_LONGEST].split("\n")[:_MOST], 1):
        place += len(line) + 1
        found = _LINE.match(line)
        written, value = (found[1], (found[2] or "").strip()) if found else ("", "")
        yield Line(line.strip(), written, value, number, min(place, len(text)))


def fenced(text: str) -> tuple[list[Line], int]:
    """The lines of a YAML front matter (between two `---`), and where it ends; none, 0 where there is no such thing."""
    if not text.startswith(FENCE):
        return [], 0
    first, *lines = front(text)
    if first.text != FENCE or not lines or not lines[0].text:
        return [], 0
    for place, line in enumerate(lines):
        if line.text in (FENCE, "..."):
            return list(_listed(lines[:place])), line.end
    return [], 0


def _listed(lines: list[Line]) -> Iterator[Line]:
    """Keys with plain values: quotes off, lists (`[a, b]`, or an item a line) with commas."""
    at: Line | None = None
    for line in lines:
        item = _ITEM.match(line.text)
        if at and item:
            value = ", ".join(filter(None, (at.value, _plain(item[1]))))
            at = at._replace(value=value, end=line.end)
        elif line.text and not line.text.startswith("#"):
            if at:
                yield at
            at = line._replace(value=_plain(line.value))
    if at:
        yield at


def _plain(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_plain(part) for part in value[1:-1].split(",") if part.strip())
    found = _QUOTED.match(value)
    return found[2] if found else value
