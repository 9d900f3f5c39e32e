"""One export alone: what each format is called, how it is made, and where it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.study.edited import put_version
from qcode.study.writing import put_new, refuse_truth, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qcode.citations import Checked
    from qcode.errors import Problem
    from qcode.exports.report import Document
    from qcode.model import Snapshot
    from qcode.study.study import Study
    from qcode.tables.actors import Actor
    from qcode.tables.findings import Findings

    Made = tuple[bytes, list[Problem]]


def export(
    study: Study, snapshot: Snapshot, format_: str, out: Path | None = None, known: Sequence[Problem] = ()
) -> tuple[Path, list[Problem]]:
    """Make one of FORMATS and put it in place whole; where it is, and what was wrong in the files it needs.

    `known` is what reading the study has shown to be wrong: the workbook says it on its first sheet, as after `run`.

    Raises:
        QcodeError: the disk refused, the file is open elsewhere, or what is true would be written over.
    """
    path = out or study.exports / FORMATS[format_][0]
    refuse_truth(path)
    data, problems = made(study, snapshot, format_, known)
    if path.suffix in (".docx", ".pdf"):  # what people write in, or sign
        path, edited = put_version(path, data, study.cache)
        return path, problems + edited
    replace(path, data)
    return path, problems


def made(study: Study, snapshot: Snapshot, format_: str, known: Sequence[Problem] = ()) -> Made:
    """One of FORMATS, put nowhere, and what was wrong in the files that it alone needs."""
    if format_ == "xlsx":
        return _workbook(study, snapshot, known)
    return FORMATS[format_][1](study, snapshot)


def _workbook(study: Study, snapshot: Snapshot, known: Sequence[Problem] = ()) -> Made:
    from qcode.exports import workbook

    seen = study.examine(snapshot)
    return workbook.build(snapshot, [*known, *seen]), seen


def _csv(_study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports import passages

    return passages.csv(snapshot).encode(), []


def _csv_excel(_study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports import passages

    return passages.excel_csv(snapshot).encode(), []


def _decisions(_study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.decisions import decisions_csv

    return decisions_csv(snapshot).encode(), []


def _word(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.report import to_word

    document, problems = _report(study, snapshot)
    return to_word(document), problems


def _html(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.report import to_html

    document, problems = _report(study, snapshot)
    return to_html(document), problems


def _pdf(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.report import to_pdf

    document, problems = _report(study, snapshot)
    return to_pdf(document), problems


def _figures(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.report.pictures import figures_zip

    actors, problems = _actors(study)
    return figures_zip(snapshot, actors), problems


def _gexf(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.graph import actors_graph, gexf
    from qcode.tables.actors import links, mentions

    actors, problems = _actors(study)
    return gexf(actors_graph(snapshot, actors, links(mentions(snapshot, actors)))), problems


def _graphml(study: Study, snapshot: Snapshot) -> Made:
    from qcode.exports.graph import actors_graph, graphml
    from qcode.tables.actors import links, mentions

    actors, problems = _actors(study)
    return graphml(actors_graph(snapshot, actors, links(mentions(snapshot, actors)))), problems


def _report(study: Study, snapshot: Snapshot) -> tuple[Document, list[Problem]]:
    """The report, which says itself what stands against a final version."""
    from qcode.exports.report import report

    actors, problems = _actors(study)
    found, wrong = findings(study, snapshot)
    return report(snapshot, found, actors), problems + wrong


def citations_sheet(found: Sequence[Checked], report: str, out: Path) -> None:
    """Write the quotations of a report as a sheet to work through, never over one that was.

    Raises:
        QcodeError: a file of this name is there, or the disk refused.
    """
    from qcode.exports.workbook import citations

    put_new(out, citations.build(found, report))


def findings(study: Study, snapshot: Snapshot) -> tuple[Findings, list[Problem]]:
    """What people wrote in `constats.yaml`, placed in the interviews."""
    from qcode.tables.findings import FILE, read_findings

    return read_findings(_text(study.root / FILE), snapshot)


def _actors(study: Study) -> tuple[tuple[Actor, ...], list[Problem]]:
    from qcode.tables.actors import FILE, read_actors

    return read_actors(_text(study.root / FILE))


def _text(path: Path) -> str:
    """What a file that a study may do without says; nothing where it is missing."""
    return path.read_text(encoding="utf-8-sig") if path.is_file() else ""


FORMATS: dict[str, tuple[str, Callable[[Study, Snapshot], Made]]] = {
    "xlsx": ("matrice.xlsx", _workbook),
    "csv": ("passages.csv", _csv),
    "csv-excel": ("passages-excel.csv", _csv_excel),
    "decisions": ("decisions.csv", _decisions),
    "docx": ("rapport.docx", _word),
    "html": ("rapport.html", _html),
    "pdf": ("rapport.pdf", _pdf),
    "figures": ("figures.zip", _figures),
    "gexf": ("acteurs.gexf", _gexf),
    "graphml": ("acteurs.graphml", _graphml),
}
"""Every format, the name of its file, and its maker."""
