"""`qcode verify-quotes`: every quotation of a report, found or not in the transcripts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from qcode.cli.opening import load
from qcode.cli.show import format_option, note, show_json, show_problems, show_rows
from qcode.cli.spoken import Argument, Command, Option
from qcode.errors import has_errors
from qcode.words import say


@click.command("verify-quotes", cls=Command)
@click.argument("report", cls=Argument, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option
@click.option("--out", cls=Option, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def command(ctx: click.Context, report: Path, format_: str, out: Path | None) -> None:
    """Name each quotation for what it is: exact, altered, cut, not found, wrongly attributed, not to be quoted."""
    from qcode.citations import read_document, verify_quotes
    from qcode.study.exporting import citations_sheet

    _, snapshot = load(ctx)
    paragraphs, problems = read_document(report)
    show_problems(problems)
    if has_errors(problems):
        ctx.exit(1)
    found = verify_quotes(snapshot, paragraphs)
    if out:
        citations_sheet(found, report.name, out)
        note(say("cli.written", path=out))
    if format_ == "json":
        rows = [{"text": q.text, "verdict": q.verdict, "interview": q.interview or None, "turn": q.turn} for q in found]
        show_json({"quotes": rows})
        return
    people = format_ == "table"
    body = [
        (
            say(f"cli.verdicts.{q.verdict}") if people else str(q.verdict),
            f"{q.number}:{q.turn}" if q.number else "",
            q.paragraph,
            q.text,
            q.found,
        )
        for q in found
    ]
    show_rows(("verdict", "place", "paragraph", "text", "found"), body, format_, "quotes", say("cli.nothing.quotes"))
    counts = Counter(quote.verdict for quote in found)
    note(", ".join(f"{say(f'cli.verdicts.{verdict}')} : {n}" for verdict, n in counts.items()))
