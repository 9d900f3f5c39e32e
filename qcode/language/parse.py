"""Ask spaCy for the words of interviews. The only module that imports spaCy, and only to read new text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from qcode.errors import Problem, error
from qcode.language.cache import installed
from qcode.language.folding import inclusive_ends, normalise, written
from qcode.language.tokens import Entry, Tokens
from qcode.model import Interview, Role, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from qcode.language.tokens import Ints

UNUSED = ("parser", "ner", "senter")
"""Costly components that nothing here needs: sentences are the reader's, and names are not looked for."""

BATCH = 128
"""Turns a batch."""

Row: TypeAlias = tuple[str, int, int, int]
"""What makes an entry: its form, and spaCy's numbers for lemma, part of speech and features."""

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


def parse(nlp: Language, interviews: Sequence[Interview]) -> Iterator[Tokens]:
    """The columns of each interview, in order: every turn that somebody speaks, the interviewer's too."""
    known: dict[Row, Entry] = {}
    for interview in interviews:
        yield _columns(nlp, interview, known)


def _columns(nlp: Language, interview: Interview, known: dict[Row, Entry]) -> Tokens:
    import numpy as np

    turns = [turn for turn in interview.turns if turn.role is not Role.OTHER]
    numbers: dict[Entry, int] = {}
    columns = [np.zeros((0, 3), np.int32)]
    for doc, turn in nlp.pipe(((readable(interview, turn), turn) for turn in turns), as_tuples=True, batch_size=BATCH):
        rows = [
            (start, end, numbers.setdefault(entry, len(numbers)))
            for start, end, entry in _words(doc, interview.quote(turn.span), turn.span.start, known)
        ]
        columns.append(np.array(rows, dtype=np.int32).reshape(-1, 3))
    laid = np.concatenate(columns)
    segment = _segments(interview, laid[:, 0])
    inside = segment >= 0
    starts, ends, entries = laid[inside].T.copy()
    return Tokens(interview.id, starts, ends, entries, segment[inside], tuple(numbers))


def readable(interview: Interview, turn: Turn) -> str:
    """A turn as the parser reads it: normalised, spaces in the place of stage directions."""
    text = interview.quote(turn.span)
    for span in interview.stage:
        start, end = span.start - turn.span.start, span.end - turn.span.start
        if start >= 0 and end <= len(text):
            text = text[:start] + " " * (end - start) + text[end:]
    return normalise(text)


def _words(doc: Doc, text: str, base: int, known: dict[Row, Entry]) -> Iterator[tuple[int, int, Entry]]:
    """Start, end and entry of each token of a turn; spaces are left out."""
    from spacy.attrs import IDX, LEMMA, LENGTH, MORPH, POS
    from spacy.symbols import SPACE

    ends, strings = inclusive_ends(text), doc.vocab.strings
    for start, length, *row in doc.to_array([IDX, LENGTH, LEMMA, POS, MORPH]).tolist():
        if row[1] != SPACE:
            end = ends.get(start + length, start + length)
            form = written(text[start:end])
            key = (form, *row)
            entry = known.get(key)
            if entry is None:
                lemma, tag, features = (strings[number] for number in row)
                known[key] = entry = Entry(form, written(lemma), tag + _mood(form, features))
            yield base + start, base + end, entry


def _mood(form: str, features: str) -> str:
    if "Mood=Cnd" in features and _CONDITIONAL.search(form):
        return " Cnd"
    return " Fin" if "VerbForm=Fin" in features else ""


def _segments(interview: Interview, start: Ints) -> Ints:
    """The number of the segment in which each token starts, -1 outside all of them."""
    import numpy as np

    if not interview.segments:
        return np.full(len(start), -1, dtype=np.int32)
    bounds = np.array([(s.span.start, s.span.end, s.number) for s in interview.segments], dtype=np.int32)
    row = np.searchsorted(bounds[:, 0], start, side="right") - 1
    return np.where((row >= 0) & (start < bounds[row, 1]), bounds[row, 2], -1).astype(np.int32)
