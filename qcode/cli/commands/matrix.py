"""`qcode matrix`: the coded matrix on the terminal, or for other programs."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import click

from qcode import words
from qcode.cli.opening import load
from qcode.cli.show import format_option, show_json, show_table
from qcode.cli.spoken import Command, Option
from qcode.words import say

if TYPE_CHECKING:
    from qcode.model import Codebook

MEASURES = ("passages", "interviews", "share", "per_1000_words", "speech_share")
STATUSES = ("confirmed", "suggested", "all")
FIGURES = ("value", "passages", "interviews", "interviews_total", "words")


@click.command("matrix", cls=Command)
@click.option("--by", cls=Option, multiple=True, metavar="ATTRIBUTE")
@click.option("--measure", cls=Option, type=click.Choice(MEASURES), default="passages")
@click.option("--status", cls=Option, type=click.Choice(STATUSES), default="confirmed")
@format_option
@click.pass_context
def command(ctx: click.Context, by: tuple[str, ...], measure: str, status: str, format_: str) -> None:
    """Print codes × attributes in one of the five measures."""
    from qcode.tables.matrix import matrix

    _, snapshot = load(ctx)
    table = matrix(snapshot, by=list(by), measure=measure, status=status)
    columns = ["code", *by, *FIGURES]
    rows: list[dict[str, Any]] = [
        {column: _plain(value) for column, value in zip(columns, row, strict=True)}
        for row in table[columns].itertuples(index=False)
    ]
    if format_ == "json":
        show_json({"measure": measure, "status": status, "by": list(by), "rows": rows})
    elif format_ == "csv":
        show_table(columns, (tuple(row.values()) for row in rows), format_)
    else:
        title = say("cli.matrix_title", measure=say(f"cli.measures.{measure}"), status=say(f"cli.statuses.{status}"))
        head, body = pivot(rows, by, snapshot.codebook)
        show_table(head, body, format_, title=title)


def pivot(rows: list[dict[str, Any]], by: tuple[str, ...], guide: Codebook) -> tuple[list[str], list[list[object]]]:
    """Turn long rows into a table for people: the last attribute becomes the columns."""
    if not by:
        return [say("cli.columns.code"), say("cli.columns.value")], [
            [_label(guide, r["code"]), r["value"]] for r in rows
        ]
    values = list(dict.fromkeys(row[by[-1]] for row in rows))
    lines: dict[tuple[str, ...], dict[str, object]] = {}
    for row in rows:
        lines.setdefault((row["code"], *(row[name] for name in by[:-1])), {})[row[by[-1]]] = row["value"]
    body = [[_label(guide, key[0]), *key[1:], *(cells.get(value) for value in values)] for key, cells in lines.items()]
    return [say("cli.columns.code"), *by[:-1], *values], body


def _label(guide: Codebook, path: str) -> str:
    code = guide.find(path)
    return "  " * path.count(".") + (code.name(words.language()) if code else path)


def _plain(value: object) -> object:
    """A cell as JSON knows it: numpy's numbers become ours, an undefined figure becomes None."""
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and isnan(plain) else plain
