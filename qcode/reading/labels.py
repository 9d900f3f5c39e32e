"""Which lines begin a turn, and whose: decided over the whole file, because a colon alone proves nothing.

A label counts when the header or the study names it, when it is a word that says a role, when a time code stands
beside it, or when it comes back and looks like a name.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from qcode.reading import bold, shapes
from qcode.reading.shapes import Head, Lines
from qcode.reading.stage import says_stage
from qcode.reading.vocabulary import LABEL_ROLES, NOT_LABELS, TITLES, fold, words

_NUMBER = re.compile(r"\d+\Z")
_BRACKETED = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PARTICLES = frozenset(words("de du des d la le les von van et"))
_RARE = 100  # labels that may be looked at for a slip of the pen
_QUESTIONS = 3  # numbered ones
_ENOUGH = 0.2  # of the lines: labels alone on theirs, unknown and untimed, must be that many


class Found(NamedTuple):
    """The beginnings of turns, by the offset of their line; and what may be one, to be asked about."""

    heads: dict[int, Head]
    maybe: list[Head]


def find(body: Lines, named: frozenset[str], strong: Mapping[int, int] | None = None) -> Found:
    """The lines that begin a turn.

    `named`: folded labels that the header or the study gives; `strong`: where bold stretches begin and end.
    """
    colons = shapes.matches(body, shapes.COLON)
    dotted = shapes.matches([line for line in body if line[1][0] in shapes.DASHES], shapes.DOT)
    believed = _believed(colons, named)
    heads = {head.start: head for head in colons if head.label in believed} | {head.start: head for head in dotted}
    if len({head.label for head in heads.values()}) < 2:
        heads = _other_shapes(body, named) | heads
        heads = heads or _by_line(bold.labels(body, strong or {}), lambda heads: _believed(heads, named))
    if not heads:
        marks = shapes.matches(body, shapes.MARK)
        heads = {head.start: head for head in marks} if len(marks) > max(2, len(body) * 0.6) else {}
        heads = heads or {head.start: head for head in bold.questions(body, strong or {})}
    once = [head for head in colons if head.start not in heads and is_name(head.label)] if heads else []
    return Found(_one_spelling(_unnumbered(heads)), once)


def _other_shapes(body: Lines, named: frozenset[str]) -> dict[int, Head]:
    """Labels without a colon: asked for where colons do not give two speakers."""
    found: dict[int, Head] = {}
    for shape, believe in (
        (shapes.BRACKETS, lambda heads: _believed_alone(_no_stage(heads), named, body)),
        (shapes.ALONE, lambda heads: _believed_alone(heads, named, body)),
        (shapes.BOXED, lambda heads: _believed_alone(_no_stage(heads), named, body)),
        (shapes.LONG_DASH, lambda heads: _believed(heads, named, enough=3)),
        (shapes.LETTER, _speaking_of_roles),
        (shapes.TAB, lambda heads: _believed(heads, named)),
    ):
        found |= _by_line(shapes.matches(body, shape), believe)
    return found


def _by_line(heads: list[Head], believe: Callable[[list[Head]], set[str]]) -> dict[int, Head]:
    believed = believe(heads)
    return {head.start: head for head in heads if head.label in believed}


def _believed(heads: list[Head], named: frozenset[str], enough: int = 2) -> set[str]:
    """The labels that are labels: told, saying a role, timed, or coming back."""
    times = Counter(head.label for head in heads)
    timed = {head.label for head in heads if head.time is not None}
    told = {label for label in times if fold(label) in named or says_role(label)}
    if len(told) > 1:
        enough = max(enough, 3)  # where the speakers are known, a name before a colon is rather a heading
    believed = told | {label for label, n in times.items() if (n >= enough or label in timed) and is_name(label)}
    rare = [label for label in times if label not in believed]
    return believed | {label for label in rare[:_RARE] if label[0].isupper() and resembling(label, believed)}


def _believed_alone(heads: list[Head], named: frozenset[str], body: Lines) -> set[str]:
    """Labels alone on their line: a word alone is often speech, so they must be told, timed, or many."""
    timed = {head.label for head in heads if head.time is not None and is_name(head.label)}
    told = {head.label for head in heads if fold(head.label) in named or says_role(head.label)}
    often = {label for label, count in Counter(head.label for head in heads).items() if count > 2 and is_name(label)}
    many = sum(head.label in often for head in heads) > len(body) * _ENOUGH and len(often) > 1
    return timed | told | (often if many else set())


def _no_stage(heads: list[Head]) -> list[Head]:
    """Names in brackets, without stage directions."""
    return [head for head in heads if not says_stage(head.label)]


def _speaking_of_roles(heads: list[Head]) -> set[str]:
    """`Q.` and `R.`: both, each more than once."""
    often = {label for label, count in Counter(head.label for head in heads).items() if count > 1 and says_role(label)}
    return often if len(often) > 1 else set()


def says_role(label: str) -> bool:
    """Whether the word itself says who speaks, a number apart: `E1`, `Participante 3`."""
    return without_number(label) in LABEL_ROLES


def without_number(label: str) -> str:
    """A label folded, without its number and the stop of a word cut short: `Enq. 2` → `enq`."""
    return _NUMBER.sub("", fold(label)).rstrip(" _.")


def is_name(label: str) -> bool:
    """Whether it looks like someone's name: capitals, titles, initials, a precision in brackets; no opening word."""
    bare = _BRACKETED.sub("", label).strip() or label
    parts = bare.replace("'", " ").replace("’", " ").split()
    if (
        not 0 < len(parts) <= 5
        or not bare[0].isalnum()
        or bare[-1] in "])>"
        or fold(parts[0]).rstrip(".,") in NOT_LABELS
    ):
        return False
    return all(
        part[0].isupper() or part[0].isdigit() or fold(part).rstrip(".") in TITLES or fold(part) in _PARTICLES
        for part in parts
    )


