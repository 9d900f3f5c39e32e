"""`qcode merge`: what a colleague decided, added to what is here, with an account that balances."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import open_study
from qcode.cli.show import format_option, note, show_json, show_problems, show_table
from qcode.cli.spoken import Argument, Command, Option
from qcode.words import say

ACCOUNT = ("mine", "theirs", "both", "added", "refused", "together")


@click.command("merge", cls=Command)
@click.argument("source", cls=Argument, type=click.Path(path_type=Path, exists=True))
@click.option("--dry-run", cls=Option, is_flag=True)
@format_option
@click.pass_context
def command(ctx: click.Context, source: Path, dry_run: bool, format_: str) -> None:
    """Add the decisions of a packed study or of a copy of its folder; nothing here is changed."""
    from qcode.study.carrying import merge

    study = open_study(ctx)
    done = merge(study.root, study.settings, source, dry_run=dry_run)
    show_problems(done.problems)
    if format_ == "json":
        show_json({name: getattr(done, name) for name in ACCOUNT} | {"balances": done.balances})
        return
    columns = [say("cli.columns.account"), say("cli.columns.decisions")]
    show_table(columns, [(say(f"cli.account.{name}"), getattr(done, name)) for name in ACCOUNT], format_)
    note(say("cli.balances" if done.balances else "cli.does_not_balance"))
