"""Lines of printed pages to a text: running heads out, columns in turn, wrapped lines and cut words joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from qcode.reading.vocabulary import AFTER_HYPHEN

_PAGE_NUMBER = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_FULL = 0.85  # a line as long as this share of its column's width goes on in the next one
_GAP = 1.7  # line heights from which a gap separates paragraphs
_EDGE = 3  # lines at the top and at the bottom of a page that may be running heads
_FEW = 4  # lines that a column has at least
_WIDE = 0.25  # of the width: lines of a column, not labels in a margin
_ACROSS = 0.15  # of the lines of a page with columns may go across both
_PLACES = 100  # where a second column is looked for, at most
_CUT = re.compile(r"(\w+)([-\u00ad\u2010])\Z")
_WORD = re.compile(r"\w+(?:-\w+)*")


class Line(NamedTuple):
    """One line of a page, with its place in points from the page's bottom left; `column` 0 is the whole width."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    column: int = 0


class Printed(NamedTuple):
    """The text of printed pages, and what was done to get it."""

    text: str
    left_out: int  # running heads, page numbers
    columns: int  # pages read column by column
    joined: int  # words that were cut at the end of a line


def read_pages(lines: Sequence[Line]) -> Printed:
    """Put lines, from top to bottom, back into paragraphs."""
    pages = [list(page) for _, page in groupby(lines, key=attrgetter("page"))]
    kept = _without_heads(pages)
    ordered = [in_columns(page) for page in kept]
    parts, joined = _paragraphs([line for page in ordered for line in page])
    return Printed(
        "".join(parts),
        sum(map(len, pages)) - sum(map(len, kept)),
        sum(any(line.column for line in page) for page in ordered),
        joined,
    )


def _without_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Take off, from the edges inwards, page numbers and what stands there on most pages, digits apart."""
    for edge in (0, -1):
        for _ in range(_EDGE):
            there = Counter(_bare(page[edge].text) for page in pages if page)
            often = {text for text, count in there.items() if count > 1 and count > len(pages) / 2}
            off = [bool(page) and _is_head(page[edge].text, often) for page in pages]
            pages = [_cut(page, edge) if out else page for page, out in zip(pages, off, strict=True)]
            if not any(off):
                break
    return pages


def _cut(page: list[Line], edge: int) -> list[Line]:
    return page[1:] if edge == 0 else page[:-1]


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _is_head(text: str, often: set[str]) -> bool:
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None or _bare(text) in often


def in_columns(page: list[Line]) -> list[Line]:
    """The lines in reading order: where a page has two columns of text, the left one before the right one.

    A line across both comes after what stands above it. Labels in a margin are no column: they are too narrow.
    """
    gutter = _gutter(page)
    if gutter is None:
        return page
    found: list[Line] = []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in page:
        if line.right <= gutter or line.left >= gutter:
            side = line.left >= gutter
            sides[side].append(line._replace(column=side + 1))
        else:
            found += [*sides[0], *sides[1], line]
            sides = ([], [])
    return [*found, *sides[0], *sides[1]]


def _gutter(page: list[Line]) -> float | None:
    """Where the right one of two columns begins; None where there are not two."""
    if len(page) < 2 * _FEW:
        return None
    start, width = min(line.left for line in page), max(line.right for line in page) - min(line.left for line in page)
    places = {round(line.left) for line in page if 0.35 < (line.left - start) / (width or 1) < 0.7}
    return next((place for place in sorted(places)[:_PLACES] if _are_columns(page, place - 1, width)), None)


def _are_columns(page: list[Line], gutter: float, width: float) -> bool:
    """Whether there is running text on both sides, at the same heights, and hardly a line across."""
    left, right = [line for line in page if line.right <= gutter], [line for line in page if line.left >= gutter]
    if min(len(left), len(right)) < _FEW or len(page) - len(left) - len(right) > _ACROSS * len(page):
        return False
    beside = min(left[0].top, right[0].top) - max(left[-1].bottom, right[-1].bottom)
    tall = min(side[0].top - side[-1].bottom for side in (left, right))
    wide = all(median(line.right - line.left for line in side) > _WIDE * width for side in (left, right))
    return wide and beside > tall / 2


def _paragraphs(lines: Sequence[Line]) -> tuple[list[str], int]:
    """Lines joined where the first is full and the second follows closely; how many words were put together again."""
    if not lines:
        return [], 0
    bounds = {
        column: (min(line.left for line in same), max(line.right for line in same))
        for column, same in ((each, [line for line in lines if line.column == each]) for each in (0, 1, 2))
        if same
    }
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    parts, joined, last = [lines[0].text.strip()], 0, lines[0]
    for line in lines[1:]:
        text, (left, right) = line.text.strip(), bounds[last.column]
        near = line.page != last.page or line.column > last.column > 0 or _close(last, line)
        if near and (whole := rejoined(parts[-1], text, words)) is not None:
            parts[-1:], joined = [whole], joined + 1
        elif near and last.right - left > _FULL * (right - left):
            parts.append(" ")
        else:
            parts.append("\n" if near else "\n\n")
        parts.append(text)
        last = line
    return parts, joined


def _close(line: Line, following: Line) -> bool:
    """Whether there is no more than the usual space between two lines."""
    return line.top - following.top < _GAP * (line.top - line.bottom)


def rejoined(line: str, following: str, words: Counter[str]) -> str | None:
    """The line without the hyphen that cut its last word; None where no word was cut.

    The hyphen stays where the text writes the word so elsewhere, or where such a word always has one.
    """
    cut, rest = _CUT.search(line), _WORD.match(following)
    if not cut or not rest or not rest[0][0].islower():
        return None
    first, second = cut[1].casefold(), rest[0].casefold()
    hyphenated, whole = words[f"{first}-{second}"], words[first + second]
    keeps = cut[2] != "\u00ad" and (hyphenated > whole or (not whole and second.split("-")[0] in AFTER_HYPHEN))
    return line if keeps else line[: cut.start(2)]


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Lines that are not blank, from top to bottom, then from left to right."""
    shown = (line for line in lines if line.text.strip())
    return sorted(shown, key=lambda line: (line.page, -round(line.top), line.left))
