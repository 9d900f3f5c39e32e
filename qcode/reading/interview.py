"""One file to one `Interview`: draft, header, turns, roles, sentences, persons, and what is doubtful about them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from qcode.errors import Problem, error, warning
from qcode.model import Interview, Role, Settings, Turn
from qcode.reading.attributes import checked, merge
from qcode.reading.beside import Given
from qcode.reading.doubts import doubts
from qcode.reading.draft import Draft, UnreadableError
from qcode.reading.formats import READERS
from qcode.reading.header import people, read_header
from qcode.reading.persons import said, who
from qcode.reading.roles import Decided, Sides, decide
from qcode.reading.segments import segments
from qcode.reading.stage import stage_directions
from qcode.reading.turns import DASHES, Stretch, stretches
from qcode.reading.vocabulary import fold

_ASIDE = frozenset({"forme", "phase", "comparable", "etat", "numero", "enquete"})


def read_interview(
    path: Path, root: Path, settings: Settings, table: Given | None = None
) -> tuple[Interview | None, list[Problem]]:
    """Read one transcript; `table` is what the tables beside it say of it. None where it cannot be read."""
    file = path.relative_to(root).as_posix()
    try:
        draft = READERS[path.suffix.lower()](path.read_bytes())
    except UnreadableError as problem:
        return None, [error(problem.kind, file, **problem.values)]
    except OSError as problem:
        return None, [error("file_unreadable", file, reason=problem.strerror or "")]
    interview, problems = assemble(path.stem, file, draft, settings, table or Given())
    return interview, [warning(note.kind, file, **note.values) for note in draft.notes] + problems


def assemble(
    identifier: str, file: str, draft: Draft, settings: Settings, given: Given
) -> tuple[Interview, list[Problem]]:
    """Make an interview of a draft, and say what is doubtful."""
    header = read_header(draft.text, settings)
    values, places, problems = merge(file, header, draft.attributes, given)
    named = sides(values, settings)
    found = stretches(draft, header.end, frozenset({*named.settings, *named.header}))
    decided = decide(
        list(dict.fromkeys(turn.label for turn in found if turn.label)), named, partial(_speech, draft.text, found)
    )
    turns = tuple(_turn(number, stretch, decided) for number, stretch in enumerate(found, 1))
    stage = stage_directions(draft.text, [turn.span for turn in turns if turn.role is not Role.OTHER])
    values, wrong = checked(values, places, file, settings)
    persons = who(values, given, turns)
    form, comparable, state, misread = said(values, places, persons)
    problems += wrong + misread + doubts(file, draft.text, header, found, decided)
    interview = Interview(
        id=identifier,
        number=values.get("numero", "") or given.number,
        path=file,
        sha256=hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=draft.text,
        attributes={name: value for name, value in values.items() if name not in _ASIDE},
        turns=turns,
        segments=segments(draft.text, turns, stage, settings.unit),
        persons=persons,
        stage=stage,
        form=form,
        phase=values.get("phase", ""),
        comparable=comparable,
        state=state,
    )
    return interview, problems


def sides(values: Mapping[str, str], settings: Settings) -> Sides:
    """The labels that somebody has given a role: in qcode.toml, in the header or in a table."""
    named = {
        fold(person.label): role
        for name, role in (("enqueteur", Role.INTERVIEWER), ("enquete", Role.INTERVIEWEE))
        for person in people(values.get(name, ""))
    }
    return Sides({fold(label): role for label, role in settings.roles.items()}, named)


def _speech(text: str, found: list[Stretch], label: str) -> list[str]:
    """What a label says, turn by turn."""
    return [text[turn.span.start : turn.span.end] for turn in found if turn.label == label]


def _turn(number: int, stretch: Stretch, decided: Mapping[str, Decided]) -> Turn:
    """A turn with its role; the speakers of bare dashes have no label to show."""
    if stretch.label is None:
        return Turn(number, "", Role.OTHER, stretch.span, stretch.time)
    role = decided[stretch.label].role if stretch.label else Role.UNKNOWN
    return Turn(number, "" if stretch.label in DASHES else stretch.label, role, stretch.span, stretch.time)
