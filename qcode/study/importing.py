"""Files brought into a study: codings made elsewhere become a coder's decisions, all else joins the transcripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codings.imported import import_rows
from qcode.codings.making import now
from qcode.codings.tables import are_codings, read_cells, read_table, titles_of, understood
from qcode.errors import Problem, QcodeError, error, warning
from qcode.reading.bounds import Limits
from qcode.reading.decode import decode
from qcode.reading.draft import UnreadableError
from qcode.reading.load import load_sheet
from qcode.reading.sandbox import Sandbox
from qcode.reading.sheets import SUFFIXES as TABLES
from qcode.study import intake

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qcode.codings.tables import Row
    from qcode.reading.sheets import Sheet
    from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did."""

    added: int  # decisions written
    known: int  # decisions that were there already
    problems: tuple[Problem, ...]  # rows that could not be placed, and doubts about the file
    columns: Mapping[str, str]  # what was understood: what it says → the column's title
    ignored: tuple[str, ...]  # titles of the other columns


def holds_codings(study: Study, file: Path) -> bool:
    """Whether a file is a table of codings, known by its header.

    Raises:
        QcodeError: it is a table that can't be read.
    """
    return file.suffix.lower() in TABLES and are_codings(_sheet(study, file).titles)


def import_codings(study: Study, file: Path, coder: str = "", *, read: bool = False, blind: bool = False) -> Import:
    """Place the rows of a CSV or a workbook in the study's texts and keep them as decisions of `coder`; idempotent.

    Without `coder`, each row is signed by whom it names.

    Raises:
        QcodeError: the file can't be read, nobody signs it, or the disk refused.
    """
    rows, doubts, titles = _rows(study, file)
    columns = understood(titles)
    if not coder and "coder" not in columns:
        raise QcodeError(error("coder_needed", file.name))
    snapshot, _ = study.read()
    placed = import_rows(
        rows, coder, snapshot.interviews, snapshot.codebook, file=file.name, at=now(), read=read, blind=blind
    )
    added = study.decide(placed.decisions)
    ignored = tuple(title for title in titles if title and title not in columns.values())
    return Import(len(added), len(placed.decisions) - len(added), (*doubts, *placed.problems), columns, ignored)


def import_file(study: Study, file: Path) -> Path:
    """Put a transcript, or a table about interviews, among the study's transcripts; where it is.

    Raises:
        QcodeError: it can't be read, or another file of this name is there.
    """
    data = file.read_bytes()
    there = intake.place(study, file.name)
    if there.exists() and there.read_bytes() != data:
        raise QcodeError(error("already_there", file.name, folder=study.settings.transcripts))
    intake.look(study, file.name, data)
    return intake.keep(study, file.name, data)


def _rows(study: Study, file: Path) -> tuple[list[Row], list[Problem], list[str]]:
    """The rows of a table, what is wrong with it, and its titles."""
    if file.suffix.lower() == ".csv":
        text, notes = decode(file.read_bytes())
        rows, unread = read_table(text, file.name)
        doubts = [warning(note.kind, file.name, **note.values) for note in notes]
        return rows, doubts + unread, titles_of(text)
    sheet = _sheet(study, file)
    rows, unread = read_cells(sheet.titles, ((row.line, row.cells) for row in sheet.rows), file.name)
    return rows, unread, list(sheet.titles)


def _sheet(study: Study, file: Path) -> Sheet:
    try:
        with Sandbox(Limits.of(study.settings)) as sandbox:
            return load_sheet(file, sandbox)
    except UnreadableError as why:
        raise QcodeError(error(why.kind, file.name, **why.values)) from why
