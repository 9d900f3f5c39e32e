"""A table in plain text, as wide as the terminal: columns side by side, long cells on several lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP = "  "


def lines(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> Iterator[str]:
    """The lines of a table no wider than `width`; `right` says which columns end, rather than begin, together."""
    natural = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    widths = fitted(natural, width - len(GAP) * (len(heads) - 1))
    for row in (heads, *rows):
        cells = [folded(cell, size) for cell, size in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            parts = (cell[n] if n < len(cell) else "" for cell in cells)
            sides = zip(parts, widths, right, strict=True)
            yield GAP.join(part.rjust(size) if end else part.ljust(size) for part, size, end in sides).rstrip()


def fitted(natural: Sequence[int], width: int) -> list[int]:
    """The widths of columns that together take at most `width`: the widest give way, the narrow stay as they are."""
    widths, left, taken = list(natural), width, len(natural)
    for column in sorted(range(len(natural)), key=natural.__getitem__):
        widths[column] = min(natural[column], max(1, left // taken))
        left, taken = left - widths[column], taken - 1
    return widths


def folded(text: str, width: int) -> list[str]:
    """A cell on as many lines as it needs; what is indented stays so."""
    if len(text) <= width and "\n" not in text:
        return [text]
    indent = " " * min(len(text) - len(text.lstrip(" ")), width // 2)
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) or [""]
