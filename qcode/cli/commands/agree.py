"""`qcode agree`: agreement between coders, with its intervals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from qcode import words
from qcode.cli.choices import Choice
from qcode.cli.opening import load, named_coders
from qcode.cli.show import estimate, format_option, note, show_json, show_table
from qcode.cli.spoken import Command, Option
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcode.model import Codebook, Snapshot
    from qcode.tables.agreement import Agreement

FIGURES = ("agreement", "kappa", "alpha", "ac1")
CSV = ("code", *(f"{name}{part}" for name in FIGURES for part in ("", "_low", "_high")), "n")


@click.command("agree", cls=Command)
@click.option("--coder", "coders", cls=Option, multiple=True, metavar="NAME")
@click.option("--unit", cls=Option, type=Choice(("sentence", "turn", "interview")), default="sentence")
@click.option("--level", cls=Option, type=Choice(("top", "exact")), default="top")
@click.option("--all", "everywhere", cls=Option, is_flag=True)
@format_option
@click.pass_context
def command(ctx: click.Context, coders: tuple[str, ...], unit: str, level: str, everywhere: bool, format_: str) -> None:
    """Compare coders code by code; what was not coded blind is not called agreement between coders."""
    from qcode.study.assigning import double_coding
    from qcode.tables.agreement import as_json

    study, snapshot = load(ctx)
    if snapshot.settings.discussed and format_ != "json":
        note(say("report.method.discussed"))
        return
    named_coders(snapshot, coders, least=2)
    double = None if everywhere else double_coding(study.root, snapshot)
    if double and not set(coders) <= set(double.assignment.coders):
        double = None  # others than those it was drawn for
    found, drawn = compared(snapshot, coders, unit, level, double.interviews if double else ())
    if format_ == "json":
        show_json(as_json(found, snapshot.codebook) | ({"drawn": drawn} if double else {}))
        return
    if format_ == "csv":
        show_table(CSV, csv_rows(found, snapshot.codebook), format_)
        return
    columns, rows = table(found, snapshot.codebook)
    title = say(
        "cli.agree_title" if found.blind else "cli.compare_title",
        coders=", ".join(found.coders),
        units=say(f"cli.units.{unit}", n=found.n),
    )
    show_table(columns, rows, format_, title=title)
    if not found.blind:
        note(say("cli.not_blind"))
    if double:
        note(say("cli.agree_drawn", n=len(found.interviews)) if drawn else say("cli.agree_not_drawn"))


def compared(
    snapshot: Snapshot, coders: tuple[str, ...], unit: str, level: str, drawn: tuple[str, ...]
) -> tuple[Agreement, bool]:
    """The agreement on the interviews drawn for double coding, and True; on all where these compare nobody."""
    from qcode.tables.agreement import agree

    if drawn:
        some = tuple(interview for interview in snapshot.interviews if interview.id in drawn)
        found = agree(replace(snapshot, interviews=some), coders, unit=unit, level=level)
        if found.n:
            return found, True
    return agree(snapshot, coders, unit=unit, level=level), False


def table(found: Agreement, guide: Codebook) -> tuple[list[str], list[list[object]]]:
    """One row a code, then their mean: figures with their intervals, prevalence, number of units."""
    columns = [say("cli.columns.code"), *(say(f"cli.figures.{name}") for name in FIGURES), say("cli.columns.units")]
    rows: list[list[object]] = []
    for item in found.codes:
        code = guide.find(item.code)
        name = code.name(words.language()) if code else item.code
        rows.append([name, *(estimate(item.figures[figure]) for figure in FIGURES), item.n])
    rows.append([say("cli.mean_of_codes"), *(estimate(found.overall[figure]) for figure in FIGURES), found.n])
    return columns, rows


def csv_rows(found: Agreement, guide: Codebook) -> Iterator[list[object]]:
    """One row a code by its path, then `overall`: bare figures with their bounds, for other programs."""
    named = [(guide.path(item.code), item.figures, item.n) for item in found.codes]
    for name, figures, n in [*named, ("overall", found.overall, found.n)]:
        estimates = [figures[figure] for figure in FIGURES]
        yield [name, *(part for one in estimates for part in (one.value, one.low, one.high)), n]
