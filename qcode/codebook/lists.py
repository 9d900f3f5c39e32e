"""Word lists: `$name` in a term stands for each term of the list, alone or within a phrase (`manque de $moyens`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from qcode.codebook import terms
from qcode.codebook.fields import Fields
from qcode.codebook.keys import fold, inner
from qcode.codebook.nodes import Table
from qcode.codebook.terms import Unreadable
from qcode.errors import Problem, error
from qcode.model import Term, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qcode.codebook.nodes import Text

LARGEST = 5000
"""Terms that one list or one condition may come to, all lists written out."""

_NAME = re.compile(r"\$([\w-]+)")


@dataclass(frozen=True, slots=True)
class Raw:
    """A list as written."""

    name: str
    items: tuple[Text, ...]
    file: str
    line: int


def collect(tables: Mapping[str, Table], problems: list[Problem]) -> dict[str, Raw]:
    """The lists of all files by folded name: they are the whole guide's, whichever file they stand in."""
    raws: dict[str, Raw] = {}
    for file, table in tables.items():
        for name, node in table.items.items():
            if inner(name) != "lists":
                continue
            if not isinstance(node, Table):
                problems.append(error("list_not_table", file, node.line))
                continue
            for raw in _raws(node, file, problems):
                first = raws.setdefault(fold(raw.name), raw)
                if first is not raw:
                    where = f"{first.file}:{first.line}"
                    problems.append(error("list_twice", file, raw.line, name=raw.name, first=where))
    return raws


def _raws(node: Table, file: str, problems: list[Problem]) -> Iterator[Raw]:
    fields = Fields(node, "", file, problems)
    for name, line in node.lines.items():
        yield Raw(name, fields.texts(fold(name)), file, line)


class Lists:
    """All lists of a guide by folded name, written out when first asked for."""

    def __init__(self, raws: Mapping[str, Raw]) -> None:
        """Hold the lists as written."""
        self.raws = raws
        self._problems: list[Problem] = []
        self._done: dict[str, tuple[Term, ...]] = {}
        self._open: list[str] = []

    def terms(self, name: str) -> tuple[Term, ...] | Unreadable:
        """The terms of a list; what is wrong inside it is noted once, at its own lines."""
        key = fold(name)
        if key not in self.raws:
            return Unreadable("list_unknown", name)
        if key in self._open:
            return Unreadable("list_circular", " → ".join(f"${step}" for step in [*self._open, key]))
        if key not in self._done:
            self._open.append(key)
            self._done[key] = self._read(self.raws[key])
            self._open.pop()
        return self._done[key]

    def check(self) -> list[Problem]:
        """What is wrong in the lists, those that no rule names among them."""
        for name in self.raws:
            self.terms(name)
        return self._problems

    def _read(self, raw: Raw) -> tuple[Term, ...]:
        found: dict[str, Term] = {}
        for item in raw.items:
            read = self.expand(item.value)
            if isinstance(read, Unreadable):
                self._problems.append(term_problem(read, raw.file, item))
            else:
                found |= {term.source: term for term in read}
        return tuple(found.values())[:LARGEST]

    def expand(self, source: str) -> tuple[Term, ...] | Unreadable:
        """The terms that a written term stands for: itself, or one for each term of the lists it names."""
        text = source.strip()
        if "$" not in text or text.startswith("/"):
            term = terms.parse(text)
            return term if isinstance(term, Unreadable) else (term,)
        if alone := _NAME.fullmatch(text):
            return self.terms(alone[1])
        return self._phrase(text)

    def _phrase(self, text: str) -> tuple[Term, ...] | Unreadable:
        choices: list[tuple[Term, ...]] = []
        size = 1
        for piece in text.split():
            found = self._piece(piece)
            if isinstance(found, Unreadable):
                return found
            choices.append(found)
            size *= len(found)
        if size > LARGEST:
            return Unreadable("list_large", str(size))
        rows = (_join(row) for row in product(*choices))
        return tuple(row for row in rows if not terms.hollow(row.words)) or Unreadable("term_hollow")

    def _piece(self, piece: str) -> tuple[Term, ...] | Unreadable:
        if "$" not in piece:
            words = terms.words(piece)
            return words if isinstance(words, Unreadable) else (Term(piece, words),)
        name = _NAME.fullmatch(piece)
        found = self.terms(name[1]) if name else Unreadable("term_sign", piece)
        if isinstance(found, Unreadable):
            return found
        return tuple(term for term in found if not term.regex)


def _join(row: tuple[Term, ...]) -> Term:
    words: tuple[Word, ...] = tuple(word for term in row for word in term.words)
    return Term(" ".join(term.source for term in row), words)


def term_problem(why: Unreadable, file: str, item: Text) -> Problem:
    """The problem that tells where a term can't be read."""
    return error(why.kind, file, item.line, term=item.value, sign=why.sign)
