"""The block at the top of a transcript: `clé: valeur` lines before the first blank one, and what they mean.

A title may stand above it. A line without a colon costs no other line, and is told; so is a key that seems misspelt.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qcode.model import Person, Settings
from qcode.reading.front import FENCE, Line, fenced, front
from qcode.reading.vocabulary import HEADER_KEYS, LABEL_ROLES, fold

_SENTENCE = re.compile(r"[?!…]|\w{3,}\.")
_TITLES = 8  # lines that may stand above the first known key
_SHORT, _LONG = 5, 25  # letters of a key that may be misspelt
_LONGEST = 5_000  # characters of a list of people
_PEOPLE_KEYS = frozenset({"enqueteur", "enquete"})  # header keys that are turn labels in other files
_NOT_KEY = re.compile(r"[^\w°]+")
_PEOPLE = re.compile(r"\s*([^,;()]+?)\s*(?:\(([^()]*)\))?\s*(?:[,;]|\bet\b|\band\b|\Z)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says, where each key stands, and where the interview begins."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)  # key → line, from 1
    end: int = 0  # offset of the first character after it
    lost: tuple[Line, ...] = ()  # lines in its midst that have no colon


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


def meant(name: str, settings: Settings, present: Container[str] = ()) -> str:
    """The known key that an unknown one seems to misspell, if it is not `present` itself; "" where there is none."""
    spelt = {_snake(attribute.id): attribute.id for attribute in settings.attributes}
    known = {**HEADER_KEYS, **spelt}
    if name in known or name in known.values():
        return ""
    near = _nearest(name, tuple(known))
    return near if near and known[near] not in present else ""


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    """Nearly the same letters; short keys and numbered ones look like too many others."""
    if not _SHORT <= len(name) <= _LONG or any(map(str.isdigit, name)):
        return ""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.83)), "")


def read_header(text: str, settings: Settings) -> Header:
    """The header of a text; an empty one where its first lines hold no key that qcode or the study knows."""
    lines, end = fenced(text)
    if end and not any(_is_label(line, {}) for line in lines):
        kept = {key(line.key, settings): line for line in reversed(lines) if line.key}
        lost = tuple(line for line in lines if not line.key)
        return Header(
            {k: line.value for k, line in kept.items()}, {k: line.number for k, line in kept.items()}, end, lost
        )
    return _walk([(key(line.key, settings), line) for line in _block(text, settings)], text, settings)


def _block(text: str, settings: Settings) -> list[Line]:
    """The lines from the top to the blank one that follows the first known key; none where no key is known."""
    block: list[Line] = []
    known, begun = _known(settings) | _PEOPLE_KEYS, False
    for line in front(text):
        if not line.text and begun:
            break
        if not line.text:
            block = [before for before in block if before.key]  # what stood above was a title
        elif line.text != FENCE and (begun or line.text[0] != "#"):
            block.append(line)
            begun = begun or (bool(line.key) and _is_known(key(line.key, settings), known, settings))
            if not begun and len(block) > _TITLES:
                break
    return block if begun else []


def _is_known(name: str, known: Container[str], settings: Settings) -> bool:
    """Whether it is a key that qcode or the study knows, if only nearly."""
    return name in known or bool(meant(name, settings))


def _known(settings: Settings) -> set[str]:
    """Keys that nobody takes for the label of a turn."""
    return {*HEADER_KEYS.values(), *(attribute.id for attribute in settings.attributes)} - _PEOPLE_KEYS


def _walk(block: Sequence[tuple[str, Line]], text: str, settings: Settings) -> Header:
    """Take lines as long as they belong to the header; one without a colon does where a known key still follows."""
    known = _known(settings)
    last = max((place for place, (name, _) in enumerate(block) if name in known), default=-1)
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    end, lost, pending = 0, list[Line](), list[Line]()
    for place, (name, line) in enumerate(block):
        if not line.key and place < last:
            pending.append(line)
            continue
        if (
            not line.key
            or _is_label(line, values)
            or (pending and name not in known)
            or (name in _PEOPLE_KEYS and _opens_turns(line, text, sure=last >= 0))
            or (name not in known | _PEOPLE_KEYS and not (values and place < last) and _comes_back(line, text))
        ):
            break
        values.setdefault(name, line.value)
        lines.setdefault(name, line.number)
        end, lost, pending = line.end, lost + pending, []
    return Header(values, lines, end, tuple(lost))


def _is_label(line: Line, values: Mapping[str, str]) -> bool:
    """Whether the header has named this speaker, or it is one of the usual letters: the blank line was forgotten."""
    folded = fold(line.key)
    labels = {fold(person.label) for name in _PEOPLE_KEYS for person in people(values.get(name, ""))}
    return folded in labels or (len(folded) <= 2 and folded.rstrip("0123456789") in LABEL_ROLES)


def _opens_turns(line: Line, text: str, *, sure: bool) -> bool:
    """Whether `Enquêteur : …` is what the enquêteur says; in a header that is one for `sure`, two signs are needed."""
    comes_back, is_sentence = _comes_back(line, text), _SENTENCE.search(line.value) is not None
    return (comes_back and is_sentence) if sure else (comes_back or is_sentence)


def _comes_back(line: Line, text: str) -> bool:
    """Whether the key opens a later line as well, as labels do."""
    place = text.find(f"\n{line.key}", line.end - 1)
    return place >= 0 and text[place + 1 + len(line.key) :][:3].lstrip().startswith(":")


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
