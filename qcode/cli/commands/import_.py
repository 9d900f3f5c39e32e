"""`qcode import`: codings made elsewhere, from CSV."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import coder_option, open_study
from qcode.cli.show import note, show_problems
from qcode.cli.spoken import Command, Option
from qcode.errors import has_errors
from qcode.words import say


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@coder_option
@click.option("--read", cls=Option, is_flag=True)
@click.option("--blind", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], coder: str, read: bool, blind: bool) -> None:
    """Place codings in the texts and write them as this coder's decisions; what can't be placed is listed."""
    from qcode.study.importing import import_codings

    study = open_study(ctx)
    failed = False
    for file in files:
        done = import_codings(study, file, coder, read=read, blind=blind)
        show_problems(done.problems)
        note(say("cli.imported", file=file.name, added=done.added, known=done.known, refused=len(done.problems)))
        failed = failed or has_errors(done.problems)
    ctx.exit(1 if failed else 0)
