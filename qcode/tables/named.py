"""Which codes the guide itself names under another: what goes together, and what it tells apart.

A definition or an inclusion that names another code says that both may be given; an exclusion that names one sends
there instead. A code is named by its id, its path or its label, case and accents aside. A name of one word is also
a word of the language (« urgence »): it counts in quotation marks or brackets, with a capital inside a sentence,
beside a `+`, or after a word that announces a code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from qcode.model import Code, Codebook

_MARKED = re.compile(r"[«“\"(]\s*([^«»“”\"()]{2,80}?)\s*[»”\")]")
_CAPITAL = re.compile(r"(?<=[^\W\d_])[,;:]?\s+(?:[ldLD][’'])?([A-ZÀ-Þ][\w’'-]+)")
_ANNOUNCED = re.compile(r"(?:\b(?:voir|codes?|see|cf\.?)\s+|\+\s*)([\w.’'-]+)|([\w.’'-]+)(?=\s*\+)", re.IGNORECASE)


class Named:
    """The codes of a guide, by what its own words say of them."""

    def __init__(self, codebook: Codebook) -> None:
        """Read every definition, inclusion and exclusion once."""
        self.lines = {code.id: _line(codebook, code) for code in codebook.codes}
        names = {code.id: _names(codebook, code) for code in codebook.codes}
        self.with_ = {c.id: _read((*c.definition.values(), *c.include), names) - {c.id} for c in codebook.codes}
        self.without = {c.id: _read(c.exclude, names) - {c.id} for c in codebook.codes}

    def together(self, first: str, second: str) -> bool:
        """Whether the guide says so of one and the other, or of what stands above or under them."""
        return self._meet(first, second, self.with_) or self._meet(second, first, self.with_)

    def apart(self, first: str, second: str) -> bool:
        """Whether an exclusion of one of these two codes sends to the other."""
        return second in self.without[first] or first in self.without[second]

    def _meet(self, first: str, second: str, said: dict[str, set[str]]) -> bool:
        return any(said[code] & self.lines[second] for code in self.lines[first])


def _line(codebook: Codebook, code: Code) -> set[str]:
    """A code, what stands above it, what stands under it: what is said of a family is said of its members."""
    above = {other.id for other in codebook.codes if code.id in codebook.family(other.id)}
    return above | set(codebook.family(code.id))


def _names(codebook: Codebook, code: Code) -> set[str]:
    """Everything a guide may call a code, folded."""
    last = codebook.path(code.id).rpartition(".")[2]
    return {_plain(name) for name in (*code.label.values(), code.id, last, codebook.path(code.id))} - {""}


def _read(texts: Iterable[str], names: dict[str, set[str]]) -> set[str]:
    """The codes that these texts name."""
    found = set()
    for text in texts:
        whole, marked = f" {_plain(text)} ", _marked(text)
        found |= {code for code, known in names.items() if any(_stands(name, whole, marked) for name in known)}
    return found


def _stands(name: str, whole: str, marked: set[str]) -> bool:
    return name in marked or (" " in name and f" {name} " in whole)


def _marked(text: str) -> set[str]:
    """The words that a text gives as names."""
    matches = (match for pattern in (_MARKED, _CAPITAL, _ANNOUNCED) for match in pattern.finditer(text))
    return {_plain(group) for match in matches for group in match.groups() if group}


def _plain(text: str) -> str:
    """Words without case, accents or punctuation; `_` and `.` part words as spaces do."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())
