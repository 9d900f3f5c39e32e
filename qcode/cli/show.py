"""How results reach a terminal: tables, CSV or JSON on stdout; problems, notes and progress on stderr."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from qcode.cli.spoken import Option
from qcode.errors import Problem, Severity
from qcode.model import by_id
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.progress import Progress

    from qcode.model import Snapshot
    from qcode.tables.agreement import Estimate
    from qcode.tagging import Line

FORMATS = ("table", "csv", "json")
PLAIN = 140
"""Characters of a line where no terminal says how wide it is."""


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--format` that every command with a table takes."""
    choice = click.option("--format", "format_", cls=Option, type=click.Choice(FORMATS), default="table")
    return choice(command)


def show_json(value: object) -> None:
    """Print one JSON document, alone on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def heads(keys: Sequence[str], format_: str) -> list[str]:
    """The heads of columns: words for people, the keys themselves for other programs."""
    return [say(f"cli.columns.{key}") for key in keys] if format_ == "table" else list(keys)


def show_rows(
    keys: Sequence[str], rows: Iterable[Sequence[object]], format_: str, name: str, nothing: str = ""
) -> None:
    """Print rows under known heads: for people, as CSV, or as JSON under `name`; `nothing` is said where none is."""
    rows = list(rows)
    if format_ == "json":
        show_json({name: [dict(zip(keys, row, strict=True)) for row in rows]})
    elif rows or format_ == "csv" or not nothing:
        show_table(heads(keys, format_), rows, format_)
    else:
        note(nothing)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]], format_: str, title: str = "") -> None:
    """Print rows as a table for people, or as CSV; `None` is an empty cell, never 0."""
    if format_ == "csv":
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *(["" if cell is None else cell for cell in row] for row in rows)])
        return
    from qcode.cli.table import lines

    rows = list(rows)
    right = [_are_numbers([row[place] for row in rows]) for place in range(len(columns))]
    width = get_terminal_size().columns if sys.stdout.isatty() else PLAIN
    head, *body = lines(columns, [[_cell(cell) for cell in row] for row in rows], right, width)
    for line in (*([title] if title else []), click.style(head, bold=True), *body):
        click.echo(line)


def _are_numbers(cells: Sequence[object]) -> bool:
    """Whether a column holds figures, or what stands for a figure that is not there (`Sign`)."""
    return bool(cells) and all(isinstance(cell, (int, float, Sign)) or cell is None for cell in cells)


class Sign(str):
    """What a column of figures shows where there is no figure."""

    __slots__ = ()


def _cell(value: object) -> str:
    from qcode.words.typography import number

    if value is None:
        return ""
    if isinstance(value, bool):
        return say("cli.yes" if value else "cli.no")
    if isinstance(value, int):
        return number(value)
    return number(value, 1) if isinstance(value, float) else str(value)


def figure(value: float | None) -> str:
    """A coefficient with two decimals; undefined is said to be undefined."""
    from qcode.words.typography import number

    return say("cli.undefined") if value is None else number(value, 2)


def estimate(found: Estimate) -> str:
    """A coefficient with its interval."""
    if found.low is None or found.high is None:
        return figure(found.value)
    return f"{figure(found.value)} [{figure(found.low)} ; {figure(found.high)}]"


def concordance(lines: Sequence[Line], snapshot: Snapshot, attributes: Sequence[str], format_: str) -> None:
    """Words in context, one place a line: where, who, what is said before and after."""
    interviews = by_id(snapshot.interviews)
    keys = ("place", *attributes, "speaker", "before", "words", "after")
    rows = [
        (
            f"{interviews[line.interview].number}:{line.turn}",
            *(line.attributes.get(name, "") for name in attributes),
            line.speaker,
            line.before,
            line.words,
            line.after,
        )
        for line in lines
    ]
    if format_ == "json":
        show_json({"lines": [dict(zip(keys, row, strict=True)) for row in rows]})
    elif rows or format_ == "csv":
        names = [name if name in attributes or format_ == "csv" else say(f"cli.columns.{name}") for name in keys]
        show_table(names, rows, format_)
    else:
        note(say("cli.nothing.words"))


def show_problems(problems: Iterable[Problem], *, brief: bool = False) -> None:
    """Say on stderr everything that is wrong, errors first, and what to do about each; `brief` counts the warnings."""
    found = sorted(problems, key=lambda p: (p.severity is not Severity.ERROR, p.file, p.line))
    warnings = sum(problem.severity is Severity.WARNING for problem in found)
    for problem in found[: len(found) - warnings] if brief else found:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        mark = click.style(say(f"cli.severity.{problem.severity}"), fg=colour, bold=True)
        place = f"{problem.place}: " if problem.place else ""
        click.echo(f"{place}{mark} {problem.message}\n    → {problem.hint}", err=True)
    if brief and warnings:
        note(say("cli.warnings_left", n=warnings))


def note(text: str) -> None:
    """Say something beside the result, on stderr."""
    click.echo(text, err=True)


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr that only appears, and is only imported, once there is work to wait for."""
    shown: list[Progress] = []

    def advance(done: int, total: int) -> None:
        if not shown:
            shown.append(_bar(text))
        shown[0].update(shown[0].task_ids[0], completed=done, total=total)

    try:
        yield advance
    finally:
        for bar in shown:
            bar.stop()


def _bar(text: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(text)
    bar.start()
    return bar
