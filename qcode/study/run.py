"""The main job: read, parse, tag, fold, tabulate, write `exports/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode import words
from qcode.errors import Problem, has_errors
from qcode.model import Status
from qcode.study import changes, inputs, manifest
from qcode.study.changes import Changes
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from qcode.model import Snapshot
    from qcode.study.study import Study


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did, for whoever asked."""

    problems: tuple[Problem, ...]
    summary: tuple[tuple[object, ...], ...]  # the matrix in short; first row: column names
    title: str  # of the summary: says what counts
    written: tuple[Path, ...]  # empty when nothing was written
    current: bool  # nothing had changed since the last run
    changes: Changes | None = None  # None: there is no earlier run to compare with


def run(
    study: Study,
    out: Path | None = None,
    *,
    keep_going: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Make the exports, unless they are current or, with errors and without `keep_going`, must be left as they are."""
    folder = out or study.exports
    made = manifest.current(study.root, study.settings, folder, words.language())
    if made is not None:
        known = tuple(Problem(**problem) for problem in made["problems"])
        return Run(known, tuple(map(tuple, made["summary"])), made["title"], (), current=True)
    hashes = inputs.hashes(study.root, study.settings)
    snapshot, found = study.load(progress)
    problems = (*found, *study.examine(snapshot))
    if has_errors(problems) and not keep_going:
        return Run(problems, (), "", (), current=False)
    hashes |= study.settle_numbers(snapshot)
    title, summary = _summary(snapshot)
    outputs = _outputs(snapshot, problems)
    outputs[manifest.FILE] = manifest.render(
        hashes,
        outputs,
        words.language(),
        title=title,
        summary=summary,
        problems=[_plain(problem) for problem in problems],
    )
    before = changes.read(study.cache)
    written = _write(folder, outputs)
    changes.keep(study.cache, snapshot)
    changed = None if before is None else changes.compare(before, snapshot)
    return Run(problems, summary, title, written, current=False, changes=changed)


def is_current(study: Study, out: Path | None = None) -> bool:
    """Whether the exports are what today's files would give."""
    return manifest.current(study.root, study.settings, out or study.exports, words.language()) is not None


def _outputs(snapshot: Snapshot, problems: Sequence[Problem]) -> dict[str, bytes]:
    """Every export that `run` makes, by its file name."""
    from qcode.exports import passages, workbook

    return {
        "passages.csv": passages.csv(snapshot).encode(),
        "matrice.xlsx": workbook.build(snapshot, problems),
    }


def what_counts(snapshot: Snapshot) -> str:
    """What a run shows: what people confirmed or, as long as nobody has confirmed anything, what rules propose."""
    return view_of(passage.status for passage in snapshot.passages)


def view_of(statuses: Iterable[Status]) -> str:
    """What is shown of passages of these statuses."""
    return Status.CONFIRMED if Status.CONFIRMED in statuses else Status.SUGGESTED


def _summary(snapshot: Snapshot) -> tuple[str, tuple[tuple[object, ...], ...]]:
    """The matrix in short: top-level codes × the first attribute, in passages; the first row names the columns."""
    from qcode.tables.matrix import matrix

    guide, by = snapshot.codebook, [attribute.id for attribute in snapshot.settings.attributes[:1]]
    status = what_counts(snapshot)
    whole = matrix(snapshot, status=status, level="top")
    parts = matrix(snapshot, by, status=status, level="top")
    values = list(dict.fromkeys(parts[by[0]])) if by else []
    head = (say("cli.columns.code"), say("cli.columns.interviews"), say("cli.columns.passages"), *values)
    rows = []
    for path, interviews, passages in whole[["code", "interviews", "passages"]].to_numpy().tolist():
        code = guide.find(path)
        cells = parts[parts["code"] == path]["passages"].tolist() if by else []
        rows.append((code.name(words.language()) if code else path, interviews, passages, *cells))
    title = say("cli.matrix_title", measure=say("cli.measures.passages"), status=say(f"cli.statuses.{status}"))
    return title, (head, *rows)


def _write(folder: Path, outputs: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Put each export in place whole; the manifest comes last, so a broken run is never taken for a current one."""
    from qcode.study.writing import replace

    for name, data in outputs.items():
        replace(folder / name, data)
    return tuple(folder / name for name in outputs)


def _plain(problem: Problem) -> dict[str, object]:
    """A problem as JSON can keep it."""
    values = {k: v if isinstance(v, (int, float)) else str(v) for k, v in problem.values.items()}
    return {
        "kind": problem.kind,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line,
        "values": values,
    }
