"""`qcode check`: every problem of the study's files, in one run."""

from __future__ import annotations

import click

from qcode.cli.opening import open_study
from qcode.cli.show import format_option, note, show_json, show_problems, show_table
from qcode.cli.spoken import Command
from qcode.errors import Problem, Severity, has_errors
from qcode.words import say

COLUMNS = ("severity", "kind", "file", "line", "message", "hint")


@click.command("check", cls=Command)
@format_option
@click.pass_context
def command(ctx: click.Context, format_: str) -> None:
    """List what is wrong and what to do about it; exit 1 where anything is an error."""
    problems = open_study(ctx).check()
    if format_ == "json":
        show_json({"problems": [dict(zip(COLUMNS, row(problem), strict=True)) for problem in problems]})
    elif format_ == "csv":
        show_table(COLUMNS, map(row, problems), format_)
    else:
        show_problems(problems)
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        note(say("cli.problem_count", errors=errors, warnings=len(problems) - errors))
    ctx.exit(1 if has_errors(problems) else 0)


def row(problem: Problem) -> tuple[object, ...]:
    """A problem in the order of COLUMNS."""
    return problem.severity, problem.kind, problem.file, problem.line, problem.message, problem.hint
