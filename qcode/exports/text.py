"""Every word of a user on its way into a spreadsheet: never a formula, never an error, never cut unseen.

The facts behind each rule (openpyxl, Excel, LibreOffice) are in docs/decisions/0051-text-in-cells.md.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from qcode.words import say
from qcode.words.typography import number

LIMIT = 32_000
"""UTF-16 units in one cell; Excel takes 32,767, the rest is room for the mark that says that text goes on."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")  # what either of the next two may change
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Losses:
    """What could not be shown as it was; said on the workbook's first sheet."""

    characters: int = 0  # control characters left out, half characters replaced
    cut: int = 0  # texts that go on elsewhere


def clean(text: str, losses: Losses) -> str:
    """The same words without what a sheet can't hold: control characters left out, half characters as `�`."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _SUSPECT.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, dropped = _REFUSED.subn("", text)
    text, halves = _SURROGATE.subn("�", text)
    losses.characters += dropped + halves
    return text


def units(text: str) -> int:
    """The length that Excel counts: UTF-16 units."""
    return len(text) + len(_WIDE.findall(text))


def fits(text: str) -> bool:
    """Whether one cell holds the text whole."""
    return len(text) <= LIMIT // 2 or units(text) <= LIMIT


def parts(text: str) -> list[str]:
    """The text cut into pieces that one cell holds each, nothing left out."""
    pieces = []
    while not fits(text):
        end = len(text.encode("utf-16-le")[: 2 * LIMIT].decode("utf-16-le", "ignore"))
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def in_cell(text: str, losses: Losses) -> str:
    """The text as one cell shows it; one that is too long ends with a mark that says how much is left out."""
    text = clean(text, losses)
    if fits(text):
        return text
    losses.cut += 1
    first = parts(text)[0]
    return first + say("workbook.text.cut", n=number(len(text) - len(first)))


def escape(text: str) -> str:
    """For sheets' XML: `_x0041_` stays these seven characters, which Excel would read as `A`."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def guarded(text: str) -> str:
    """For CSV that Excel opens: an apostrophe before whatever would be calculated."""
    return f"'{text}" if text.startswith(FORMULA) else text
