"""`qcode evaluate`: noise and silence of the rules against a coder. Never called agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qcode import words
from qcode.cli.choices import Choice
from qcode.cli.opening import load, named_coders
from qcode.cli.show import figure, format_option, heads, show_json, show_table
from qcode.cli.spoken import Command, Option
from qcode.model import by_id
from qcode.words import say
from qcode.words.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qcode.model import Snapshot
    from qcode.tables.evaluation import Difference, Evaluation

FIGURES = ("precision", "recall", "f1", "kappa")
CSV = ("code", *FIGURES, "n_reference", "n_suggested")


@click.command("evaluate", cls=Command)
@click.option("--reference", cls=Option, required=True, metavar="CODER")
@click.option("--unit", cls=Option, type=Choice(("sentence", "turn", "interview")), default="sentence")
@click.option("--level", cls=Option, type=Choice(("top", "exact")), default="top")
@click.option("--rules", "by_rule", cls=Option, is_flag=True)
@click.option("--list", "listed", cls=Option, type=Choice(("missed", "wrong")))
@format_option
@click.pass_context
def command(
    ctx: click.Context, reference: str, unit: str, level: str, by_rule: bool, listed: str | None, format_: str
) -> None:
    """Compare what rules propose with what a coder said, per code or per rule."""
    from qcode.tables.evaluation import as_json, evaluate

    _, snapshot = load(ctx)
    named_coders(snapshot, [reference])
    found = evaluate(snapshot, reference, unit, level)
    if format_ == "json":
        show_json(as_json(found, snapshot.codebook))
    elif listed:
        show_table(
            heads(("place", "code", "rules", "text"), format_),
            lines(snapshot, found.missed if listed == "missed" else found.wrong),
            format_,
        )
    elif by_rule:
        bare = format_ == "csv"
        rows = [
            (n, r.code, r.precision if bare else figure(r.precision), r.n_suggested, r.alone)
            for n, r in found.rules.items()
        ]
        show_table(heads(("rule", "code", "precision", "segments", "alone"), format_), rows, format_)
    elif format_ == "csv":
        show_table(CSV, csv_rows(found), format_)
    else:
        columns = [say("cli.columns.code"), *(say(f"cli.figures.{name}") for name in FIGURES)]
        columns += [say("cli.columns.n_reference"), say("cli.columns.n_suggested")]
        body: list[list[object]] = []
        for path, counts in found.codes.items():
            code = snapshot.codebook.find(path)
            figures = [figure(getattr(counts, name)) for name in FIGURES]
            name = code.name(words.language()) if code else path
            body.append([name, *figures, counts.n_reference, counts.n_suggested])
        body.append([say("cli.mean_of_codes"), *(figure(found.macro(name)) for name in FIGURES), None, None])
        show_table(columns, body, format_, title=say("cli.evaluate_title", reference=reference))


def csv_rows(found: Evaluation) -> Iterator[list[object]]:
    """One row a code by its path, then the mean of the codes: bare figures, for other programs."""
    for path, counts in found.codes.items():
        yield [path, *(getattr(counts, name) for name in FIGURES), counts.n_reference, counts.n_suggested]
    yield ["macro", *(found.macro(name) for name in FIGURES), None, None]


def lines(snapshot: Snapshot, differences: Iterable[Difference]) -> Iterator[tuple[object, ...]]:
    """Sentences to learn from, with their place and the rules that proposed them."""
    interviews = by_id(snapshot.interviews)
    for item in differences:
        interview = interviews[item.interview]
        rules = ", ".join(evidence.rule for evidence in item.evidence)
        text = quoted(" ".join(interview.quote(item.span).split()))
        yield f"{interview.number}:{item.turn}", item.code, rules, text
