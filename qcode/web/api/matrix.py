"""The matrix page: codes by two characteristics with every measure, and the words behind a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qcode.codings import family_passages
from qcode.model import MISSING, Status
from qcode.study.sight import hides
from qcode.web import show
from qcode.web.refusal import RefusedError
from qcode.web.wire import one
from qcode.words import language, say

if TYPE_CHECKING:
    from qcode.model import Passage
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

Table = Mapping[str, Sequence[Any]]
"""Columns of the tables' room."""
MEASURES = ("passages", "interviews", "share", "per_1000_words", "speech_share")
VIEWS = {
    "confirmed": (Status.CONFIRMED,),
    "suggested": (Status.SUGGESTED,),
    "all": (Status.CONFIRMED, Status.DISPUTED, Status.SUGGESTED),
}


def matrix(visit: Visit, data: Data) -> dict[str, Any]:
    """The matrix; without wishes, the study's first two characteristics and what there is to show."""
    refuse_blind(visit)
    wish = _wish(visit, data)
    key = (visit.live.version, visit.language, *wish.values())
    if visit.desk.matrix is None or visit.desk.matrix[0] != key:
        visit.desk.matrix = key, _matrix(visit, wish)
    return visit.desk.matrix[1]


def refuse_blind(visit: Visit) -> None:
    """Tables of all codings are not for somebody who codes blind and has not read everything."""
    interviews = visit.live.interviews.values()
    if visit.mode == "blind" and any(hides(visit.live, i, visit.coder, visit.mode) for i in interviews):
        raise RefusedError(403, "page_blind")


def _wish(visit: Visit, data: Data) -> dict[str, str]:
    from qcode.tables.matrix import attributes

    settings = visit.desk.settings
    declared = [attribute.id for attribute in settings.attributes]
    known = declared or attributes(settings, visit.live.interviews.values())
    columns = one(data, "columns", known[0] if known else "")
    others = [name for name in known if name != columns]
    rows = one(data, "rows", "" if "rows" in data else next(iter(others), ""))
    return {
        "columns": columns,
        "rows": rows if rows != columns else next(iter(others), ""),
        "level": one(data, "level", "top"),
        "status": one(data, "status") or visit.live.view,
    }


def _matrix(visit: Visit, wish: dict[str, str]) -> dict[str, Any]:
    from qcode.tables.groups import left_out
    from qcode.tables.matrix import columns_of

    settings, counted = visit.desk.settings, visit.live.tally
    column, row = wish["columns"], wish["rows"]

    def cut(*by: str) -> Table:
        return columns_of(counted, settings, [n for n in by if n], status=wish["status"], level=wish["level"])

    base = "read" if counted.anyone_read else "all"
    whole, by_column = cut(), cut(column)
    crossed, by_row = (cut(column, row), cut(row)) if row else (None, None)
    columns = _heads(by_column, column)
    rows = _heads(by_row, row) if by_row is not None else []
    paths = list(dict.fromkeys(whole["code"]))
    cells = {
        "": _cells(whole, [], base),
        "column": _cells(by_column, [column], base),
        "row": _cells(by_row, [row], base) if by_row is not None else {},
        "crossed": _cells(crossed, [column, row], base) if crossed is not None else {},
    }
    return {
        "title": settings.title or visit.desk.study.root.name,
        "guide": visit.live.codebook.fingerprint[:7],
        "by": {"columns": column, "rows": row},
        "status": wish["status"],
        "attributes": [{"id": one.id, "label": one.name(language())} for one in settings.attributes],
        "columns": columns,
        "groups": [_group(visit, path, cells, columns, rows) for path in paths],
        "interviews": int(next(iter(whole["interviews_total"]), 0)),
        "words": int(next(iter(whole["words"]), 0)),
        "counts": _counts(visit),
        "base": base,
        "left_out": [interview.id for interview in left_out(counted)],
    }


