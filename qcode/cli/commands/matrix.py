"""`qcode matrix`: the coded matrix on the terminal, or for other programs."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import click

from qcode import words
from qcode.cli.choices import Choice
from qcode.cli.opening import load
from qcode.cli.show import Sign, format_option, note, show_json, show_table
from qcode.cli.spoken import Command, Option
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.model import Codebook

MEASURES = ("passages", "interviews", "share", "per_1000_words", "speech_share")
COUNTS = ("passages", "interviews")
STATUSES = ("confirmed", "suggested", "all")
FIGURES = ("value", "passages", "interviews", "interviews_total", "words", "state")


@click.command("matrix", cls=Command)
@click.option("--by", cls=Option, multiple=True, metavar="ATTRIBUTE")
@click.option("--measure", cls=Option, type=Choice(MEASURES), default="passages")
@click.option("--status", cls=Option, type=Choice(STATUSES), default="confirmed")
@format_option
@click.pass_context
def command(ctx: click.Context, by: tuple[str, ...], measure: str, status: str, format_: str) -> None:
    """Print codes × attributes in one of the five measures."""
    from qcode.tables.matrix import columns_of
    from qcode.tables.tally import tally

    _, snapshot = load(ctx)
    counted = tally(snapshot)
    table = columns_of(counted, snapshot.settings, by, measure, status)
    columns = ["code", *by, *FIGURES]
    rows: list[dict[str, Any]] = [
        {column: _plain(value) for column, value in zip(columns, row, strict=True)}
        for row in zip(*(table[column] for column in columns), strict=True)
    ]
    if measure in COUNTS:
        rows = [row | {"value": None if row["value"] is None else int(row["value"])} for row in rows]
    if format_ == "json":
        show_json({"measure": measure, "status": status, "by": list(by), "rows": rows})
    elif format_ == "csv":
        show_table(columns, (tuple(row.values()) for row in rows), format_)
    else:
        title = say("cli.matrix_title", measure=say(f"cli.measures.{measure}"), status=say(f"cli.statuses.{status}"))
        head, body = pivot(rows, by, snapshot.codebook)
        if not by and status == "confirmed":  # both side by side, so that no zero is taken for an absence
            head[-1] = say("cli.columns.confirmed")
            head.append(say("cli.columns.suggested"))
            proposed = columns_of(counted, snapshot.settings, (), measure, "suggested")
            for line, value in zip(body, proposed["value"], strict=True):
                line.append(int(value) if measure in COUNTS and not isnan(value) else _plain(value))
            title = say(f"cli.measures.{measure}")
        show_table(head, body, format_, title=title)
        _explain(body, status, nothing=not any(row["passages"] for row in rows))


def pivot(rows: list[dict[str, Any]], by: tuple[str, ...], guide: Codebook) -> tuple[list[str], list[list[object]]]:
    """Turn long rows into a table for people: the last attribute becomes the columns."""
    if not by:
        return [say("cli.columns.code"), say("cli.columns.value")], [
            [_label(guide, r["code"]), _shown(r)] for r in rows
        ]
    values = list(dict.fromkeys(row[by[-1]] for row in rows))
    lines: dict[tuple[str, ...], dict[str, object]] = {}
    for row in rows:
        lines.setdefault((row["code"], *(row[name] for name in by[:-1])), {})[row[by[-1]]] = _shown(row)
    body = [
        [_label(guide, key[0]), *key[1:], *(cells.get(value, Sign(say("tables.sign.none"))) for value in values)]
        for key, cells in lines.items()
    ]
    return [say("cli.columns.code"), *by[:-1], *values], body


def _shown(row: dict[str, Any]) -> object:
    """A figure, or the sign of what stands in its place: nobody was met, or nobody has read; zero is 0."""
    if row["value"] is not None:
        return row["value"]
    return Sign(say(f"tables.sign.{'unread' if row['state'] == 'unread' else 'none'}"))


def _explain(body: Sequence[Sequence[object]], status: str, *, nothing: bool) -> None:
    """Say under a table what its signs mean and, where nobody has confirmed anything, how to see what is proposed."""
    signs = {cell for row in body for cell in row if isinstance(cell, Sign)}
    for name in ("unread", "none"):
        if say(f"tables.sign.{name}") in signs:
            note(f"{say(f'tables.sign.{name}')} : {say(f'tables.sign_is.{name}')}")
    if nothing and status == "confirmed":
        note(say("cli.nothing.confirmed"))


def _label(guide: Codebook, path: str) -> str:
    code = guide.find(path)
    return "  " * path.count(".") + (code.name(words.language()) if code else path)


def _plain(value: object) -> object:
    """A cell as JSON knows it: numpy's numbers become ours, an undefined figure becomes None."""
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and isnan(plain) else plain
