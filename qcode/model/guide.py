"""The coding guide: codes, and the rules that propose them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class WordKind(StrEnum):
    """How one word of a term matches."""

    LEMMA = "lemma"  # lemma or form, accents and case folded
    EXACT = "exact"  # `=AAP`: this form, accents and case as written
    PREFIX = "prefix"  # `subvention*`
    ANY = "any"  # `_`


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a term."""

    kind: WordKind
    text: str
    optional: bool = False


_SHAPES = re.compile(r"\\[wWsSbB]|\(\?[=!<:]*|\{[\d,]*\}")
"""Pieces of a regular expression that fit any word: its classes, its groups, its counts."""


@dataclass(frozen=True, slots=True)
class Term:
    """An expression to look for: words in a row, or a regular expression as the way out."""

    source: str  # as written
    words: tuple[Word, ...] = ()
    regex: str = ""

    def __hash__(self) -> int:
        """Tell terms apart by how they are written: guides have thousands, and look each up many times."""
        return hash(self.source)

    @property
    def is_free(self) -> bool:
        """Whether any words do: a regular expression with no letter or digit of its own."""
        return bool(self.regex) and not any(map(str.isalnum, _SHAPES.sub("", self.regex)))


class Scope(StrEnum):
    """How far a condition looks when it does not count words."""

    SENTENCE = "sentence"
    TURN = "turn"


class Order(StrEnum):
    """Where a condition's words stand, seen from the anchor."""

    FREE = "free"
    BEFORE = "before"
    AFTER = "after"


class Negated(StrEnum):
    """What becomes of a match under a negation."""

    COUNT = "count"  # counted, and the evidence says so
    SKIP = "skip"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Near:
    """A condition on what stands around the anchor: within a number of words, the sentence or the turn."""

    any: tuple[Term, ...]
    within: int | Scope = Scope.SENTENCE
    order: Order = Order.FREE


@dataclass(frozen=True, slots=True)
class Rule:
    """A readable reason to propose a code. Its words are data of the codebook; none live in Python."""

    id: str
    code: str
    any: tuple[Term, ...]
    near: tuple[Near, ...] = ()
    not_near: tuple[Near, ...] = ()
    unless: tuple[Term, ...] = ()
    asked: tuple[Term, ...] = ()
    carry: int = 0
    speaker: tuple[str, ...] = ()  # labels; empty: every interviewee
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    negated: Negated = Negated.COUNT
    hypothesis: Negated = Negated.COUNT
    voice: Negated = Negated.COUNT  # another's voice: « le financeur nous dit que… »
    score: float = 1.0  # below 0: what speaks against
    family: str = ""  # the top-level code that its weight counts for; "": its own code
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    idea: str = ""  # why these words speak of this code, in a sentence
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A category of the coding guide. Without rules it is coded by hand alone."""

    id: str  # ASCII, permanent
    parent: str  # "" at top level
    label: Mapping[str, str]  # per language
    definition: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    colour: str = ""
    rules: tuple[Rule, ...] = ()
    provisional: bool = False
    born: str = ""  # ISO date; an interview read before it says nothing about this code
    retired: bool = False
    fingerprint: str = ""  # of what a coder must know: label, definition, include, exclude
    file: str = ""
    line: int = 0

    def name(self, language: str) -> str:
        """The label in this language, else in any, else the id."""
        return self.label.get(language) or next(iter(self.label.values()), self.id)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The coding guide: codes in reading order, a parent before its children."""

    codes: tuple[Code, ...] = ()
    fingerprint: str = ""  # of everything, rules included

    def find(self, name: str) -> Code | None:
        """The code with this id or this dotted path."""
        identifier = name.rpartition(".")[2]
        code = next((code for code in self.codes if code.id == identifier), None)
        return code if code and name in (code.id, self.path(code.id)) else None

    def path(self, identifier: str) -> str:
        """The dotted path that tables and files show; the id itself for a code no file defines."""
        code = next((code for code in self.codes if code.id == identifier), None)
        return f"{self.path(code.parent)}.{code.id}" if code and code.parent else identifier

    def children(self, identifier: str) -> tuple[Code, ...]:
        """The direct sub-codes, in reading order."""
        return tuple(code for code in self.codes if code.parent == identifier)

    def family(self, identifier: str) -> frozenset[str]:
        """The code and all that stands under it: what its figures are computed on."""
        below = (self.family(child.id) for child in self.children(identifier))
        return frozenset({identifier}).union(*below)

    def top(self, identifier: str) -> str:
        """The id of the top-level code above (or the code itself)."""
        code = next((code for code in self.codes if code.id == identifier), None)
        return self.top(code.parent) if code and code.parent else identifier

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in reading order."""
        return tuple(rule for code in self.codes for rule in code.rules)
