"""`qcode import`: codings made elsewhere, transcripts, tables about interviews."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qcode.cli.opening import open_study
from qcode.cli.show import note, show_problems
from qcode.cli.spoken import Argument, Command, Option
from qcode.errors import QcodeError, has_errors
from qcode.words import say

if TYPE_CHECKING:
    from qcode.study import Study


@click.command("import", cls=Command)
@click.argument(
    "files", cls=Argument, nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--coder", cls=Option, metavar="NAME")
@click.option("--read", cls=Option, is_flag=True)
@click.option("--blind", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], coder: str | None, read: bool, blind: bool) -> None:
    """Bring in files, each known by what it holds; what can't be placed is listed, nothing is guessed."""
    study = open_study(ctx)
    failed = False
    for file in files:
        try:
            failed = _bring(study, file, coder, read, blind) or failed
        except QcodeError as failure:
            show_problems(failure.problems)
            failed = True
    ctx.exit(1 if failed else 0)


def _bring(study: Study, file: Path, coder: str | None, read: bool, blind: bool) -> bool:
    """Import one file; whether anything of it was left out."""
    from qcode.study.importing import holds_codings, import_codings, import_file

    if not holds_codings(study, file):
        note(say("cli.written", path=import_file(study, file)))
        return False
    done = import_codings(study, file, coder or "", read=read, blind=blind)
    columns = ", ".join(f"{title} → {say(f'cli.columns.{name}')}" for name, title in done.columns.items())
    note(say("cli.columns_understood", columns=columns))
    if done.ignored:
        note(say("cli.columns_ignored", columns=", ".join(done.ignored)))
    show_problems(done.problems)
    note(say("cli.imported", file=file.name, added=done.added, known=done.known, refused=len(done.problems)))
    return has_errors(done.problems)