def _heads(table: Table, attribute: str) -> list[dict[str, Any]]:
    if not attribute:
        return []
    rows = zip(table[attribute], table["interviews_total"], table["words"], strict=True)
    first = {label: (n, words) for label, n, words in reversed(list(rows))}
    return [
        {"value": _value(label), "label": label, "interviews": int(n), "words": int(words)}
        for label, (n, words) in ((label, first[label]) for label in dict.fromkeys(table[attribute]))
    ]


def _value(label: str) -> str:
    """The value behind the label of a row or a column."""
    return MISSING if label == say("tables.missing") else label


def _cells(table: Table, by: list[str], base: str) -> dict[tuple[str, ...], dict[str, Any]]:
    names = ["code", *by, *MEASURES, "interviews_total", "interviews_read", "state"]
    found = {}
    for values in zip(*(table[name] for name in names), strict=True):
        shown = dict(zip(names, values, strict=True))
        place = tuple(shown.pop(name) for name in ("code", *by))
        found[place] = {key: _plain(value) for key, value in shown.items()} | _base(shown, base)
    return found


def _base(cell: dict[str, Any], base: str) -> dict[str, int]:
    """What a share is a share of, in whole interviews: « 3 sur 4 »."""
    n = int(cell["interviews_read"] if base == "read" else cell["interviews_total"])
    share = cell["share"]
    return {"base": n, "in_base": round(share * n) if share == share else 0}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a figure of any kind
    """A figure as JSON has it; what is not defined is null."""
    if isinstance(value, str):
        return value
    number = float(value)
    if number != number:
        return None
    return int(number) if number.is_integer() else number


def _group(
    visit: Visit,
    path: str,
    cells: dict[str, dict[tuple[str, ...], dict[str, Any]]],
    columns: list[dict[str, Any]],
    rows: list[dict[str, Any]],
) -> dict[str, Any]:
    code = visit.live.codebook.find(path)
    across = [cells["column"].get((path, column["label"])) for column in columns]
    lines = [
        {
            "value": row["value"],
            "label": row["label"],
            "cells": [
                *(cells["crossed"].get((path, column["label"], row["label"])) for column in columns),
                cells["row"].get((path, row["label"])),
            ],
        }
        for row in rows
    ]
    return {"code": code.id if code else path, "cells": [*across, cells[""].get((path,))], "rows": lines}


def _counts(visit: Visit) -> dict[str, int]:
    """How many passages of exact codes there are in each view."""
    counts = visit.live.passage_counts
    return {view: sum(counts[status] for status in statuses) for view, statuses in VIEWS.items()}


def verbatims(visit: Visit, data: Data) -> dict[str, Any]:
    """The passages behind one figure, in the order of the interviews."""
    refuse_blind(visit)
    wanted = [(one(data, name), one(data, value)) for name, value in (("columns", "column"), ("rows", "row"))]
    asked = [
        (name, value) for (name, value), key in zip(wanted, ("column", "row"), strict=True) if name and key in data
    ]
    found = [
        passage
        for passage in _passages(visit, one(data, "code"), VIEWS[one(data, "status", "confirmed")])
        if all(visit.live.interviews[passage.interview].value(name, passage.speaker) == value for name, value in asked)
    ]
    shown = found[: int(one(data, "limit", "20"))]
    return {
        "n": len(found),
        "interviews": len({passage.interview for passage in found}),
        "passages": [_verbatim(visit, passage) for passage in shown],
    }


def _passages(visit: Visit, code: str, statuses: tuple[Status, ...]) -> list[Passage]:
    live, family = visit.live, visit.live.codebook.family(code)
    found: list[Passage] = []
    for interview in live.interviews.values():
        if interview.comparable:
            codings = live.folded(interview.id).codings
            taken = [coding for coding in codings if coding.code in family and coding.status in statuses]
            found += family_passages([interview], taken, live.codebook, code) if taken else ()
    return found


def _verbatim(visit: Visit, passage: Passage) -> dict[str, Any]:
    interview = visit.live.interviews[passage.interview]
    shown = show.passage(interview, passage, visit.live.study.settings)
    return shown | {"quote": " […] ".join(interview.text[start:end] for start, end in shown["spans"])}
