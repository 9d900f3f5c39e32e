"""*Enquêtés*: one row a person heard, with what they are and how much they say; words are counted here."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.names import unique
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sheets.interviews import names
from qcode.exports.workbook.sizes import fit
from qcode.tables.matrix import shown_value
from qcode.words import say

FIRST_ROW = 4
INTERVIEW, COMPARABLE, ATTRIBUTES = 1, 3, 4
"""Columns that *Recalcul* reads; attributes begin at the last of them, in the study's order."""
SIZES = ("words", "passages", "coded")


def own_names(plan: Plan) -> list[tuple[str, str]]:
    """The study's attributes, and those that say something of a person: id and label."""
    declared = {attribute.id for attribute in plan.attributes}
    personal = {name for i in plan.snapshot.interviews for person in i.persons for name in person.attributes}
    return [(name, label) for name, label in names(plan) if name in declared | personal]


def words_column(plan: Plan) -> int:
    """The column of the words."""
    return ATTRIBUTES + len(own_names(plan))


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    own, s = own_names(plan), plan.styles
    keys = ["interview", "speaker", "comparable", *SIZES]
    heads = [say(f"workbook.persons.head.{key}") for key in keys]
    heads[3:3] = [label for _, label in own]
    heads = unique(heads)
    values = [[shown_value(i.value(name)) for i in plan.snapshot.interviews] for name, _ in own]
    page.columns([10, 20, 10, *(min(34.0, fit(found, 14) + 8) for found in values), 11, 11, 13])
    page.title(say("workbook.persons.title"), notes.subtitle(plan))
    page.row(heads, [*[s("entête texte")] * (3 + len(own)), *[s("entête nombre")] * 3], 28)
    page.freeze(3)
    short = s("texte court")
    looks = [s("lien"), short, s("centré"), *[short] * len(own), *[s("nombre")] * 3]
    leaves = [code for code in plan.codes if code not in plan.parents]
    tops = [code for code in plan.codes if not plan.depth(code)]
    for heard in plan.heard:
        interview = heard.interview
        for n, voice in enumerate(heard.voices):
            counts = heard.passages[plan.view][n]
            row: list[Value] = [
                interview.number,
                voice.speaker or say("workbook.persons.unnamed"),
                say("workbook.yes" if interview.comparable else "workbook.no"),
                *(shown_value(interview.value(name, voice.speaker)) for name, _ in own),
                voice.words,
                int(counts[tops].sum()),
                sum(1 for code in leaves if counts[code]),
            ]
            page.row(row, looks)
            page.link(1, plan.places.get(("interview", interview.id), ""))
    page.table("tEnquetes", heads, FIRST_ROW - 1)
    page.notes(min(6, len(heads)), definitions=say("workbook.persons.definitions"), source=notes.source(plan))
