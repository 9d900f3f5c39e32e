"""`qcode read`: somebody says that they have read an interview in full."""

from __future__ import annotations

import click

from qcode.cli.opening import coder_option, named_interview, open_study
from qcode.cli.show import note
from qcode.cli.spoken import Command, Option
from qcode.errors import QcodeError, error
from qcode.words import say


@click.command("read", cls=Command)
@click.argument("interview")
@coder_option
@click.option("--codes", cls=Option, multiple=True, metavar="CODE")
@click.pass_context
def command(ctx: click.Context, interview: str, coder: str, codes: tuple[str, ...]) -> None:
    """Write a `read` decision: from now on, what is not coded there counts as absent."""
    from qcode.codings.making import read

    study = open_study(ctx)
    snapshot, _ = study.read()
    found = named_interview(snapshot, interview)
    unknown = [name for name in codes if not snapshot.codebook.find(name)]
    if unknown:
        known = ", ".join(snapshot.codebook.path(code.id) for code in snapshot.codebook.codes)
        raise QcodeError(*(error("no_such_code", study.settings.codebook, name=name, known=known) for name in unknown))
    study.decide([read(coder, found, snapshot.codebook, codes=codes)])
    note(say("cli.read_done", interview=f"{found.number} {found.id}", coder=coder))
