"""The block at the top of a transcript: `clé: valeur` lines before the first blank one, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from qcode.model import Person, Settings
from qcode.reading.vocabulary import HEADER_KEYS, LABEL_ROLES, fold

_KEY = r"[^\S\n]*(?:[*#>-]+[^\S\n]*)?([^\W\d_][^:\t\n]{0,39}?)\*{0,2}[^\S\n]*"
_LINE = re.compile(_KEY + r"(?::\*{0,2}|\t)(?:[^\S\n]*(.*)|)\Z")
_SENTENCE = re.compile(r"[?!…]|\w{3,}\.")
_LONGEST, _MOST = 5_000, 60  # characters and lines that a header may have
_PEOPLE_KEYS = frozenset({"enqueteur", "enquete"})  # header keys that are turn labels in other files
_NOT_KEY = re.compile(r"[^\w°]+")
_PEOPLE = re.compile(r"\s*([^,;()]+?)\s*(?:\(([^()]*)\))?\s*(?:[,;]|\bet\b|\band\b|\Z)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, where each key stands, and where the interview begins."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # key → line, from 1
    end: int = 0  # offset of the first character after it


def key(written: str, settings: Settings) -> str:
    """The one name of a header key or a table's column: `Type d'acteur` → `type_acteur`."""
    name = _snake(written)
    for attribute in settings.attributes:
        if name == _snake(attribute.id) or name in map(_snake, attribute.label.values()):
            return attribute.id
    return HEADER_KEYS.get(name, name)


@lru_cache(maxsize=4096)
def _snake(written: str) -> str:
    return _NOT_KEY.sub("_", fold(written)).strip("_")


def read_header(text: str, settings: Settings) -> Header:
    """The header of a text; an empty one where it does not begin with keys that qcode or the study knows."""
    block = list(_block(text, settings))
    known = {*HEADER_KEYS.values(), *(attribute.id for attribute in settings.attributes)} - _PEOPLE_KEYS
    sure = any(line.key in known for line in block)
    if not block or block[0].key not in known | _PEOPLE_KEYS:
        return Header()
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    end = 0
    for line in block:
        if _is_turn(line, values, text, sure):
            break
        if line.key not in values:
            values[line.key], lines[line.key] = line.value, line.number
        end = line.end
    return Header(values, lines, end)


@dataclass(frozen=True, slots=True)
class _Line:
    """One `clé: valeur` line."""

    written: str
    key: str
    value: str
    number: int
    end: int


def _block(text: str, settings: Settings) -> Iterator[_Line]:
    """The lines of the shape `clé: valeur` at the top of a text, up to the first blank or other line."""
    place, begun = 0, False
    for number, line in enumerate(text[:_LONGEST].split("\n"), 1):
        place += len(line) + 1
        if line.strip() == "---" or not (begun or line.strip().strip("#")) or (line.startswith("#") and not begun):
            continue  # the fences of Markdown, blank lines and headings before the first key
        found = _LINE.match(line)
        if not found or number > _MOST:
            return
        begun = True
        yield _Line(found[1], key(found[1], settings), (found[2] or "").strip(), number, min(place, len(text)))


def _is_turn(line: _Line, values: Mapping[str, str], text: str, sure: bool) -> bool:
    """Whether a line of the block is a turn already, because the blank line was forgotten or there is no header."""
    folded = fold(line.written)
    labels = {fold(person.label) for name in _PEOPLE_KEYS for person in people(values.get(name, ""))}
    if folded in labels or (len(folded) <= 2 and folded.rstrip("0123456789") in LABEL_ROLES):
        return True
    if line.key not in _PEOPLE_KEYS:
        return False
    comes_back, is_sentence = _comes_back(line, text), _SENTENCE.search(line.value) is not None
    return (comes_back and is_sentence) if sure else (comes_back or is_sentence)


def _comes_back(line: _Line, text: str) -> bool:
    """Whether the key opens a later line as well, as labels do."""
    place = text.find(f"\n{line.written}", line.end - 1)
    return place >= 0 and text[place + 1 + len(line.written) :][:3].lstrip().startswith(":")


def people(written: str) -> list[Person]:
    """Who is named: `R1 (coordinatrice), R2 (cuisinière, genre=femme)`; free words in brackets are the function."""
    return [Person(name, _details(details or "")) for name, details in _PEOPLE.findall(written[:_LONGEST]) if name]


def _details(written: str) -> dict[str, str]:
    """`coordinatrice, genre=femme` → fonction and genre."""
    details: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in re.split("[,;]", written))):
        name, equals, value = part.partition("=")
        if equals:
            details[_snake(name)] = value.strip()
        else:
            details["fonction"] = ", ".join(filter(None, (details.get("fonction", ""), part)))
    return details
