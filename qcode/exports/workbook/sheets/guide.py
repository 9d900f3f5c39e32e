"""*Guide de codage*: every code as coders know it, and what stands of it."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.model import Code
from qcode.words import language, say

WIDTHS = (24.0, 38.0, 32.0, 32.0, 32.0, 8.0, 9.5, 10.5, 34.0, 11.0)
HEADS = ("code", "definition", "include", "exclude", "examples", "rules", "passages", "interviews", "path", "print")
PRINTED = 8
"""Columns on paper; identifier and fingerprint are for files."""
FIRST_ROW = 4


def reserve(plan: Plan, page: Page) -> None:
    """Say where each code will stand, for sheets that are written before."""
    for row, code in enumerate(plan.codes, start=FIRST_ROW):
        plan.places["guide", code] = page.at(row, 1)


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    s = plan.styles
    page.columns(WIDTHS)
    page.title(say("workbook.guide.title"), say("workbook.guide.subtitle", guide=plan.tally.codebook.fingerprint[:12]))
    heads = [say(f"workbook.guide.head.{head}") for head in HEADS]
    page.row(
        heads,
        [*[s("entête texte")] * 5, *[s("entête nombre")] * 3, s("entête texte", indent=1), s("entête centré")],
        28,
    )
    page.freeze(2)
    whole = notes.whole_figures(plan)
    for place in plan.codes:
        code = plan.code(place)
        texts = _texts(code)
        values: list[Value] = [plan.labels[place], *texts, len(code.rules)]
        values += [whole.number("passages", place), whole.number("interviews", place)]
        values += [plan.paths[place], code.fingerprint[:8]]
        look = s("texte thème" if place in plan.parents else "texte", indent=2 * plan.depth(place))
        looks = [look, *[s("texte")] * 4, *[s("nombre")] * 3, s("texte court", indent=1), s("centré")]
        height = max(lines(text, width) for text, width in zip(texts, WIDTHS[1:5], strict=True))
        page.row(values, looks, tall(height))
        target = plan.places.get(("matrix", "passages", place))
        if target:
            page.link(1, target, say("workbook.tip.matrix"))
    page.table("tGuide", heads, FIRST_ROW - 1)
    page.notes(5, source=notes.source(plan))
    page.print_to(PRINTED)


def _texts(code: Code) -> list[str]:
    definition = code.definition.get(language()) or next(iter(code.definition.values()), "")
    marks = [say(f"workbook.guide.{key}") for key in ("provisional", "retired") if getattr(code, key)]
    return [
        " ".join([definition, *marks]).strip(),
        _list(code.include),
        _list(code.exclude),
        _list(code.examples),
    ]


def _list(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else "\n".join(f"• {item}" for item in items)
