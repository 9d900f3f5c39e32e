"""One file to one `Interview`: draft, header, turns, roles, sentences, persons, and what is doubtful about them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import partial
from math import inf
from pathlib import Path

from qcode.errors import Problem, error, warning
from qcode.model import Interview, Role, Settings, Turn
from qcode.reading.attributes import checked, merge, misread
from qcode.reading.beside import Given
from qcode.reading.bounds import Limits, too_big
from qcode.reading.doubts import doubts, uncertain_labels
from qcode.reading.draft import Draft, UnreadableError
from qcode.reading.header import people, read_header
from qcode.reading.load import load_draft
from qcode.reading.persons import said, who
from qcode.reading.roles import Decided, Sides, decide
from qcode.reading.sandbox import Sandbox
from qcode.reading.segments import segments
from qcode.reading.stage import stage_directions
from qcode.reading.turns import DASHES, Stretch, stretches
from qcode.reading.vocabulary import fold

_ASIDE = frozenset({"forme", "phase", "comparable", "etat", "numero", "enquete"})


def read_interview(
    path: Path, root: Path, settings: Settings, table: Given | None = None, sandbox: Sandbox | None = None
) -> tuple[Interview | None, list[Problem]]:
    """Read one transcript; `table` is what the tables beside it say of it. None where it cannot be read."""
    file = path.relative_to(root).as_posix()
    if sandbox is None:
        with Sandbox(Limits.of(settings)) as own:
            return read_interview(path, root, settings, table, own)
    try:
        draft = load_draft(path, sandbox)
    except UnreadableError as problem:
        return None, [error(problem.kind, file, **problem.values)]
    return read_draft(path.stem, file, draft, settings, table or Given())


def read_draft(
    identifier: str, file: str, draft: Draft, settings: Settings, given: Given
) -> tuple[Interview | None, list[Problem]]:
    """Make an interview of a draft; None where it passes the study's limits."""
    try:
        return assemble(identifier, file, draft, settings, given)
    except UnreadableError as problem:
        return None, [error(problem.kind, file, **problem.values)]


def assemble(
    identifier: str, file: str, draft: Draft, settings: Settings, given: Given
) -> tuple[Interview, list[Problem]]:
    """Make an interview of a draft, and say what is doubtful.

    Raises:
        UnreadableError: more turns than the study's limits allow.
    """
    header = read_header(draft.text, settings)
    values, places, problems = merge(file, header, draft.attributes, given)
    named = sides(values, settings)
    found, maybe = stretches(draft, header.end, frozenset({*named.settings, *named.header}))
    decided = decide(
        list(dict.fromkeys(turn.label for turn in found if turn.label)), named, partial(_speech, draft.text, found)
    )
    if len(found) > (limit := Limits.of(settings).turns):
        raise too_big("turns", limit)
    turns = tuple(_turn(number, stretch, decided, draft.marks) for number, stretch in enumerate(found, 1))
    stage = stage_directions(draft.text, [turn.span for turn in turns if turn.role is not Role.OTHER])
    values, wrong = checked(values, places, file, settings)
    persons = who(values, given, turns)
    form, comparable, state, unclear = said(values, places, persons)
    problems = (
        [warning(note.kind, file, **note.values) for note in draft.notes] + misread(file, header, settings) + problems
    )
    problems += wrong + unclear + doubts(file, draft.text, header, found, decided)
    problems += uncertain_labels(file, draft.text, maybe, decided)
    if state == "raw":
        problems.append(warning("not_proofread", file))
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


def _turn(number: int, stretch: Stretch, decided: Mapping[str, Decided], marks: Sequence[tuple[int, float]]) -> Turn:
    """A turn with its role and time; the speakers of bare dashes have no label to show."""
    label, span, time, _ = stretch
    if time is None and marks:
        before = bisect_right(marks, (span.start, inf)) - 1
        time = marks[before][1] if before >= 0 else None
    if label is None:
        return Turn(number, "", Role.OTHER, span, time)
    role = decided[label].role if label else Role.UNKNOWN
    return Turn(number, "" if label in DASHES else label, role, span, time)
