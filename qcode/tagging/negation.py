"""What a French negation reaches in a spoken sentence. The cues are in `cues.toml`; here is the grammar.

A cue reaches forward to the end of its clause (six words at most), back to its verb, and to what was put before the
clause and taken up by a pronoun: "les subventions, y en a pas".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qcode.tagging import cues
from qcode.tagging.sentence import CLITICS, STOPS, Scope, Sentence

FORWARD = 6
"""Words that a negation reaches at most."""

AFTER_VERB = cues.words("negation", "after_verb")
BEFORE_NOUN = cues.words("negation", "before_noun")
CUES = AFTER_VERB | BEFORE_NOUN
_NONE = cues.expressions("negation", "none")
_ONLY = cues.expressions("negation", "only")
_OPINION = cues.words("negation", "opinion")
_SOMEBODY = cues.words("negation", "somebody")
_OBJECTS = cues.words("clause", "objects")


def negations(sentence: Sentence) -> Iterator[Scope]:
    """What is negated, cue by cue."""
    idle = sentence.covered(_NONE) | _only(sentence)
    for place, word in enumerate(sentence.words):
        if word in CUES and place not in idle and _negates(sentence, place):
            yield from _before_noun(sentence, place) if word in BEFORE_NOUN else _after_verb(sentence, place)


def _only(sentence: Sentence) -> set[int]:
    """Places of `pas que` that says "not only"."""
    return {
        place
        for found in sentence.find(_ONLY)
        if _OPINION.isdisjoint(sentence.lemmas[max(0, found.start - 2) : found.start])
        for place in found
    }


def _negates(sentence: Sentence, place: int) -> bool:
    """Whether this word, which may negate, does."""
    word = sentence.words[place]
    before = sentence.words[place - 1] if place else ""
    if word == "plus":
        return _ne(sentence, place) >= 0 or _at_all(sentence, place)
    if word == "point":
        return _ne(sentence, place) >= 0
    if word == "personne":
        return before not in _SOMEBODY and not sentence.tags[max(place - 1, 0)].startswith(("DET", "NUM", "ADJ"))
    if word == "pas":
        return not sentence.tags[max(place - 1, 0)].startswith(("DET", "NUM"))
    if word == "non":
        after = sentence.tags[place + 1] if place + 1 < len(sentence) else ""
        return after.startswith(("ADJ", "VERB", "NOUN"))
    return True


def _ne(sentence: Sentence, place: int) -> int:
    """The place of the `ne` that goes with this word, -1 where there is none."""
    for step in range(place - 1, max(place - 6, -1), -1):
        if sentence.words[step] in STOPS:
            break
        if sentence.words[step] == "ne":
            return step
    return -1


def _at_all(sentence: Sentence, place: int) -> bool:
    """Whether `du tout` follows in the clause ("y a plus de moyens du tout")."""
    after = list(sentence.words[place + 1 : sentence.clause_after(place, FORWARD + 2)])
    return ("du", "tout") in pairwise(after)


def _after_verb(sentence: Sentence, place: int) -> Iterator[Scope]:
    yield place, place + 1, sentence.clause_after(place, FORWARD)
    verb = sentence.verb_before(place)
    particle = _ne(sentence, place)
    start = min(verb, particle if particle >= 0 else place)
    if start < place:
        yield place, start, place
        yield from _put_before(sentence, place, start)


def _put_before(sentence: Sentence, place: int, verb: int) -> Iterator[Scope]:
    """What stands before the clause and is taken up by its pronoun: "les subventions, j'en vois pas la couleur"."""
    clause = sentence.clitics_before(verb)
    pronouns = [word for word in sentence.words[clause:place] if word in CLITICS]
    if "ce" in pronouns or _OBJECTS.isdisjoint(pronouns):
        return
    end = clause - 1 if clause and sentence.words[clause - 1] == "," else clause
    start = sentence.clause_before(end, FORWARD)
    if not any(sentence.finite(step) for step in range(start, end)):
        yield place, start, end


def _before_noun(sentence: Sentence, place: int) -> Iterator[Scope]:
    word = sentence.words[place]
    after = sentence.clause_after(place, {"non": 1, "zero": 3}.get(word, FORWARD))
    if word == "zero" and (after == place + 1 or sentence.sign(place + 1)):
        start = place - 1 if place and sentence.sign(place - 1) else place
        yield place, sentence.clause_before(start, 3), place
    else:
        yield place, place + 1, after
