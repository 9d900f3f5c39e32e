"""*Entretiens*: one row an interview, with its attributes, its sizes and its passages by code."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.days import day
from qcode.exports.workbook.names import unique
from qcode.exports.workbook.page import Page, fit, lines, tall
from qcode.exports.workbook.plan import Plan
from qcode.model import Interview
from qcode.tables.matrix import attributes, shown_value
from qcode.tables.tally import Heard
from qcode.words import language, say

SIZES = ("persons", "words", "asked", "sentences", "coded", "share")
DESCRIBED = ("form", "phase", "comparable", "state")
STATES = ("raw", "proofread", "pseudonymised")
WIDE = 26.0


def names(plan: Plan) -> list[tuple[str, str]]:
    """The id and the label of every attribute that interviews carry; the study's own come first."""
    labels = {attribute.id: attribute.name(language()) for attribute in plan.attributes}
    carried = attributes(plan.snapshot.settings, plan.snapshot.interviews)
    return [(name, labels.get(name) or name.replace("_", " ").capitalize()) for name in carried]


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    own = names(plan)
    s = plan.styles
    fixed = ["number", "id", *_described(plan), "readers"]
    heads = [say(f"workbook.interviews.head.{key}") for key in fixed]
    heads[2:2] = [label for _, label in own]
    heads += [say(f"workbook.interviews.head.{key}") for key in SIZES]
    codes = [*(c for c in plan.codes if not plan.depth(c)), *(c for c in plan.codes if plan.depth(c))]
    printed = len(heads) + len([code for code in codes if not plan.depth(code)])
    heads = unique([*heads, *(plan.labels[code] for code in codes)])
    widths = [9.5, 24.0, *(_width(plan, name) for name, _ in own), *[10.5] * (len(fixed) - 3), 18]
    widths += [9.5] * len(SIZES)
    page.columns([*widths, *(fit([plan.labels[code]], 9.0) for code in codes)])
    page.title(say("workbook.interviews.title"), notes.subtitle(plan))
    numbers = len(heads) - len(SIZES) - len(plan.codes)
    looks = [s("entête texte")] * numbers + [s("entête nombre")] * (len(heads) - numbers)
    page.row(heads, looks, 40)
    page.freeze(3)
    first = page.number
    for heard in plan.heard:
        _interview(plan, page, heard, own, codes)
    page.table("tEntretiens", heads, first)
    definitions = say("workbook.interviews.definitions")
    page.notes(min(12, len(heads)), definitions=definitions, scope=notes.scope(plan), source=notes.source(plan))
    page.print_to(printed)


def _described(plan: Plan) -> list[str]:
    """Which of form, phase, comparable and state tell interviews apart."""
    found = plan.snapshot.interviews
    kept = {key: {_description(interview, key) for interview in found} for key in DESCRIBED}
    return [key for key, values in kept.items() if len(values) > 1]


def _description(interview: Interview, key: str) -> str:
    if key == "form":
        return say(f"workbook.form.{interview.form}")
    if key == "comparable":
        return say("workbook.yes" if interview.comparable else "workbook.no")
    if key == "phase":
        return interview.phase
    return say(f"workbook.state.{interview.state}") if interview.state in STATES else interview.state


def _width(plan: Plan, name: str) -> float:
    longest = max((len(interview.value(name)) for interview in plan.snapshot.interviews), default=0)
    return min(WIDE, max(12.0, longest * 0.9))


def _interview(plan: Plan, page: Page, heard: Heard, own: Sequence[tuple[str, str]], codes: Sequence[int]) -> None:
    s, interview = plan.styles, heard.interview
    values = [_value(heard, name) for name, _ in own]
    readers = sorted({reading.coder for reading in heard.readings})
    described = [_description(interview, key) for key in _described(plan)]
    sizes, passages = _sizes(plan, heard), _passages(plan, heard, codes)
    row: list[Value] = [
        interview.number,
        interview.id,
        *(value for value, _ in values),
        *described,
        ", ".join(readers) or say("workbook.sign.unread"),
        *sizes,
        *(value for value, _ in passages),
    ]
    short, count = s("texte court"), s("nombre")
    looks = [
        short,
        short,
        *(s(look) for _, look in values),
        *[short] * (len(described) + 1),
        *[count] * 5,
        s("pour cent"),
    ]
    height = max(lines(str(value), WIDE) for value, _ in values) if values else 1
    number = page.row(row, [*looks, *(s(look) for _, look in passages)], tall(height))
    plan.places["interview", interview.id] = page.at(number, 1)


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


def _passages(plan: Plan, heard: Heard, codes: Sequence[int]) -> list[tuple[Value, str]]:
    counts, read = heard.passages[plan.view].sum(axis=0).tolist(), heard.read.tolist()
    silent = plan.whole.study_read and not plan.automatic
    unread = (say("workbook.sign.unread"), "sans objet")
    return [unread if silent and not counts[code] and not read[code] else (counts[code], "nombre") for code in codes]
