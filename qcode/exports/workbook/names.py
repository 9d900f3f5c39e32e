"""Names of sheets: what Excel refuses is replaced, none is longer than 31, none occurs twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qcode.exports.text import Losses, clean, units
from qcode.exports.workbook.plan import Plan
from qcode.words import language, say

ORDER = ("start", "corpus", "matrix", "by", "cross", "interviews", "persons", "verbatims", "presence", "recount")
ORDER_FURTHER = ("figures", "contrasts", "together", "appearance", "double")
ORDER_LAST = ("guide", "rules", "journal")
_REFUSED = re.compile(r"[\[\]:*?/\\\n\t]")
RESERVED = {"history", "historique"}  # names that Excel keeps for itself
LONGEST = 31


def sheet_names(plan: Plan) -> dict[str, str]:
    """The sheets in reading order, by key; `by:territoire` is the table of one attribute."""
    wanted: dict[str, str] = {}
    for key in (*ORDER, *ORDER_FURTHER, *ORDER_LAST):
        if key == "by":
            for attribute in plan.attributes:
                wanted[f"by:{attribute.id}"] = say("workbook.sheet.by", name=lower(attribute.name(language())))
        elif key != "cross" or len(plan.crossed) == 2:
            wanted[key] = say(f"workbook.sheet.{key}")
    taken = set(RESERVED)
    return {key: _free(name, taken) for key, name in wanted.items()}


def lower(label: str) -> str:
    """A label inside a sentence: its capital goes unless it is an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _free(name: str, taken: set[str]) -> str:
    """The name as Excel takes it, told apart from those that differ only by case."""
    name = _REFUSED.sub(" ", clean(name, Losses())).strip("' ") or "–"
    n, shown = 2, _short(name, LONGEST)
    while shown.casefold() in taken:
        shown, n = f"{_short(name, LONGEST - 5)} ({n})", n + 1
    taken.add(shown.casefold())
    return shown


def _short(name: str, most: int) -> str:
    while units(name) > most:
        name = name[:-1]
    return name.strip("' ")


def unique(heads: Sequence[str]) -> list[str]:
    """Column names that an Excel table accepts: none twice (case ignored), none empty, at most 255 characters."""
    taken: set[str] = set()
    made = []
    for head in heads:
        name, n = clean_head(head), 2
        while name.casefold() in taken:
            name, n = f"{clean_head(head)[:240]} ({n})", n + 1
        taken.add(name.casefold())
        made.append(name)
    return made


def clean_head(head: str) -> str:
    """A column's name on one line, without what no cell can hold."""
    return " ".join(clean(head, Losses()).split())[:250] or "–"
