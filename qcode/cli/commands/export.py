"""`qcode export`: one export alone, where one wants it."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import load_whole
from qcode.cli.show import note, show_problems
from qcode.cli.spoken import Argument, Command, Option
from qcode.words import say

FORMATS = ("xlsx", "csv", "decisions", "docx", "html", "pdf", "figures", "gexf", "graphml")


@click.command("export", cls=Command)
@click.argument("format_", cls=Argument, metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--out", cls=Option, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--excel", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, format_: str, out: Path | None, excel: bool) -> None:
    """Write the workbook, the passages, the report or a graph."""
    from qcode.study.exporting import export

    study, snapshot, known = load_whole(ctx)
    path, problems = export(study, snapshot, "csv-excel" if excel and format_ == "csv" else format_, out, known)
    show_problems(problems)
    note(say("cli.written", path=path))
