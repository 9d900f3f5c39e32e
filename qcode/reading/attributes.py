"""Attributes of an interview: header and table brought together, and checked against the study's lists."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from qcode.errors import Problem, warning
from qcode.model import Settings, understood
from qcode.reading.beside import Given
from qcode.reading.header import Header, meant
from qcode.reading.vocabulary import HEADER_KEYS, fold

_OF_TABLES = ("interview", "personne")  # columns that no header needs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written."""

    file: str
    line: int


def merge(
    file: str, header: Header, own: Mapping[str, str], given: Given
) -> tuple[dict[str, str], dict[str, Place], list[Problem]]:
    """All values with their places; a table wins over a header, and says so where they differ.

    `own`: what the format itself says (a field of the file), which both win over.
    """
    values, places, problems = dict(own), dict.fromkeys(own, Place(file, 0)), []
    for name, value in header.values.items():
        values[name], places[name] = value, Place(file, header.lines[name])
    for name, value in given.values.items():
        if fold(header.values.get(name, value)) not in (fold(value), ""):
            place = places[name]
            problems.append(
                warning(
                    "header_and_table", file, place.line, attribute=name, header=values[name], table=value,
                    where=f"{given.file}:{given.line}",
                )
            )  # fmt: skip
        values[name], places[name] = value, Place(given.file, given.line)
    return values, places, problems


def misread(file: str, header: Header, settings: Settings) -> list[Problem]:
    """Lines of the header that have no colon, and keys that seem misspelt."""
    problems = [
        warning("header_line", file, line.number, line=line.text, key=with_colon(line.text, settings))
        for line in header.lost
    ]
    for name, number in header.lines.items():
        if near := meant(name, settings, header.values):
            problems.append(warning("header_key_near", file, number, key=name, near=near))
    return problems


def with_colon(line: str, settings: Settings) -> str:
    """How a line was meant: `territoire Nantes` → `territoire: Nantes`, anything else a title."""
    words = line.split()
    known = {key for key, name in HEADER_KEYS.items() if name not in _OF_TABLES}
    known |= {fold(attribute.id) for attribute in settings.attributes}
    for count in (3, 2, 1):
        if len(words) > count and "_".join(map(fold, words[:count])) in known:
            return f"{' '.join(words[:count])}: {' '.join(words[count:])}"
    return f"titre: {line}"


def checked(
    values: dict[str, str], places: Mapping[str, Place], file: str, settings: Settings
) -> tuple[dict[str, str], list[Problem]]:
    """The values as the study's lists spell them, and what is missing or not in a list."""
    values, problems = dict(values), []
    for attribute in settings.attributes:
        written = values.get(attribute.id, "")
        allowed = {fold(value): value for value in attribute.values}
        if not written:
            problems.append(warning("attribute_missing", file, attribute=attribute.id))
        elif allowed and fold(written) not in allowed:
            place = places[attribute.id]
            near = nearest(written, allowed)
            problems.append(
                warning(
                    "attribute_not_allowed", place.file, place.line, attribute=attribute.id, value=written, near=near
                )
            )
        elif allowed:
            values[attribute.id] = allowed[fold(written)]
    if (date := values.get("date", "")) and understood(date) is None:
        place = places["date"]
        problems.append(warning("date_not_understood", place.file, place.line, value=date))
    return values, problems


def nearest(written: str, allowed: Mapping[str, str]) -> str:
    """The allowed value that looks most like what was written."""
    found = difflib.get_close_matches(fold(written), list(allowed), n=1, cutoff=0.0)
    return allowed[found[0]] if found else ""
