"""Names of organisations that spaCy sees in the interviews: proposals for the team's list of actors, never more.

A person reads them, keeps some, and writes them into `actors.yaml`; nothing is counted from here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.errors import Problem
from qcode.language.cache import installed
from qcode.language.folding import normalise
from qcode.language.parse import missing
from qcode.model import CODED_ROLES, Interview

LABELS = frozenset({"ORG", "MISC", "LOC"})
"""What may be an organisation (« la Région » is seen as a place); people are left alone."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that may be an actor's."""

    name: str  # as most often written
    mentions: int
    interviews: tuple[str, ...]  # ids


def propose(interviews: Sequence[Interview], model: str) -> tuple[list[Proposal], list[Problem]]:
    """What interviewees name, most interviews first; a Problem where the model is not installed."""
    import spacy

    if not installed(model):
        return [], [missing(model)]
    nlp = spacy.load(model, exclude=["parser", "lemmatizer", "morphologizer", "attribute_ruler"])
    turns = [(interview, turn) for interview in interviews for turn in interview.turns if turn.role in CODED_ROLES]
    texts = (normalise(interview.quote(turn.span)) for interview, turn in turns)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (interview, _), document in zip(turns, nlp.pipe(texts, batch_size=64), strict=True):
        for entity in document.ents:
            if entity.label_ in LABELS and not all(token.is_stop or token.is_punct for token in entity):
                found[entity.text.casefold().strip()].append((entity.text.strip(), interview.id))
    return _ranked(found.values()), []


def _ranked(found: Iterable[list[tuple[str, str]]]) -> list[Proposal]:
    made = [
        Proposal(Counter(name for name, _ in some).most_common(1)[0][0], len(some), tuple(sorted({i for _, i in some})))
        for some in found
    ]
    return sorted(made, key=lambda one: (-len(one.interviews), -one.mentions, one.name))
