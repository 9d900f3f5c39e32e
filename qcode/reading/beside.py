"""The tables beside the transcripts: attributes of interviews, attributes of persons, short numbers.

A table is known by its titles, not by its name: `interview` and a label is one row a person, `interview` and
`numero` alone the numbers, `interview` and anything else the attributes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qcode.errors import Problem, error, warning
from qcode.model import Settings
from qcode.reading.draft import UnreadableError
from qcode.reading.header import key
from qcode.reading.numbers import NUMBERS
from qcode.reading.sheets import SUFFIXES, Row, Sheet, read_sheet


@dataclass(slots=True)
class Given:
    """What tables say of one interview, and where."""

    file: str = ""
    line: int = 0
    values: dict[str, str] = field(default_factory=dict)
    persons: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    number: str = ""  # from the table of numbers: asked last


@dataclass(slots=True)
class Beside:
    """All that the tables of a folder say, by interview id."""

    interviews: dict[str, Given] = field(default_factory=dict)

    def of(self, identifier: str) -> Given:
        """What the tables say of this interview; nothing, when they do not name it."""
        return self.interviews.get(identifier, Given())


def read_beside(files: list[Path], root: Path, settings: Settings) -> tuple[Beside, list[Problem]]:
    """Read every table of the transcripts folder."""
    beside, problems = Beside(), list[Problem]()
    for path in sorted(files):
        name = path.relative_to(root).as_posix()
        try:
            sheet = read_sheet(path.read_bytes(), path.suffix.lower())
        except UnreadableError as problem:
            problems.append(error(problem.kind, name, **{"line": 0, **problem.values}))
        except OSError as problem:
            problems.append(error("file_unreadable", name, reason=problem.strerror or ""))
        else:
            problems += _take(beside, sheet, name, settings)
    return beside, problems


def is_table(path: Path) -> bool:
    """Whether this file is a table rather than a transcript."""
    return path.suffix.lower() in SUFFIXES


def unused(beside: Beside, known: Mapping[str, object]) -> list[Problem]:
    """Rows about interviews that are not in the folder."""
    return [
        warning("row_without_interview", given.file, given.line, interview=identifier)
        for identifier, given in beside.interviews.items()
        if identifier not in known and given.file
    ]


def _take(beside: Beside, sheet: Sheet, name: str, settings: Settings) -> list[Problem]:
    """Add one table to what is known."""
    keys = {title: key(title, settings) for title in sheet.titles}
    if "interview" not in keys.values():
        return [error("table_unknown", name, 1, titles=", ".join(sheet.titles))]
    problems = []
    for row in sheet.rows:
        values = {keys[title]: text for title, text in row.cells.items()}
        identifier = Path(values.pop("interview", "")).stem
        if not identifier:
            problems.append(warning("row_without_interview", name, row.line, interview=""))
            continue
        _place(beside.interviews.setdefault(identifier, Given()), values, name, row, keys.values())
    return problems


def _place(given: Given, values: dict[str, str], name: str, row: Row, keys: object) -> None:
    """Put a row where it belongs."""
    person = values.pop("personne", "")
    if person:
        given.persons.append((person, values))
    elif name.endswith(NUMBERS):
        given.number = values.get("numero", "")
        return
    else:
        given.values |= values
    given.file, given.line = given.file or name, given.line or row.line
