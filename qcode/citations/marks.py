"""Where a report quotes: « », “ ”, " ", and blocks set apart. Marks inside a quotation belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qcode.citations.document import Paragraph

LONGEST = 6
"""A quotation that is not closed within so many paragraphs ends with the one it began in."""
WORDS = 3
"""Words that single marks must hold to be a quotation rather than apostrophes."""

_TYPED = re.compile(r"<<\s*([^<>]+?)\s*>>")
_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_SINGLE = {"‘": "’", "'": "'"}
"""Marks that are apostrophes as well: they open before a word and close after one, and prove nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a report gives as somebody's."""

    text: str
    paragraph: int  # where it begins
    start: int  # of the opening mark
    last: int  # the paragraph in which it ends
    end: int  # after the closing mark, in the last paragraph
    block: bool = False  # a paragraph set apart, without marks
    sure: bool = True  # set apart by name or sign, not by its indentation alone


def composed(paragraph: Paragraph) -> Paragraph:
    """The paragraph with accents and letters as one, and with « » where a keyboard gave << >>."""
    return replace(paragraph, text=_TYPED.sub(r"« \1 »", unicodedata.normalize("NFC", paragraph.text)))


def quotations(paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """Every quotation, in reading order, the outermost only."""
    number, place = 0, 0
    while number < len(paragraphs):
        paragraph = paragraphs[number]
        if place == 0 and paragraph.apart and not _opens(paragraph.text):
            text, end = _block(paragraph.text)
            if text.strip():
                yield Quotation(text, number, 0, number, end, block=True, sure=paragraph.sure)
            number += 1
            continue
        found = _next(paragraphs, number, place)
        if found is None:
            number, place = number + 1, 0
        else:
            yield found
            number, place = found.last, found.end


def _opens(text: str) -> bool:
    return text.lstrip()[:1] in {*_PAIRS, '"'}


def _block(text: str) -> tuple[str, int]:
    """A block without the reference at its end, and where the reference begins."""
    reference = re.search(r"[\s.…!?]*\s[(\[][^()\[\]]{2,200}[)\]]\s*\.?\s*$|\n\s*[—–-]\s[^\n]{2,200}$", text)
    if reference and not re.fullmatch(r"[\s.…!?]*[(\[]\s*(?:\.\.\.|…)\s*[)\]]\s*\.?\s*", reference[0]):
        return text[: reference.start()], reference.start()
    return text, len(text)


def _next(paragraphs: Sequence[Paragraph], number: int, place: int) -> Quotation | None:
    text = paragraphs[number].text
    for start in range(place, len(text)):
        if text[start] in _PAIRS or (text[start] == '"' and _is_opening(text, start)):
            return _closed(paragraphs, number, start) or _unclosed(text, number, start)
        if text[start] in _SINGLE and (found := _single(text, number, start)):
            return found
    return None


def _single(text: str, number: int, start: int) -> Quotation | None:
    """Words between single marks: some, in one paragraph, and no other mark between them."""
    before, after, closing = text[start - 1 : start], text[start + 1 : start + 2], _SINGLE[text[start]]
    if before.isalnum() or not after.isalnum():
        return None
    end = re.compile(rf"(?<=[\w.!?…]){re.escape(closing)}(?!\w)").search(text, start + 1)
    inside = text[start + 1 : end.start()] if end else ""
    if len(inside.split()) < WORDS or any(mark in inside for mark in '«»“”"'):
        return None
    return Quotation(inside, number, start, number, start + len(inside) + 2, sure=False)


def _is_opening(text: str, place: int) -> bool:
    """A straight mark opens where a word begins; `5"` and the end of a quotation don't."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (not before or not before.isalnum()) and bool(after) and '"' in text[place + 1 :]


def _closed(paragraphs: Sequence[Paragraph], number: int, start: int) -> Quotation | None:
    opening = paragraphs[number].text[start]
    closing = _PAIRS.get(opening, '"')
    depth, parts = 1, []
    for last in range(number, min(number + (LONGEST if closing == "»" else 1), len(paragraphs))):
        text, begin = paragraphs[last].text, start + 1 if last == number else 0
        for place in range(begin, len(text)):
            depth += (text[place] == opening and opening != closing) - (text[place] == closing)
            if depth == 0:
                parts.append(text[begin:place])
                return Quotation("\n".join(parts), number, start, last, place + 1)
        parts.append(text[begin:])
    return None


def _unclosed(text: str, number: int, start: int) -> Quotation | None:
    """« without its end: up to the last » of the paragraph (one opened twice), else the rest of the paragraph."""
    if text[start] != "«":
        return None
    end = text.rfind("»", start)
    end = end if end > start else len(text)
    return Quotation(text[start + 1 : end], number, start, number, min(end + 1, len(text)))
