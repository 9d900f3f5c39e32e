"""Text → `Tokens`: the words of interviews with their lemmas, parsed once and kept.

`fold` and `normalise` say when two writings are one word. spaCy is imported here alone, and only to read new text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from qcode.errors import Problem
from qcode.language import cache as store
from qcode.language.folding import NORMALISER, fold, normalise, written
from qcode.language.parse import parse, pipeline, readable
from qcode.language.tokens import Entry, Tokens, corrected
from qcode.model import Interview

__all__ = ["NORMALISER", "Entry", "Tokens", "fold", "normalise", "readable", "sweep", "tokens", "written"]

sweep = store.sweep


def tokens(
    interviews: Sequence[Interview],
    model: str,
    cache: Path,
    lemmas: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[Tokens], list[Problem]]:
    """The tokens of each interview, in order; parses only what the folder `cache` does not hold.

    `lemmas` (form → lemma) overrides what the model says; `progress` is told how many of the new interviews are done,
    and of how many. Without the model nothing is parsed, and the Problem says how to install it.
    """
    kept = {interview.id: store.read(cache, interview, model) for interview in interviews}
    new = [interview for interview in interviews if kept[interview.id] is None]
    if new:
        problem = _parse(new, model, cache, kept, progress)
        if problem:
            return [], [problem]
    found = (kept[interview.id] for interview in interviews)
    return [corrected(item, lemmas or {}) for item in found if item is not None], []


def _parse(
    new: Sequence[Interview],
    model: str,
    cache: Path,
    kept: dict[str, Tokens | None],
    progress: Callable[[int, int], None] | None,
) -> Problem | None:
    nlp = pipeline(model)
    if isinstance(nlp, Problem):
        return nlp
    for done, (interview, columns) in enumerate(zip(new, parse(nlp, new), strict=True), 1):
        kept[interview.id] = columns
        store.write(cache, interview, model, columns)
        if progress:
            progress(done, len(new))
    return None
