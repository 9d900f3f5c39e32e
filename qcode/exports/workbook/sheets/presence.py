"""*Présence-absence*: 0, 1 or nothing by interview and code; names first, no title, ready for R."""

from __future__ import annotations

from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.names import unique
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import upright
from qcode.model import MISSING


def write(plan: Plan, page: Page) -> None:
    """Write the sheet: empty where nothing stands and nobody has read (`NA` in R)."""
    s = plan.styles
    own = [attribute.id for attribute in plan.attributes]
    heads = unique(["entretien", *own, "mots", *(plan.paths[code] for code in plan.codes)])
    page.columns([28, *[24.0] * len(own), 9, *[4.5] * len(plan.codes)])
    look = [*[s("entête texte")] * (1 + len(own)), s("entête nombre"), *[s("entête debout")] * len(plan.codes)]
    page.row(heads, look, upright(heads[2 + len(own) :]))
    page.freeze(2)
    looks = [*[s("texte court")] * (1 + len(own)), s("nombre"), *[s("centré")] * len(plan.codes)]
    study_read = plan.whole.study_read
    for heard in plan.heard:
        interview = heard.interview
        counts, read = heard.passages[plan.view].sum(axis=0).tolist(), heard.read.tolist()
        cells: list[Value] = [
            1 if counts[code] else 0 if read[code] or not study_read or plan.automatic else None for code in plan.codes
        ]
        values = [interview.value(name) or MISSING for name in own]
        page.row([interview.id, *values, sum(voice.words for voice in heard.voices), *cells], looks)
    page.table("tPresence", heads, 1)
