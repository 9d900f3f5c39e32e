"""What a French sentence only supposes: after `si`, and around a verb in the conditional. Its cues: `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.tagging import cues
from qcode.tagging.sentence import Scope, Sentence

AFTER_IF = 12
AFTER_CONDITIONAL = 8
BEFORE_CONDITIONAL = 6
"""Words that a cue reaches at most."""

IF = cues.words("hypothesis", "if")
SUPPOSE = cues.expressions("hypothesis", "suppose")
_NONE = cues.expressions("hypothesis", "none")


def hypotheses(sentence: Sentence) -> Iterator[Scope]:
    """What is supposed, cue by cue."""
    idle = sentence.covered(_NONE)
    supposing = sentence.covered(SUPPOSE)
    for place in range(len(sentence)):
        if place in idle:
            continue
        if place in supposing or (sentence.words[place] in IF and _supposes(sentence, place)):
            yield place, place + 1, sentence.clause_after(place, AFTER_IF)
        elif sentence.tags[place].endswith("Cnd"):
            start = sentence.clause_before(place, BEFORE_CONDITIONAL)
            yield place, start, sentence.clause_after(place, AFTER_CONDITIONAL)


def _supposes(sentence: Sentence, place: int) -> bool:
    """Whether this `si` opens a clause: a finite verb follows, no adjective and no sign ("si important", "si, si")."""
    after = range(place + 1, min(place + 7, len(sentence)))
    if not after or sentence.sign(place + 1) or sentence.tags[place + 1].startswith("ADJ"):
        return False
    return any(sentence.finite(step) for step in after)
