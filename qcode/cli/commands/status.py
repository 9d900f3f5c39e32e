"""`qcode status`: what is coded, by whom, and what is left."""

from __future__ import annotations

from dataclasses import asdict

import click

from qcode.cli.opening import load
from qcode.cli.show import format_option, show_json, show_rows
from qcode.cli.spoken import Command
from qcode.words import say


@click.command("status", cls=Command)
@format_option
@click.pass_context
def command(ctx: click.Context, format_: str) -> None:
    """Print one row an interview: who has read it, what stands, what waits."""
    from qcode.tables.progress import Progress, progress

    _, snapshot = load(ctx)
    rows = [asdict(row) for row in progress(snapshot)]
    if format_ == "json":
        show_json({"interviews": rows})
        return
    cells = [[", ".join(cell) if isinstance(cell, tuple) else cell for cell in row.values()] for row in rows]
    show_rows(list(Progress.__dataclass_fields__), cells, format_, "interviews", say("cli.nothing.interviews"))
