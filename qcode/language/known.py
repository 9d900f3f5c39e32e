"""Which words a model has never met: probably misspelt, or new."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.errors import Problem
from qcode.language.parse import pipeline


def unknown(words: Iterable[str], model: str) -> frozenset[str]:
    """The words that the model has no vector for; none where it has no vectors or is not installed."""
    nlp = pipeline(model)
    if isinstance(nlp, Problem) or not len(nlp.vocab.vectors):
        return frozenset()
    return frozenset(word for word in words if not any(map(nlp.vocab.has_vector, (word, word.lower()))))
