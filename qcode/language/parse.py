"""Ask spaCy for the words of interviews. The only module that imports spaCy, and only to read new text."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from qcode.errors import Problem, error
from qcode.language.cache import installed
from qcode.language.folding import inclusive_ends, normalise, written
from qcode.language.tokens import Entry, Tokens
from qcode.model import Interview, Role, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from qcode.language.tokens import Ints

UNUSED = ("parser", "ner", "senter")
"""Costly components that nothing here needs: sentences are the reader's, and names are not looked for."""

BATCH = 128
"""Turns a batch."""

_CONDITIONAL = re.compile(r"r(?:ais|ait|aient|ions|iez)$", re.IGNORECASE)  # models take other tenses for it


def pipeline(model: str) -> Language | Problem:
    """Load an installed spaCy pipeline without what is not needed; a missing or another one is a Problem."""
    import spacy

    if not installed(model):
        return missing(model)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy's advice to those who train pipelines
            nlp = spacy.load(model, exclude=list(UNUSED))
    except (OSError, ValueError, ImportError) as reason:
        return error(
            "model_broken", "qcode.toml", model=model, package=_package(model), reason=str(reason).partition("\n")[0]
        )
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    if (name, nlp.meta["version"]) != (model, installed(model)):
        return error(
            "model_other", "qcode.toml", model=model, package=_package(model), found=f"{name} {nlp.meta['version']}"
        )
    return nlp


def missing(model: str) -> Problem:
    """The Problem of a pipeline that is not installed."""
    return error("model_missing", "qcode.toml", model=model, package=_package(model))


def _package(model: str) -> str:
    return model.replace("_", "-")


def parse(nlp: Language, interview: Interview) -> Tokens:
    """The columns of an interview: every turn that somebody speaks, the interviewer's too."""
    import numpy as np

    turns = [turn for turn in interview.turns if turn.role is not Role.OTHER]
    entries: dict[Entry, int] = {}
    columns: list[Ints] = []
    for doc, turn in nlp.pipe(((readable(interview, turn), turn) for turn in turns), as_tuples=True, batch_size=BATCH):
        columns.append(_rows(doc, interview.text, turn, entries))
    rows = np.concatenate([np.zeros((0, 3), np.int32), *columns])
    segment = _segments(interview, rows[:, 0])
    inside = segment >= 0
    start, end, entry = (np.ascontiguousarray(column) for column in rows[inside].T)
    return Tokens(interview.id, start, end, entry, segment[inside], tuple(entries))


def readable(interview: Interview, turn: Turn) -> str:
    """A turn as the parser reads it: normalised, spaces in the place of stage directions."""
    text = interview.quote(turn.span)
    for span in interview.stage:
        start, end = span.start - turn.span.start, span.end - turn.span.start
        if start >= 0 and end <= len(text):
            text = text[:start] + " " * (end - start) + text[end:]
    return normalise(text)


def _rows(doc: Doc, text: str, turn: Turn, entries: dict[Entry, int]) -> Ints:
    """Start, end and entry of each token of a turn; spaces are left out."""
    import numpy as np

    base, ends = turn.span.start, inclusive_ends(text[turn.span.start : turn.span.end])
    rows = []
    for token in doc:
        if not token.is_space:
            start, end = token.idx, token.idx + len(token)
            start, end = base + start, base + ends.get(end, end)
            entry = _entry(token, written(text[start:end]))
            rows.append((start, end, entries.setdefault(entry, len(entries))))
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def _entry(token: Token, form: str) -> Entry:
    features = str(token.morph)
    mood = (
        " Cnd" if "Mood=Cnd" in features and _CONDITIONAL.search(form) else " Fin" if "VerbForm=Fin" in features else ""
    )
    return Entry(form, written(token.lemma_), token.pos_ + mood)


def _segments(interview: Interview, start: Ints) -> Ints:
    """The number of the segment in which each token starts, -1 outside all of them."""
    import numpy as np

    if not interview.segments:
        return np.full(len(start), -1, dtype=np.int32)
    bounds = np.array([(s.span.start, s.span.end, s.number) for s in interview.segments], dtype=np.int32)
    row = np.searchsorted(bounds[:, 0], start, side="right") - 1
    return np.where((row >= 0) & (start < bounds[row, 1]), bounds[row, 2], -1).astype(np.int32)
