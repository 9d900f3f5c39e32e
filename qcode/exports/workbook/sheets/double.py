"""*Double codage*: how far coders agree on each code, with intervals; undefined stays empty."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.tables.agreement import Agreement, Estimate, agree
from qcode.words import say

HEADS = (
    "code",
    "n",
    "agreement",
    "kappa",
    "kappa_low",
    "kappa_high",
    "alpha",
    "alpha_low",
    "alpha_high",
    "ac1",
    "ualpha",
)
SIDES = ("both", "first", "second", "neither")


def write(plan: Plan, page: Page) -> None:
    """Write the sheet; a sentence says so where no interview was coded twice."""
    found = agree(plan.snapshot, level="exact")
    two = len(found.coders) == 2
    page.columns([34.0, *[11.0] * (len(HEADS) - 1), *[13.0] * (len(SIDES) if two else 0)])
    discussed = plan.snapshot.settings.discussed
    if discussed or not found.n:
        none = say("report.method.discussed" if discussed else "report.method.agreement_none")
        page.title(say("workbook.double.title"), none)
        return
    page.title(say("workbook.double.title"), *_subtitles(found))
    s = plan.styles
    heads = [say(f"workbook.double.head.{head}") for head in HEADS]
    names = dict(zip(("a", "b"), found.coders, strict=True)) if two else {}
    heads += [say(f"workbook.double.head.{side}", **names) for side in SIDES] if two else []
    page.row(heads, [s("entête texte"), *[s("entête nombre")] * (len(heads) - 1)], 40)
    page.freeze(2)
    first = page.number
    labels = {plan.code(place).id: plan.labels[place] for place in range(len(plan.tally.codebook.codes))}
    for code in found.codes:
        figures = [code.figures[name] for name in ("agreement", "kappa", "alpha", "ac1")]
        table = list(code.table) if code.table and two else [None] * (len(SIDES) if two else 0)
        _row(page, plan, labels.get(code.code, code.code), [code.n, *_figures(figures), code.ualpha.value, *table])
    figures = [found.overall[name] for name in ("agreement", "kappa", "alpha", "ac1")]
    empty = [None] * (len(SIDES) if two else 0)
    _row(page, plan, say("workbook.double.overall"), [found.n, *_figures(figures), None, *empty])
    page.table("tDouble", heads, first)
    unused = [labels.get(code.code, code.code) for code in found.codes if code.n and not any(code.prevalence.values())]
    page.notes(
        11,
        attention=say("workbook.double.unused", n=len(unused), codes=", ".join(unused)) if unused else "",
        definitions=say("workbook.double.definitions"),
        source=notes.source(plan),
    )


def _subtitles(found: Agreement) -> list[str]:
    said = [say("workbook.double.subtitle", coders=", ".join(found.coders), n=len(found.interviews))]
    return said if found.blind else [*said, say("workbook.double.seen")]


def _figures(figures: Sequence[Estimate]) -> list[Value]:
    percent, kappa, alpha, ac1 = figures
    return [percent.value, kappa.value, kappa.low, kappa.high, alpha.value, alpha.low, alpha.high, ac1.value]


def _row(page: Page, plan: Plan, label: str, values: Sequence[Value]) -> None:
    s = plan.styles
    looks = [
        s("texte court"),
        s("nombre"),
        s("pour cent"),
        *[s("décimale", "0.00")] * 8,
        *[s("nombre")] * (len(values) - 10),
    ]
    page.row([label, *values], looks)
