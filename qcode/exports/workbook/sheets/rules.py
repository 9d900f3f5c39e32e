"""*Règles*: what each rule looks for, finds, and what people kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.model import Rule, Scope, Status, Term
from qcode.tables.judging import wilson
from qcode.words import say
from qcode.words.typography import percent

WIDTHS = (24.0, 26.0, 70.0, 11.0, 11.0, 11.0, 11.0, 11.0, 13.0)
HEADS = ("rule", "code", "looks_for", "hits", "confirmed", "rejected", "waiting", "precision", "bounds")
MOST_TERMS = 30
"""Terms of one list that are shown; the guide's file has them all."""


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    s = plan.styles
    page.columns(WIDTHS)
    page.title(say("workbook.rules.title"), say("workbook.rules.subtitle"))
    heads = [say(f"workbook.rules.head.{head}") for head in HEADS]
    page.row(heads, [*[s("entête texte")] * 3, *[s("entête nombre")] * 6], 28)
    page.freeze(2)
    first, hits = page.number, _hits(plan)
    looks = [s("texte"), s("texte"), s("texte"), *[s("nombre")] * 4, s("pour cent"), s("texte droite")]
    for place in plan.codes:
        for rule in plan.code(place).rules:
            found = hits[rule.id]
            confirmed, rejected = found[Status.CONFIRMED], found[Status.REJECTED]
            waiting = found[Status.SUGGESTED] + found[Status.DISPUTED]
            text = looks_for(rule)
            row: list[Value] = [rule.id, plan.labels[place], text, sum(found.values()), confirmed, rejected, waiting]
            row += _precision(confirmed, confirmed + rejected)
            page.row(row, looks, tall(max(lines(text, WIDTHS[2]), lines(rule.id, WIDTHS[0]))))
            page.link(2, plan.places.get(("guide", place), ""))
    page.table("tRegles", heads, first)
    page.notes(5, definitions=say("workbook.rules.definitions"), source=notes.source(plan))


def _hits(plan: Plan) -> dict[str, Counter[Status]]:
    """For each rule, the segments that it found, by what became of them."""
    found: dict[str, Counter[Status]] = {rule.id: Counter() for rule in plan.tally.codebook.rules}
    for coding in plan.snapshot.codings:
        for rule in coding.suggestion.rules if coding.suggestion else ():
            if rule in found:
                found[rule][coding.status] += 1
    return found


def _precision(kept: int, judged: int) -> list[Value]:
    """Kept ÷ judged, with Wilson's 95 % bounds; nothing where nobody has judged."""
    found = wilson(kept, judged)
    if found.low is None or found.high is None:
        return [None, None]
    return [kept / judged, f"{percent(found.low)} – {percent(found.high)}"]


def looks_for(rule: Rule) -> str:
    """A rule in words: its terms, the conditions around them, and where to read it whole when it is long."""
    said = [_terms(rule.any)]
    for conditions, key in ((rule.near, "near"), (rule.not_near, "not_near")):
        said += [say(f"workbook.rules.{key}", terms=_terms(near.any), where=_where(near.within)) for near in conditions]
    for terms, key in ((rule.unless, "unless"), (rule.asked, "asked")):
        said += [say(f"workbook.rules.{key}", terms=_terms(terms))] if terms else []
    said += [say("workbook.rules.carry", n=rule.carry)] if rule.carry else []
    all_terms = [rule.any, rule.unless, rule.asked, *(near.any for near in (*rule.near, *rule.not_near))]
    if any(len(terms) > MOST_TERMS for terms in all_terms) and rule.file:
        said.append(say("workbook.rules.whole", place=f"{rule.file}:{rule.line}"))
    return " · ".join(said)


def _terms(terms: Sequence[Term]) -> str:
    shown, more = [term.source for term in terms[:MOST_TERMS]], len(terms) - MOST_TERMS
    return ", ".join(shown) + (say("workbook.rules.more", n=more) if more > 0 else "")


def _where(within: int | Scope) -> str:
    if isinstance(within, Scope):
        return say(f"workbook.rules.within_{within}")
    return say("workbook.rules.within", n=within)
