"""Who was interviewed, how many together, and what the header says of the interview as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from qcode.errors import Problem, warning
from qcode.model import Form, Person, Role, Turn
from qcode.reading.attributes import Place
from qcode.reading.beside import Given
from qcode.reading.header import people
from qcode.reading.vocabulary import FORMS, NO, STATES, YES, fold

GROUP = 4
"""From so many interviewees on, an interview is a group's."""


def who(values: Mapping[str, str], given: Given, turns: tuple[Turn, ...]) -> tuple[Person, ...]:
    """The persons interviewed, by the labels of their turns, with what header and table say of each."""
    speaking = list(dict.fromkeys(turn.speaker for turn in turns if turn.role is Role.INTERVIEWEE and turn.speaker))
    named = people(values.get("enquete", ""))
    told: dict[str, dict[str, str]] = {}
    for label, details in [(person.label, person.attributes) for person in named] + given.persons:
        told.setdefault(fold(label), {}).update(details)
    written = {fold(label): label for label in [*(person.label for person in named), *(p for p, _ in given.persons)]}
    if len(speaking) == 1 and len(told) == 1:  # the header may well use another name than the turns
        return (Person(speaking[0], next(iter(told.values()))),)
    labels = {fold(label): label for label in speaking} or written
    return tuple(Person(label, told.get(folded, {})) for folded, label in labels.items())


def said(
    values: Mapping[str, str], places: Mapping[str, Place], persons: tuple[Person, ...]
) -> tuple[Form, bool, str, list[Problem]]:
    """Form, comparable or not, state; and a problem for each word that is not understood."""
    problems: list[Problem] = []

    def understood(name: str, words: Mapping[str, object]) -> object | None:
        written = values.get(name, "")
        if not written or fold(written) in words:
            return words.get(fold(written))
        place, allowed = places[name], ", ".join(words)
        problems.append(
            warning("value_not_understood", place.file, place.line, attribute=name, value=written, allowed=allowed)
        )
        return None

    form = understood("forme", FORMS)
    comparable = understood("comparable", dict.fromkeys(YES, True) | dict.fromkeys(NO, False))
    state = understood("etat", STATES)
    return (
        form if isinstance(form, Form) else _form(len(persons)),
        comparable is not False,
        str(state or ""),
        problems,
    )


def _form(persons: int) -> Form:
    return Form.INDIVIDUAL if persons < 2 else Form.JOINT if persons < GROUP else Form.GROUP
