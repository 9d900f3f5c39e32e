"""`qcode read`: somebody says that they have read an interview in full."""

from __future__ import annotations

import click

from qcode.cli.opening import coder_option, named_code, named_interview, open_study
from qcode.cli.show import note
from qcode.cli.spoken import Argument, Command, Option
from qcode.words import say


@click.command("read", cls=Command)
@click.argument("interview", cls=Argument)
@coder_option
@click.option("--codes", cls=Option, multiple=True, metavar="CODE")
@click.pass_context
def command(ctx: click.Context, interview: str, coder: str, codes: tuple[str, ...]) -> None:
    """Write a `read` decision: from now on, what is not coded there counts as absent."""
    from qcode.codings.making import read
    from qcode.codings.standing import says_nothing_new

    study = open_study(ctx)
    snapshot, _ = study.read()
    found = named_interview(snapshot, interview)
    for name in codes:
        named_code(snapshot, name)
    coder = study.decisions.person(coder)
    made = read(coder, found, snapshot.codebook, codes=codes)
    said = says_nothing_new(made, snapshot.decisions)
    if not said:
        study.decide([made])
    note(say("cli.read_already" if said else "cli.read_done", interview=f"{found.number} {found.id}", coder=coder))
