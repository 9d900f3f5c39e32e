"""`qcode kwic`: a concordance in the syntax of rule terms."""

from __future__ import annotations

import click

from qcode.cli.opening import read_index
from qcode.cli.show import concordance, format_option, show_problems
from qcode.cli.spoken import Argument, Command, Option
from qcode.errors import QcodeError


@click.command("kwic", cls=Command)
@click.argument("terms", cls=Argument, nargs=-1, required=True)
@click.option("--context", cls=Option, type=click.IntRange(1, 400), default=50)
@format_option
@click.pass_context
def command(ctx: click.Context, terms: tuple[str, ...], context: int, format_: str) -> None:
    """Show every place of these terms in what interviewees say, with who says it and where."""
    from qcode.codebook.draft import draft_terms
    from qcode.tagging import kwic

    study, snapshot, index = read_index(ctx)
    rule, wrong = draft_terms(study.root, study.settings, terms)
    if rule is None:
        raise QcodeError(*wrong)
    attributes = [attribute.id for attribute in study.settings.attributes]
    lines, problems = kwic(index, rule.any, attributes, context)
    show_problems(problems)
    concordance(lines, snapshot, attributes, format_)
