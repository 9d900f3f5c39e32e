"""Codings made elsewhere become a coder's decisions; what can't be placed is told, nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.errors import Problem, warning
from qcode.reading.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

    from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Import:
    """What an import did."""

    added: int  # decisions written
    known: int  # decisions that were there already
    problems: tuple[Problem, ...]  # rows that could not be placed, and doubts about the file


def import_codings(study: Study, file: Path, coder: str, *, read: bool = False, blind: bool = False) -> Import:
    """Place the rows of a CSV in the study's texts and keep them as decisions of `coder`; idempotent.

    Raises:
        QcodeError: the disk refused.
    """
    from qcode.codings.imported import import_rows, read_table
    from qcode.codings.making import now

    text, doubts = decode(file.read_bytes())
    rows, unread = read_table(text, file.name)
    snapshot, _ = study.read()
    placed = import_rows(
        rows, coder, snapshot.interviews, snapshot.codebook, file=file.name, at=now(), read=read, blind=blind
    )
    added = study.decide(placed.decisions)
    notes = [warning(note.kind, file.name, **note.values) for note in doubts]
    return Import(len(added), len(placed.decisions) - len(added), (*notes, *unread, *placed.problems))
