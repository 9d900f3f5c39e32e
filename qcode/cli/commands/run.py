"""`qcode run`: everything, from transcripts to exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qcode.cli.opening import open_study
from qcode.cli.show import heads, note, progress, show_problems, show_table
from qcode.cli.spoken import Command, Option
from qcode.errors import has_errors
from qcode.words import say

if TYPE_CHECKING:
    from qcode.study.changes import Changes, Proposal


@click.command("run", cls=Command)
@click.option("--out", cls=Option, type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep-going", cls=Option, is_flag=True)
@click.option("--check", cls=Option, is_flag=True)
@click.option("--diff", cls=Option, is_flag=True)
@click.pass_context
def command(ctx: click.Context, out: Path | None, keep_going: bool, check: bool, diff: bool) -> None:
    """Make the exports, or with --check say whether they are current."""
    from qcode.study.run import is_current, run

    study = open_study(ctx)
    if check:
        current = is_current(study, out)
        note(say("cli.current" if current else "cli.not_current"))
        ctx.exit(0 if current else 1)
    with progress(say("cli.reading_texts")) as advance:
        done = run(study, out, keep_going=keep_going, progress=advance)
    show_problems(done.problems)
    if done.summary:
        columns, *rows = done.summary
        show_table([str(name) for name in columns], rows, "table", title=done.title)
    if diff:
        show_changes(done.changes)
    for path in done.written:
        note(say("cli.written", path=path))
    if done.current:
        note(say("cli.current"))
    elif not done.written:
        note(say("cli.nothing_written"))
    ctx.exit(1 if has_errors(done.problems) else 0)


def show_changes(changes: Changes | None) -> None:
    """Say what a changed rule changed: counts on stderr, then each proposal that came or went."""
    if changes is None:
        note(say("cli.nothing_to_compare"))
        return
    note(say("cli.changes", new=len(changes.new), lost=len(changes.lost)))
    if changes.lost_confirmed:
        note(say("cli.changes_kept", n=changes.lost_confirmed))
    if changes.new_rejected:
        note(say("cli.changes_rejected", n=changes.new_rejected))
    rows = [(sign, item.interview, item.code, item.quote) for sign, items in signs(changes) for item in items]
    if rows:
        show_table(heads(("change", "interview", "code", "text"), "table"), rows, "table")


def signs(changes: Changes) -> tuple[tuple[str, tuple[Proposal, ...]], ...]:
    """What came and what went, with the sign that people read."""
    return ("+", changes.new), ("−", changes.lost)
