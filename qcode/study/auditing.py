"""The supervisor's part: the page to sign, the draw to judge, and the judgements that come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.study.edited import put_version
from qcode.study.exporting import findings
from qcode.study.writing import put_new

if TYPE_CHECKING:
    from pathlib import Path

    from qcode.errors import Problem
    from qcode.model import Snapshot
    from qcode.study.study import Study
    from qcode.tables.audited import Audit

SHEET = "fiche-de-controle"
"""The name of the page to sign, before its ending."""
SHEETS = ("pdf", "docx", "html")
"""What it can be made as."""


def look_over(study: Study, snapshot: Snapshot, report: Path | None = None) -> tuple[Audit, list[Problem]]:
    """What a supervisor checks; the quotations of `report`, where one is given, are looked for in the interviews."""
    from qcode.citations import read_document, verify_quotes
    from qcode.tables.audit import audit

    written, problems = findings(study, snapshot)
    if report is None:
        return audit(snapshot, None, written), problems
    paragraphs, unread = read_document(report)
    return audit(snapshot, verify_quotes(snapshot, paragraphs), written), problems + unread


def sheet(
    study: Study, snapshot: Snapshot, format_: str = "html", report: Path | None = None
) -> tuple[bytes, list[Problem]]:
    """The page to sign as one of SHEETS, from start to end; what could not be read of the files it needs."""
    found, problems = look_over(study, snapshot, report)
    return printed(snapshot, found, format_), problems


def printed(snapshot: Snapshot, found: Audit, format_: str) -> bytes:
    """What was found as one A4 page: one of SHEETS. The HTML one holds its own style and runs nothing."""
    from qcode.exports.audit_sheet import audit_sheet
    from qcode.exports.report import to_html, to_pdf, to_word

    write = {"pdf": to_pdf, "docx": to_word, "html": to_html}[format_]
    return write(audit_sheet(snapshot, found))


def audit_files(
    study: Study, snapshot: Snapshot, found: Audit, out: Path | None = None
) -> tuple[list[Path], list[Problem]]:
    """Write the page to sign, in every format; where the files are, and which of them somebody had changed or signed.

    Raises:
        QcodeError: the disk refused, or a file is open elsewhere.
    """
    folder = out or study.exports
    placed = [
        put_version(folder / f"{SHEET}.{format_}", printed(snapshot, found, format_), study.cache) for format_ in SHEETS
    ]
    return [path for path, _ in placed], [problem for _, edited in placed for problem in edited]


def draw_sheet(snapshot: Snapshot, out: Path) -> None:
    """Write the seeded draw of passages and sentences that a supervisor judges, never over one that is filled in.

    Raises:
        QcodeError: a file of this name is there, or the disk refused.
    """
    from qcode.exports.audit_sheet.judging_sheet import write

    put_new(out, write(snapshot))


def judge(study: Study, snapshot: Snapshot, file: Path, coder: str) -> tuple[int, list[Problem]]:
    """Keep the judgements of a filled draw as memos of `coder`: how many were new, and what could not be read.

    Raises:
        QcodeError: the disk refused.
    """
    from qcode.exports.audit_sheet.judging_sheet import read
    from qcode.reading.decode import decode

    text, _ = decode(file.read_bytes())
    made, problems = read(text, snapshot, coder, file.name)
    return len(study.decide(made)), problems