def resembling(label: str, others: Iterable[str]) -> str:
    """The label that this one seems to misspell: nearly the same letters, and no other number."""
    letters = {each: "".join(filter(str.isalpha, fold(each))) for each in (label, *others)}
    near = [each for each in letters if each != label and len(letters[each]) > 3 and _digits(each) == _digits(label)]
    found = difflib.get_close_matches(letters[label], [letters[each] for each in near], n=1, cutoff=0.8)
    return next((each for each in near if found and letters[each] == found[0]), "")


def _digits(label: str) -> str:
    return "".join(filter(str.isdigit, label))


def _unnumbered(heads: dict[int, Head]) -> dict[int, Head]:
    """`Q1`, `R1`, `Q2`, `R2`… number the questions, not the speakers, where every number comes once and in order."""
    once = [label for label, count in Counter([head.label for head in heads.values()]).items() if count == 1]
    if sum(label[-1:].isdecimal() for label in once) < _QUESTIONS:
        return heads
    numbers: dict[str, list[int]] = {}
    for head in sorted(heads.values(), key=lambda head: head.start):
        if (digits := _NUMBER.search(head.label)) and says_role(head.label):
            numbers.setdefault(head.label[: digits.start()], []).append(int(digits[0]))
    counted = {base for base, found in numbers.items() if len(found) >= _QUESTIONS and found == sorted(set(found))}
    bare = {place: _NUMBER.sub("", head.label) for place, head in heads.items()}
    return {p: head._replace(label=bare[p].strip()) if bare[p] in counted else head for p, head in heads.items()}


def _one_spelling(heads: dict[int, Head]) -> dict[int, Head]:
    """`Enqueteur` and `ENQUÊTEUR` are one speaker, under the commonest spelling."""
    spelt = Counter([head.label for head in heads.values()])
    best: dict[str, str] = {}
    for label, _ in spelt.most_common():
        best.setdefault(fold(label), label)
    if len(best) == len(spelt):
        return heads
    return {place: head._replace(label=best[fold(head.label)]) for place, head in heads.items()}
