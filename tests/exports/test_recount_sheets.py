"""The other sheets' figures, counted again from passages.csv by a few lines that share nothing with the tables."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from functools import cache
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from qcode.exports import passages, workbook
from qcode.model import Snapshot
from tests.exports.random_study import GUIDE, study
from tests.exports.test_recount import MISSING, Group, from_csv

SEEDS = pytest.mark.parametrize("seed", [1, 7])
ALL = (None, None)


@cache
def made(seed: int) -> tuple[Snapshot, Workbook, dict[tuple[str, Group, str], int]]:
    """A study, its workbook, and its confirmed passages by code label, group and interview."""
    drawn = study(seed)
    return drawn, openpyxl.load_workbook(io.BytesIO(workbook.build(drawn))), from_csv(drawn, "confirmed")


def spoken(drawn: Snapshot, group: Group) -> tuple[set[str], int]:
    """The interviews of a group to be compared, its silent persons counted, and the words that its people say."""
    where, words = set(), 0
    for interview in (one for one in drawn.interviews if one.comparable):
        said = [(s, interview.turn(s.turn)) for s in interview.segments]
        said = [(segment, turn) for segment, turn in said if turn.role != "interviewer"]
        for speaker in {turn.speaker for _, turn in said} | {person.label for person in interview.persons}:
            own = [interview.value(name, speaker) or MISSING for name in ("territoire", "type_acteur")]
            if all(wanted in (None, value) for wanted, value in zip(group, own, strict=True)):
                where.add(interview.id)
                words += sum(segment.words for segment, turn in said if turn.speaker == speaker)
    return where, words


def counted(found: dict[tuple[str, Group, str], int], code: str, group: Group) -> tuple[int, int]:
    """Passages, and interviews that hold any."""
    held = {where: n for (name, some, where), n in found.items() if (name, some) == (code, group)}
    return sum(held.values()), len(held)


@SEEDS
@pytest.mark.parametrize("sheet", ["Par territoire", "Par type_acteur"])
def test_every_figure_of_the_tables_of_one_attribute(seed: int, sheet: str) -> None:
    drawn, book, found = made(seed)
    cells = list(book[sheet].iter_rows(min_row=3, values_only=True))
    names = [str(name) for name in cells[0][1::2] if name]
    groups: list[Group] = [ALL, *((name, None) if "terr" in sheet else (None, name) for name in names[1:])]
    codes, measure, checked = {code.name("fr") for code in GUIDE.codes}, "", 0
    for row in cells[1:]:
        if isinstance(row[1], str):
            measure = str(row[2])
        if row[0] not in codes or measure not in ("part", "taux"):
            continue
        for group, number, beside in zip(groups, row[1::2], row[2::2], strict=False):
            total, holders = counted(found, str(row[0]), group)
            where, words = spoken(drawn, group)
            assert number == (holders if measure == "part" else total), (row[0], group)
            assert beside == pytest.approx(holders / len(where) if measure == "part" else 1000 * total / words)
            checked += 1
    assert checked == 2 * len(codes) * len(groups)


@SEEDS
def test_every_figure_of_the_crossings(seed: int) -> None:
    drawn, book, found = made(seed)
    cells = list(book["Croisement"].iter_rows(min_row=4, values_only=True))
    width = cells[0].index(None, 1)
    across = [None if name == "Ensemble" else str(name) for name in cells[0][1:width]]
    labels, code, checked = {c.name("fr") for c in GUIDE.codes}, "", 0
    numbers = {one.id: one.number for one in drawn.interviews}
    for row in cells[1:]:
        code = str(row[0]) if row[0] in labels else code
        if not code or row[0] in labels or row[1] is None:
            continue
        for n, second in enumerate(across, start=1):
            group: Group = (None if row[0] == "Ensemble" else str(row[0]), second)
            left, right = row[n], row[n + width]
            if not spoken(drawn, group)[0]:
                assert (left, right) == ("///", "///")
                continue
            total, holders = counted(found, code, group)
            held = sorted(numbers[w] for (name, some, w) in found if (name, some) == (code, group))
            assert right == total
            assert left == (", ".join(held) if 0 < holders < 3 else holders)
            checked += 1
    assert checked > 50


def rows(book: Workbook, sheet: str, head: int) -> list[dict[str, Any]]:
    """A table's rows by the names of its columns."""
    heads, *lines = book[sheet].iter_rows(min_row=head, values_only=True)
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def everywhere(drawn: Snapshot) -> dict[tuple[str, str], int]:
    """Exact codes by interview, whether it may be compared or not."""
    held: dict[tuple[str, str], int] = defaultdict(int)
    for row in csv.DictReader(io.StringIO(passages.csv(drawn))):
        if row["status"] == "confirmed":
            held[row["interview"], row["code"]] += 1
    return held


@SEEDS
def test_every_count_of_interviews_and_of_presence(seed: int) -> None:
    drawn, book, found = made(seed)
    exact = everywhere(drawn)
    presence = {row["entretien"]: row for row in rows(book, "Présence-absence", 1)}
    lines = {row["Entretien"]: row for row in rows(book, "Entretiens", 3)}
    for where in drawn.interviews:
        for code in GUIDE.codes:
            path = GUIDE.path(code.id)
            held = any(n for (name, some), n in exact.items() if name == where.id and f"{some}.".startswith(f"{path}."))
            assert presence[where.id][path] == int(held)
            shown = lines[where.number][code.name("fr")]
            if where.comparable:
                totals = [
                    n
                    for (name, group, one), n in found.items()
                    if (name, group, one) == (code.name("fr"), ALL, where.id)
                ]
                assert shown == sum(totals)
            elif not GUIDE.children(code.id):
                assert shown == exact[where.id, path]
