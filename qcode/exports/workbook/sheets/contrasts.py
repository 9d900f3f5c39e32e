"""*Contrastes*: each value of each attribute against all other interviews; the interview is the unit."""

from __future__ import annotations

from qcode.exports.report.sentences import p_value, sentence, verdict
from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.tables.contrasts import ENOUGH, Contrast, Finding, contrasts
from qcode.tables.matrix import shown_value
from qcode.words import language, say

HEADS = (
    *("attribute", "value", "code", "verdict", "here", "base", "elsewhere", "base_elsewhere"),
    *("rate", "rate_elsewhere", "difference", "low", "high", "p", "adjusted", "confounded", "sentence"),
)
WIDTHS = (14.0, 20.0, 22.0, 17.0, 10.0, 6.0, 9.0, 9.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 9.5, 22.0, 90.0)
PRINTED = len(HEADS) - 1
"""Columns on paper; the sentence is there to be copied."""
ORDER = (Finding.ESTABLISHED, Finding.CARRIED, Finding.NOT_ESTABLISHED)


def write(plan: Plan, page: Page) -> None:
    """Write the sheet: what could be tested, what is established first; other groups are named in a note."""
    s = plan.styles
    found = contrasts(plan.snapshot, plan.crossed, plan.view)
    page.columns(WIDTHS)
    page.title(say("workbook.contrasts.title"), say("workbook.contrasts.subtitle"))
    heads = [say(f"workbook.contrasts.head.{head}") for head in HEADS]
    looks = [s("entête texte")] * 4 + [s("entête nombre")] * 11 + [s("entête texte", indent=1)] * 2
    tested = [contrast for contrast in found if contrast.p is not None]
    if tested:
        page.row(heads, looks, 40)
        page.freeze(4)
        first = page.number
        for contrast in sorted(tested, key=lambda c: ORDER.index(c.finding)):
            _row(plan, page, contrast)
        page.table("tContrastes", heads, first)
    else:
        page.skip()
        page.wide(say("workbook.contrasts.none", n=ENOUGH), "texte libre", 10)
    small = dict.fromkeys(shown_value(c.value) for c in found if c.p is None)
    page.notes(
        PRINTED if tested else 10,
        attention=say("workbook.contrasts.small", n=ENOUGH, values=", ".join(small)) if small else "",
        definitions=say("workbook.contrasts.definitions"),
        source=notes.source(plan),
    )
    page.print_to(PRINTED)


def _row(plan: Plan, page: Page, contrast: Contrast) -> None:
    s, here, elsewhere = plan.styles, contrast.here, contrast.elsewhere
    names = {attribute.id: attribute.name(language()) for attribute in plan.attributes}
    label = next(plan.labels[place] for place in plan.codes if plan.code(place).id == contrast.code)
    said = sentence(contrast)
    counts: list[Value] = [here.present, len(here.interviews), elsewhere.present, len(elsewhere.interviews)]
    rates: list[Value] = [here.mean_rate, elsewhere.mean_rate, contrast.difference, contrast.low, contrast.high]
    values: list[Value] = [
        names[contrast.attribute],
        shown_value(contrast.value),
        label,
        verdict(contrast),
        *counts,
        *rates,
        p_value(contrast.p),
        p_value(contrast.adjusted),
        ", ".join(shown_value(value) for _, value in contrast.confounded),
        said,
    ]
    text, apart = s("texte"), s("texte", indent=1)
    numbers = [*[s("nombre")] * 4, *[s("décimale")] * 5, *[s("texte droite")] * 2]
    looks = [s("texte court"), text, text, text, *numbers, apart, apart]
    page.row(values, looks, tall(max(lines(said, WIDTHS[-1] - 2), lines(label, WIDTHS[2]))))
