"""`qcode status`: what is coded, by whom, and what is left."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from qcode.cli.opening import load
from qcode.cli.show import format_option, note, show_json, show_rows
from qcode.cli.spoken import Command
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcode.study.assigning import DoubleCoding


@click.command("status", cls=Command)
@format_option
@click.pass_context
def command(ctx: click.Context, format_: str) -> None:
    """Print one row an interview: who has read it, what stands, what waits."""
    from qcode.study.assigning import double_coding
    from qcode.tables.progress import Progress, progress

    study, snapshot = load(ctx)
    rows = [asdict(row) for row in progress(snapshot)]
    double = double_coding(study.root, snapshot)
    if format_ == "json":
        show_json({"interviews": rows} | ({"double_coding": as_json(double)} if double else {}))
        return
    cells = [[", ".join(cell) if isinstance(cell, tuple) else cell for cell in row.values()] for row in rows]
    show_rows(list(Progress.__dataclass_fields__), cells, format_, "interviews", say("cli.nothing.interviews"))
    if double and format_ == "table":
        tell(double, {interview.id: interview.number for interview in snapshot.interviews})


def as_json(double: DoubleCoding) -> dict[str, object]:
    """The draw for double coding, and who has still to read what."""
    left = [{"interview": name, "coder": coder} for name, coder in double.left]
    return {"interviews": double.interviews, "coders": double.assignment.coders, "left": left}


def tell(double: DoubleCoding, numbers: Mapping[str, str]) -> None:
    """Say below the table what was drawn, and who has still to read what of it."""
    drawn = ", ".join(numbers[name] for name in double.interviews)
    note(say("cli.double_drawn", interviews=drawn, coders=", ".join(double.assignment.coders)))
    for coder in double.assignment.coders:
        left = [numbers[name] for name, who in double.left if who == coder]
        if left:
            note(say("cli.double_left", coder=coder, interviews=", ".join(left)))
    if not double.left:
        note(say("cli.double_done"))
