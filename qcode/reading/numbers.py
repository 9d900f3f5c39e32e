"""Short numbers for people (`E07`): from the header or a table, else the study's own list, else the next free one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace

from qcode.errors import Problem, error
from qcode.model import Interview, field_order

NUMBERS = "numeros.csv"
"""The file beside the transcripts in which a study keeps its short numbers."""

_DIGITS = re.compile(r"\d+\Z")


def with_numbers(interviews: Iterable[Interview]) -> tuple[list[Interview], list[Problem]]:
    """Give a number to those that have none, in field order; a number that two carry is an error."""
    numbered = [replace(each, number=written(each.number)) if each.number else each for each in interviews]
    taken: dict[str, Interview] = {}
    problems = []
    for each in numbered:
        if not each.number:
            continue
        first = taken.setdefault(each.number, each)
        if first is not each:
            problems.append(error("number_twice", each.path, number=each.number, other=first.path))
    used = {int(found[0]) for number in taken if (found := _DIGITS.search(number))}
    free = (number for number in range(1, len(numbered) + len(used) + 2) if number not in used)
    order = sorted((each for each in numbered if not each.number), key=field_order)
    new = {each.id: written(str(next(free))) for each in order}
    return [replace(each, number=new[each.id]) if each.id in new else each for each in numbered], problems


def written(number: str) -> str:
    """A number as people write it: `7` → `E07`."""
    return f"E{int(number):02d}" if number.isdecimal() else number


def number_table(interviews: Iterable[Interview]) -> str:
    """The content of `numeros.csv`, which keeps the numbers stable when interviews are added."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("entretien", "numero"))
    table.writerows(sorted((each.id, each.number) for each in interviews))
    return out.getvalue()
