"""The coding guide from a table that somebody filled in: Excel, Word or CSV; new codes are made, known ones changed.

Only what the table says is changed: an empty cell says nothing, and codes that it does not name stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codebook import editing, keys
from qcode.codebook.rules import IDENTIFIER
from qcode.errors import Problem, QcodeError, error
from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.load import load_sheet
from qcode.reading.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qcode.model import Codebook
    from qcode.reading.sheets import Row
    from qcode.study.guide_files import Guide

LISTS = ("include", "exclude", "examples")


@dataclass(frozen=True, slots=True)
class GuideImport:
    """What a table would make of the guide; nothing is written until `apply`."""

    files: Mapping[str, str]  # relative to the study: what they become
    new: tuple[str, ...]  # ids
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]  # rows that are left out


def read_guide(guide: Guide, codebook: Codebook, path: Path) -> GuideImport:
    """Prepare the guide that a table asks for.

    Raises:
        QcodeError: the file can't be read, or has no column `code`.
    """
    try:
        with Sandbox(Limits.of(guide.settings)) as sandbox:
            sheet = load_sheet(path, sandbox)
    except UnreadableError as why:
        raise QcodeError(error(why.kind, path.name, **why.values)) from why
    names = {title: keys.inner(title) for title in sheet.titles}
    if "id" not in names.values():
        raise QcodeError(error("guide_table_column", path.name, 1, column="code"))
    return _Table(guide, codebook, path.name).read(sheet.rows, names)


def apply(guide: Guide, prepared: GuideImport) -> None:
    """Write the guide's files.

    Raises:
        QcodeError: the disk refused.
    """
    for name, text in prepared.files.items():
        guide.put(name, text)


class _Table:
    """A table while it is read, row by row."""

    def __init__(self, guide: Guide, codebook: Codebook, file: str) -> None:
        self.guide, self.codebook, self.file = guide, codebook, file
        self.texts = guide.texts()
        self.lines: dict[str, int] = {}
        self.files: dict[str, str] = {}
        self.new: list[str] = []
        self.changed: list[str] = []
        self.problems: list[Problem] = []

    def read(self, rows: tuple[Row, ...], names: Mapping[str, str]) -> GuideImport:
        """Read all rows; the guide they ask for together."""
        for row in rows:
            said = {names[title]: text for title, text in row.cells.items() if names.get(title)}
            if said.get("id"):
                self._row(row.line, said)
        return GuideImport(self.files, tuple(self.new), tuple(self.changed), tuple(self.problems))

    def _row(self, line: int, said: Mapping[str, str]) -> None:
        parent, _, identifier = said["id"].strip().rpartition(".")
        parent = (parent or said.get("parent", "").strip()).rpartition(".")[2]
        if not IDENTIFIER.fullmatch(identifier):
            self.problems.append(error("guide_table_code", self.file, line, code=identifier))
        elif identifier in self.lines:
            first = self.lines[identifier]
            self.problems.append(error("guide_table_twice", self.file, line, code=identifier, first=first))
        elif parent and not (self.codebook.find(parent) or parent in self.lines):
            self.problems.append(error("guide_table_parent", self.file, line, code=identifier, parent=parent))
        else:
            self.lines[identifier] = line
            self._keep(identifier, parent, said)

    def _keep(self, identifier: str, parent: str, said: Mapping[str, str]) -> None:
        code, language = self.codebook.find(identifier), self.guide.settings.language
        fields: dict[str, editing.Value] = {
            key: [item.strip() for item in said[key].split("\n") if item.strip()] for key in LISTS if said.get(key)
        }
        for key, known in (("label", code.label if code else {}), ("definition", code.definition if code else {})):
            if said.get(key):
                fields[key] = {**known, language: said[key]}
        if code is None:
            file = f"{self.guide.settings.codebook}/{identifier}.yaml"
            order = {"parent": parent, "label": fields.pop("label", {language: identifier})}
            self.files[file] = editing.new_file(identifier, order | fields)
            self.new.append(identifier)
            return
        before = self.files.get(code.file) or self.texts[code.file]
        after = editing.with_code(before, code.file, code.id, fields)
        if after != before:
            self.files[code.file] = after
            self.changed.append(identifier)
