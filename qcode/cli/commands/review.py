"""`qcode review`: the local page on which people decide."""

from __future__ import annotations

import sys

import click

from qcode.cli.opening import open_study
from qcode.cli.spoken import Command, Option
from qcode.words import say


@click.command("review", cls=Command)
@click.option("--coder", cls=Option, metavar="NAME")
@click.option("--port", cls=Option, type=click.IntRange(0, 65535))
@click.option("--no-browser", cls=Option, is_flag=True)
@click.option("--read-only", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, coder: str | None, port: int | None, no_browser: bool, read_only: bool) -> None:
    """Open the page until it is stopped; its one-time address is the first line of stdout."""
    from qcode.web import serve

    study = open_study(ctx)
    name = study.decisions.person(coder or _asked())
    serve(study.root, name, port=port, open_browser=not no_browser, read_only=read_only)


def _asked() -> str:
    """The name of whoever sits here: asked, or taken from the system where nobody can answer."""
    from getpass import getuser

    if sys.stdin.isatty():
        return str(click.prompt(say("cli.your_name"), default=getuser(), err=True))
    return getuser()
