"""The words of one interview as columns: what the parser found, without the parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from qcode.language.folding import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a token can be. Tokens that share all of it share the entry."""

    form: str  # as written
    lemma: str
    tag: str  # coarse part of speech, then `Fin` or `Cnd` for a finite or a conditional verb: "VERB Cnd"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an interview's segments, in the order of the text; one row a token, spaces left out."""

    interview: str
    start: Ints  # code points of Interview.text
    end: Ints
    entry: Ints  # row of `entries`
    segment: Ints  # number of the segment
    entries: tuple[Entry, ...]

    def __len__(self) -> int:
        return len(self.start)


def corrected(tokens: Tokens, lemmas: Mapping[str, str]) -> Tokens:
    """Give forms the lemmas of a study's own list (form → lemma), which no parser has to know."""
    if not lemmas:
        return tokens
    ours = {fold(form): lemma for form, lemma in lemmas.items()}
    entries = (replace(entry, lemma=ours.get(fold(entry.form), entry.lemma)) for entry in tokens.entries)
    return replace(tokens, entries=tuple(entries))
