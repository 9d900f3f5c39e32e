"""Sizes and colours of printed documents; readable in grey."""

from __future__ import annotations

from typing import NamedTuple

INK, BLUE, GREY = "1F2933", "1F3A5F", "5B6670"
HAIR, RULE, HEAD = "D5DBE1", "9AA5B1", "E9EEF4"
HEAT = ("", "DFE9F3", "BCD3E6", "8FB6D6", "6A9CC6")
RED = "7A1F1F"
FONT = "Calibri"


class Look(NamedTuple):
    """One paragraph style; sizes and spaces in points, indents in centimetres."""

    size: float = 10.5
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.15
    left: float = 0
    right: float = 0
    align: str = "LEFT"
    next: bool = False  # stays with the next paragraph
    rule: str = ""  # colour of a line on its left


LOOKS = {
    "title": Look(22, BLUE, bold=True, after=2, line=1),
    "subtitle": Look(11, GREY, after=10),
    "heading1": Look(16, BLUE, bold=True, before=14, after=6, line=1, next=True),
    "heading2": Look(12.5, BLUE, bold=True, before=12, after=4, line=1, next=True),
    "heading3": Look(11, INK, bold=True, before=8, after=3, line=1, next=True),
    "body": Look(),
    "lead": Look(12, INK, after=8),
    "note": Look(8.5, GREY, after=1, line=1),
    "warning": Look(10, RED, bold=True, after=6),
    "item": Look(after=2),
    "caption": Look(9.5, INK, bold=True, before=8, after=3, line=1, next=True),
    "asked": Look(9.5, GREY, italic=True, before=4, after=2, left=0.6, line=1, next=True),
    "verbatim": Look(10.5, INK, after=1, left=0.6, right=0.4, next=True, rule="8FB6D6"),
    "source": Look(8.5, GREY, after=8, left=0.6, line=1),
    "picture": Look(after=2, line=1),
    "head": Look(8.5, bold=True, before=1, after=1, line=1, next=True),
    "headfigure": Look(8.5, bold=True, before=1, after=1, line=1, align="RIGHT", next=True),
    "cell": Look(9, before=1, after=1, line=1),
    "figure": Look(9, before=1, after=1, line=1, align="RIGHT"),
    "gap": Look(4, after=0, line=1),
    "footer": Look(8, GREY, after=0, line=1),
}


def denser(look: Look) -> Look:
    """The same on a page that must hold much."""
    return look._replace(size=look.size * 0.8, before=look.before * 0.45, after=look.after * 0.4, line=1)
