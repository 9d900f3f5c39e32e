"""`qcode explain`: why is this passage coded, or not."""

from __future__ import annotations

import click

from qcode.cli.opening import load
from qcode.cli.show import format_option, show_json, show_rows
from qcode.cli.spoken import Argument, Command
from qcode.errors import QcodeError, error
from qcode.words import say
from qcode.words.typography import quoted


@click.command("explain", cls=Command)
@click.argument("place", cls=Argument, metavar='E07:112|"QUOTE"')
@format_option
@click.pass_context
def command(ctx: click.Context, place: str, format_: str) -> None:
    """Show rules, words, what stands, who decided what; and which rules came close."""
    from qcode.study.explaining import as_json, explain_place, rows

    study, snapshot = load(ctx)
    index, _ = study.index(snapshot)
    explained = explain_place(snapshot, index, place)
    if not explained:
        raise QcodeError(error("no_such_place", snapshot.settings.transcripts, place=place))
    if format_ == "json":
        show_json({"segments": [as_json(item, snapshot) for item in explained]})
        return
    for item in explained:
        if format_ == "table":
            click.echo(f"\n{item.place}  {quoted(item.text)}")
        keys = ("what", "code", "who", "words", "conditions")
        show_rows(keys, list(rows(item, snapshot)), format_, "rows", say("cli.nothing.here"))
