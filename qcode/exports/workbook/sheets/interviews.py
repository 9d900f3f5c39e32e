"""*Entretiens*: one row an interview, with its attributes, its sizes and its passages by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.days import day
from qcode.exports.workbook.names import unique
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import fit, lines, tall
from qcode.model import Interview
from qcode.tables.matrix import attributes, shown_value
from qcode.tables.tally import Heard
from qcode.words import language, say

SIZES = ("persons", "words", "asked", "sentences", "coded", "share")
DESCRIBED = ("form", "phase", "comparable", "state")
STATES = ("raw", "proofread", "pseudonymised")
WIDE, WIDEST = 26.0, 70.0
"""Characters of a column on paper, and of one that is only on screen."""


def names(plan: Plan) -> list[tuple[str, str]]:
    """The id and the label of every attribute that interviews carry; the study's own come first."""
    labels = {attribute.id: attribute.name(language()) for attribute in plan.attributes}
    carried = attributes(plan.snapshot.settings, plan.snapshot.interviews)
    return [(name, labels.get(name) or name.replace("_", " ").capitalize()) for name in carried]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width, and the value and look of its cells."""

    head: str
    width: float
    cell: Callable[[Heard], tuple[Value, str]]
    number: bool = False


def columns(plan: Plan) -> tuple[list[Column], list[Column]]:
    """Those that are read and printed, and those that are there to be filtered and counted."""
    declared = {attribute.id for attribute in plan.attributes} | {"date"}
    tops = [code for code in plan.codes if not plan.depth(code)]
    read = [
        _text("number", 9.5, lambda heard: heard.interview.number),
        *(_attribute(plan, name, label) for name, label in names(plan) if name in declared),
        _text("readers", 18.0, _readers),
        *(_size(plan, n) for n in range(len(SIZES))),
        *(_passages(plan, code) for code in tops),
    ]
    more = [
        _text("id", 24.0, lambda heard: heard.interview.id),
        *(_attribute(plan, name, label, WIDEST) for name, label in names(plan) if name not in declared),
        *(_text(key, 13.0, partial(_description, key=key)) for key in _described(plan)),
        *(_passages(plan, code) for code in plan.codes if plan.depth(code)),
    ]
    return read, more


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    s = plan.styles
    read, more = columns(plan)
    every = [*read, *more]
    heads = unique([column.head for column in every])
    page.columns([column.width for column in every])
    page.title(say("workbook.interviews.title"), notes.subtitle(plan))
    page.row(heads, [s("entête nombre" if column.number else "entête texte") for column in every], 40)
    page.freeze(2)
    first = page.number
    for heard in plan.heard:
        cells = [column.cell(heard) for column in every]
        texts = [(cell[0], column.width) for cell, column in zip(cells, every, strict=True) if isinstance(cell[0], str)]
        height = max(lines(text, width) for text, width in texts)
        number = page.row([value for value, _ in cells], [s(look) for _, look in cells], tall(height))
        plan.places["interview", heard.interview.id] = page.at(number, 1)
    page.table("tEntretiens", heads, first)
    definitions = say("workbook.interviews.definitions")
    page.notes(min(12, len(read)), definitions=definitions, scope=notes.scope(plan), source=notes.source(plan))
    page.print_to(len(read))


def _text(key: str, width: float, value: Callable[[Heard], str]) -> Column:
    return Column(say(f"workbook.interviews.head.{key}"), width, lambda heard: (value(heard), "texte"))


def _attribute(plan: Plan, name: str, label: str, most: float = WIDE) -> Column:
    longest = max((len(shown_value(interview.value(name))) for interview in plan.snapshot.interviews), default=0)
    return Column(label, min(most, max(12.0, longest * 0.9)), partial(_value, name=name))


def _size(plan: Plan, n: int) -> Column:
    look = "pour cent" if SIZES[n] == "share" else "nombre"
    head = say(f"workbook.interviews.head.{SIZES[n]}")
    return Column(head, 9.5, lambda heard: (_sizes(plan, heard)[n], look), number=True)


def _passages(plan: Plan, code: int) -> Column:
    """The passages of one code; where nobody has read, no zero."""
    silent = plan.whole.study_read and not plan.automatic

    def cell(heard: Heard) -> tuple[Value, str]:
        count = int(heard.passages[plan.view][:, code].sum())
        if silent and not count and not heard.read[code]:
            return say("workbook.sign.unread"), "sans objet haut"
        return count, "nombre"

    return Column(plan.labels[code], fit([plan.labels[code]], 9.0), cell, number=True)


def _readers(heard: Heard) -> str:
    return ", ".join(sorted({reading.coder for reading in heard.readings})) or say("workbook.sign.unread")


def _described(plan: Plan) -> list[str]:
    """Which of form, phase, comparable and state tell interviews apart."""
    found = plan.snapshot.interviews
    kept = {key: {_describe(interview, key) for interview in found} for key in DESCRIBED}
    return [key for key, values in kept.items() if len(values) > 1]


def _description(heard: Heard, key: str) -> str:
    return _describe(heard.interview, key)


def _describe(interview: Interview, key: str) -> str:
    if key == "form":
        return say(f"workbook.form.{interview.form}")
    if key == "comparable":
        return say("workbook.yes" if interview.comparable else "workbook.no")
    if key == "phase":
        return interview.phase
    return say(f"workbook.state.{interview.state}") if interview.state in STATES else interview.state


def _value(heard: Heard, name: str) -> tuple[Value, str]:
    """An attribute as a cell: a date where it is one; the values of several persons one after the other."""
    found = dict.fromkeys(heard.interview.value(name, voice.speaker) for voice in heard.voices)
    text = ", ".join(map(shown_value, found))
    date = day(text)
    return (text, "texte") if date is None else (date, "date")


def _sizes(plan: Plan, heard: Heard) -> list[Value]:
    interview = heard.interview
    said = [segment for segment in interview.segments if interview.is_coded(segment)]
    asked = sum(segment.words for segment in interview.segments) - sum(segment.words for segment in said)
    coded = len({coding.segment for coding in heard.codings if coding.status == plan.counted})
    persons = sum(voice.person for voice in heard.voices)
    words = sum(voice.words for voice in heard.voices)
    return [persons, words, asked, len(said), coded, coded / len(said) if said else None]
