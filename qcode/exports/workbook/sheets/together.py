"""*Cooccurrences*: pairs of codes that meet in the same sentences; those that the guide foresees are marked."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.tables.cooccurrence import EDGE, Pair, pairs
from qcode.words import say

HEADS = ("first", "second", "interviews", "linked", "segments", "passages", "jaccard", "foreseen", "which")
WIDTHS = (28.0, 28.0, 11.0, 9.0, 11.0, 11.0, 11.0, 19.0, 47.0)


def write(plan: Plan, page: Page) -> None:
    """Write the sheet, the pairs of most interviews first."""
    s = plan.styles
    names = {plan.code(place).id: plan.labels[place] for place in range(len(plan.tally.codebook.codes))}
    page.columns(WIDTHS)
    page.title(say("workbook.together.title"), notes.subtitle(plan))
    heads = [say(f"workbook.together.head.{head}") for head in HEADS]
    text, number, flag = s("entête texte"), s("entête nombre"), s("entête centré")
    page.row(heads, [text, text, number, flag, number, number, number, flag, s("entête texte", indent=1)], 28)
    page.freeze(3)
    first = page.number
    looks = [s("texte court")] * 2 + [s("nombre"), s("centré"), *[s("nombre")] * 2, s("pour cent"), s("centré")]
    for pair in pairs(plan.snapshot, plan.view, "sub"):
        row = _row(plan, pair, names)
        page.row(row, [*looks, s("texte", indent=1)], tall(lines(str(row[-1]), WIDTHS[-1] - 2)))
    page.table("tCooccurrences", heads, first)
    page.notes(9, definitions=say("workbook.together.definitions", n=EDGE), source=notes.source(plan))


def _row(plan: Plan, pair: Pair, names: dict[str, str]) -> list[Value]:
    yes = say("workbook.yes")
    numbers = sorted(plan.interviews[name].number for name in pair.interviews)
    return [
        names[pair.first],
        names[pair.second],
        len(pair.interviews),
        yes if pair.edge else "",
        pair.segments,
        pair.passages,
        pair.jaccard,
        pair.said,
        ", ".join(numbers),
    ]
