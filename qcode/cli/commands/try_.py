"""`qcode try`: what a rule would catch, before it is saved."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.opening import read_index
from qcode.cli.show import concordance, format_option, heads, show_problems, show_table
from qcode.cli.spoken import Argument, Command, Option
from qcode.errors import QcodeError
from qcode.words import say


@click.command("try", cls=Command)
@click.argument("rule", cls=Argument, metavar="RULE-YAML|TERM")
@click.option("--examples", cls=Option, type=click.IntRange(0, 1000), default=20)
@format_option
@click.pass_context
def command(ctx: click.Context, rule: str, examples: int, format_: str) -> None:
    """Count what a rule (YAML, a file of YAML, or one bare term) catches, by attribute, with examples."""
    from qcode.codebook.draft import draft_rule, draft_terms
    from qcode.tagging import try_out

    study, snapshot, index = read_index(ctx)
    source = Path(rule).read_text(encoding="utf-8") if rule.endswith((".yaml", ".yml")) else rule
    if ":" in source:
        made, wrong = draft_rule(study.root, study.settings, source)
    else:
        made, wrong = draft_terms(study.root, study.settings, [source])
    if made is None:
        raise QcodeError(*wrong)
    attributes = [attribute.id for attribute in study.settings.attributes]
    trial = try_out(index, made, attributes, examples)
    show_problems(trial.problems)
    if format_ == "table":
        rows = [(say("cli.whole"), "", trial.total.segments, trial.total.interviews)]
        for attribute, counts in trial.by.items():
            rows += [(attribute, value, count.segments, count.interviews) for value, count in counts.items()]
        show_table(heads(("attribute", "attribute_value", "segments", "interviews"), format_), rows, format_)
        click.echo()
    concordance(trial.lines, snapshot, attributes, format_)
