"""What a speaker reports of others: "le financeur nous dit que…", « … » after a verb of speech. Cues: `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.tagging import cues
from qcode.tagging.sentence import STOPS, Scope, Sentence

TO_COMPLEMENT = 4
"""Words that may stand between the verb and what is reported ("dit à toutes les associations que")."""

BEFORE_QUOTATION = 10
"""Words before a quotation in which its verb is looked for."""

SPEECH = cues.words("voice", "speech")
_ONLY_QUOTING = cues.words("voice", "only_quoting")
ACCORDING = cues.expressions("voice", "according_to")
_NONE = cues.expressions("voice", "none")
_TO_US = cues.words("voice", "to_us")


def voices(sentence: Sentence) -> Iterator[Scope]:
    """What is somebody else's saying, cue by cue."""
    idle = sentence.covered(_NONE)
    according = sentence.covered(ACCORDING)
    for place, word in enumerate(sentence.words):
        if place in according:
            yield place, place + 1, len(sentence)
        elif place not in idle and _says(sentence, place) and sentence.lemmas[place] not in _ONLY_QUOTING:
            start = _reported(sentence, place)
            if start and _others(sentence, place):
                yield place, start, len(sentence)
        elif word == "«":
            yield from _quoted(sentence, place)


def _says(sentence: Sentence, place: int) -> bool:
    """Whether a verb of speech stands here that says that something is said: no infinitive but after `aller`."""
    if sentence.lemmas[place] not in SPEECH or not sentence.verb(place):
        return False
    if sentence.words[place] != sentence.lemmas[place]:
        return True
    before = sentence.clitics_before(place)
    return before > 0 and sentence.lemmas[before - 1] in {"aller", "venir"}


def _reported(sentence: Sentence, place: int) -> int:
    """Where begins what the verb here reports, 0 where it reports nothing."""
    for ahead in range(place + 1, min(place + 2 + TO_COMPLEMENT, len(sentence))):
        word = sentence.words[ahead]
        if word == "que" or (word == "si" and sentence.lemmas[place] == "demander"):
            return ahead + 1
        if word in {"«", ":"} or (word == "," and ahead == place + 1):
            return ahead + 1
        if word in STOPS or sentence.finite(ahead):
            break
    return 0


def _others(sentence: Sentence, place: int) -> bool:
    """Whether the subject of the verb here is someone else than the speaker."""
    start = sentence.verb_before(place + 1)
    chain = sentence.words[start : place + 1]
    verb = next((word for step, word in enumerate(sentence.words[start : place + 1], start) if sentence.verb(step)), "")
    if "je" in chain or verb.endswith("ons"):
        return False
    if "on" in chain:
        return not _TO_US.isdisjoint(chain) or {"se", "lui", "leur"}.isdisjoint(chain)
    return not verb.endswith("ant") or not _TO_US.isdisjoint(chain)


def _quoted(sentence: Sentence, place: int) -> Iterator[Scope]:
    """A quotation, where a verb of speech or a colon brings it in."""
    close = next((step for step in range(place, len(sentence)) if sentence.words[step] == "»"), len(sentence))
    verbs = [step for step in range(max(0, place - BEFORE_QUOTATION), place) if _says(sentence, step)]
    if verbs and not _others(sentence, verbs[-1]):
        return
    if verbs or (place and sentence.words[place - 1] == ":"):
        yield (verbs[-1] if verbs else place), place + 1, close
