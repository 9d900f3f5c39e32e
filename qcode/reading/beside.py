"""The tables of a transcripts folder: attributes of interviews and of persons, short numbers, and tables of speech.

A table is known by its titles, not by its name: `interview` and a label is one row a person, `interview` and
anything else the attributes; `speaker` and `text`, or `id` and `text`, are interviews themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qcode.errors import Problem, error, warning
from qcode.model import Settings
from qcode.reading.draft import Draft, UnreadableError
from qcode.reading.header import key, meant
from qcode.reading.load import load_sheet
from qcode.reading.numbers import NUMBERS
from qcode.reading.rows import Content, content, contributions, turns
from qcode.reading.sandbox import Sandbox
from qcode.reading.sheets import SUFFIXES, Sheet


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
    """All that the tables of a folder say."""

    interviews: dict[str, Given] = field(default_factory=dict)  # by id
    drafts: list[tuple[str, str, Draft]] = field(default_factory=list)  # id, file, and what is said

    def of(self, identifier: str) -> Given:
        """What the tables say of this interview; nothing, when they do not name it."""
        return self.interviews.get(identifier, Given())


def read_beside(files: list[Path], root: Path, settings: Settings, sandbox: Sandbox) -> tuple[Beside, list[Problem]]:
    """Read every table of the transcripts folder."""
    beside, problems = Beside(), list[Problem]()
    for path in sorted(files):
        file = path.relative_to(root).as_posix()
        try:
            problems += _take(beside, load_sheet(path, sandbox), path.stem, file, settings)
        except UnreadableError as problem:
            problems.append(error(problem.kind, file, **{"line": 0, **problem.values}))
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


def _take(beside: Beside, sheet: Sheet, stem: str, file: str, settings: Settings) -> list[Problem]:
    """Add one table to what is known."""
    match content(sheet):
        case Content.TURNS:
            beside.drafts.append((stem, file, turns(sheet)))
        case Content.CONTRIBUTIONS:
            return _contributions(beside, sheet, file, settings)
        case Content.ABOUT:
            return _about(beside, sheet, file, settings)
        case Content.CODINGS:
            return [error("codings_among_transcripts", file, 1)]
        case Content.UNKNOWN:
            return [_unknown(sheet, file, settings)]
    return []


def _unknown(sheet: Sheet, file: str, settings: Settings) -> Problem:
    """A table that nobody understands, perhaps for one misspelt title."""
    for title in sheet.titles:
        near = meant(key(title, settings), settings)
        if near and key(near, settings) == "interview":
            return error("table_unknown_near", file, 1, title=title, near=near)
    return error("table_unknown", file, 1, titles=", ".join(sheet.titles))


def _contributions(beside: Beside, sheet: Sheet, file: str, settings: Settings) -> list[Problem]:
    """Each row is an interview; its columns are its attributes, its id the one who speaks."""
    problems = []
    for row, identifier, draft in contributions(sheet):
        if not identifier:
            problems.append(warning("row_without_interview", file, row.line, interview=""))
            continue
        attributes = {key(title, settings): value for title, value in draft.attributes.items()}
        beside.drafts.append((identifier, file, Draft(draft.text, draft.turns, {**attributes, "enquete": identifier})))
    return problems


def _about(beside: Beside, sheet: Sheet, file: str, settings: Settings) -> list[Problem]:
    """Rows about interviews and persons."""
    keys = {title: key(title, settings) for title in sheet.titles}
    problems = [
        warning("column_near", file, 1, title=title, near=near)
        for title, name in keys.items()
        if (near := meant(name, settings, keys.values()))
    ]
    for row in sheet.rows:
        values = {keys[title]: text for title, text in row.cells.items()}
        identifier = Path(values.pop("interview", "")).stem
        if not identifier:
            problems.append(warning("row_without_interview", file, row.line, interview=""))
            continue
        _place(beside.interviews.setdefault(identifier, Given()), values, file, row.line)
    return problems


def _place(given: Given, values: dict[str, str], file: str, line: int) -> None:
    """Put a row where it belongs."""
    person = values.pop("personne", "")
    if person:
        given.persons.append((person, values))
    elif Path(file).name == NUMBERS:
        given.number = values.get("numero", "")
        return
    else:
        given.values |= values
    given.file, given.line = given.file or file, given.line or line
