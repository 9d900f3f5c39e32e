"""What is doubtful about a transcript once it is understood: for `qcode check` to ask, never assumed in silence."""

from __future__ import annotations

from collections.abc import Mapping

from qcode.errors import Problem, warning
from qcode.reading.header import Header
from qcode.reading.roles import Decided
from qcode.reading.shapes import Head
from qcode.reading.turns import Stretch
from qcode.words import say

ENOUGH = 0.9
"""The share of a text that must have a speaker."""


def doubts(file: str, text: str, header: Header, found: list[Stretch], decided: Mapping[str, Decided]) -> list[Problem]:
    """Empty file, no speaker, roles only guessed, too little of the text attributed."""
    line = text.count("\n", 0, header.end) + 1 if header.end else 1
    if not found:
        return [warning("empty_transcript", file)]
    if not any(stretch.label for stretch in found):
        return [warning("no_speaker", file, line)]
    problems = [
        warning("role_guessed", file, _line(text, found, label), label=label, role=say(f"reading.role.{each.role}"))
        for label, each in decided.items()
        if each.reason == "behaviour"
    ]
    problems += [
        warning("label_like_another", file, _line(text, found, label), label=label, like=each.like)
        for label, each in decided.items()
        if each.reason == "spelling"
    ]
    total = sum(stretch.span.end - stretch.span.start for stretch in found)
    share = sum(stretch.span.end - stretch.span.start for stretch in found if stretch.label or stretch.stage) / total
    if share < ENOUGH:
        problems.append(warning("too_little_attributed", file, line, percent=int(share * 100)))
    return problems


def uncertain_labels(file: str, text: str, maybe: list[Head], decided: Mapping[str, Decided]) -> list[Problem]:
    """Lines that look as if somebody began to speak there: the first of each label, if it is seen nowhere else."""
    first = {head.label: head for head in reversed(maybe)}
    return [
        warning("maybe_a_label", file, text.count("\n", 0, head.start) + 1, label=label)
        for label, head in sorted(first.items(), key=lambda item: item[1].start)
        if label not in decided
    ]


def _line(text: str, found: list[Stretch], label: str) -> int:
    """The line of a label's first turn."""
    place = next(stretch.span.start for stretch in found if stretch.label == label)
    return text.count("\n", 0, place) + 1
