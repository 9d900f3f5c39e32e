"""`qcode audit`: the supervisor's page to sign."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import load
from qcode.cli.show import note, show_problems
from qcode.cli.spoken import Command, Option
from qcode.words import say


@click.command("audit", cls=Command)
@click.option("--report", cls=Option, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--draw", cls=Option, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--judged", cls=Option, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--coder", cls=Option, metavar="NAME", default="")
@click.option("--out", cls=Option, type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def command(
    ctx: click.Context, report: Path | None, draw: Path | None, judged: Path | None, coder: str, out: Path | None
) -> None:
    """Write the page and say what stands against a final version; `--draw` writes what is to be judged, no more."""
    from qcode.study.auditing import audit_files, draw_sheet, judge, look_over

    study, snapshot = load(ctx)
    if draw:
        draw_sheet(snapshot, draw)
        note(say("cli.written", path=draw))
        return
    if judged:
        if not coder:
            raise click.UsageError(say("cli.judged_by_whom"))
        kept, wrong = judge(study, snapshot, judged, coder)
        show_problems(wrong)
        note(say("cli.judgements", n=kept))
        study, snapshot = load(ctx)
    found, problems = look_over(study, snapshot, report)
    show_problems(problems)
    note(say("cli.red_lines", n=len(found.red)) if found.red else say("cli.no_red_line"))
    for line in found.red:
        click.echo(f"– {line.text}")
    paths, edited = audit_files(study, snapshot, found, out)
    show_problems(edited)
    for path in paths:
        note(say("cli.written", path=path))
