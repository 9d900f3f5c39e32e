"""`qcode pack`: the study, or what was decided alone, in one file for a colleague."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import open_study
from qcode.cli.show import note
from qcode.cli.spoken import Argument, Command, Option
from qcode.words import say


@click.command("pack", cls=Command)
@click.argument("file", cls=Argument, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--decisions-only", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, file: Path, decisions_only: bool) -> None:
    """Write one file to send; it holds personal data unless it holds decisions alone, and even those hold quotes."""
    from qcode.study.carrying import pack

    study = open_study(ctx)
    number = pack(study.root, study.settings, file, decisions_only=decisions_only)
    note(say("cli.packed", n=number, file=file))
