"""The report: Word, HTML and PDF from one and the same document."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.report.blocks import Document
from qcode.exports.report.page import to_html
from qcode.exports.report.pdf import to_pdf
from qcode.exports.report.sources import Sources
from qcode.exports.report.word import to_word
from qcode.model import Snapshot
from qcode.tables.actors import Actor
from qcode.tables.findings import Findings

__all__ = ["Document", "report", "to_html", "to_pdf", "to_word"]


def report(
    snapshot: Snapshot,
    findings: Findings | None = None,
    actors: Sequence[Actor] = (),
    red: Sequence[str] | None = None,
) -> Document:
    """The whole report of a study; `to_word`, `to_html` and `to_pdf` make files of it.

    `findings` and `actors` are what people wrote (`constats.yaml`, `actors.yaml`). What stands against a final version
    is found by the audit, the report's own quotations included, unless `red` says it in sentences; while there is any,
    the report calls itself a working version.
    """
    from qcode.exports.report.chapters import document

    return document(Sources(snapshot, findings or Findings(), actors), red)
