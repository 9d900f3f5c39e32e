"""Decisions follow their words through corrections: the exact place, the same words, alike words, or orphan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qcode.codings.finding import CONTEXT, Searchable, find
from qcode.codings.standing import rescues, withdrawn
from qcode.errors import Problem, warning
from qcode.memory import uncollected
from qcode.model import Anchor, Decision, Interview, Kind, Placement, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

READING = frozenset({Kind.READ, Kind.UNREAD})


def anchor(interview: Interview, span: Span) -> Anchor:
    """Take down a place so that it can be found again: offsets, words, and 32 code points on either side.

    Raises:
        ValueError: the span is empty or lies outside the text.
    """
    text = interview.text
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"no such place in {interview.id}: {span}")
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return Anchor(span.start, span.end, text[span.start : span.end], before, after)


@uncollected
def place(decisions: Iterable[Decision], interviews: Iterable[Interview]) -> tuple[list[Placement], list[Problem]]:
    """Say where each decision lies today, in the order given, and what moved or could not be placed.

    Kinds of problems: `renamed` (once a transcript), `moved` (once a transcript for words that only moved, one by one
    for words that were altered), `orphan` (one by one). Nothing is dropped and nothing guessed.
    """
    decisions = list(decisions)
    places = _Places(interviews, rescues(decisions))
    placements = [places.place(decision) for decision in decisions]
    return placements, [*places.renamed.values(), *_moved(placements, places), *_orphans(placements, places)]


class _Places:
    """The texts of a study, each made searchable when something is looked for in it."""

    def __init__(self, interviews: Iterable[Interview], rescued: dict[str, Decision]) -> None:
        self.rescued = rescued
        self.by_id = {interview.id: interview for interview in interviews}
        self.by_text: dict[str, list[Interview]] = defaultdict(list)
        for interview in self.by_id.values():
            self.by_text[interview.sha256].append(interview)
        self.searchable: dict[str, Searchable] = {}
        self.renamed: dict[str, Problem] = {}

    def place(self, decision: Decision) -> Placement:
        """Say where one decision lies today."""
        rescue = self.rescued.get(decision.id)
        interview = self._home(rescue or self.rescued.get(decision.target) or decision)
        if interview is None:
            return Placement(decision, decision.interview, None)
        if decision.anchor is None:
            return Placement(decision, interview.id, _read_span(decision, interview))
        if rescue is None and decision.was is None and _same_text(decision.anchor, decision, interview):
            return Placement(decision, interview.id, decision.anchor.span)
        then, now = decision.anchor.span, None
        if rescue and rescue.anchor:
            now = self._find(rescue.anchor, rescue, interview)
        now = now or self._find(decision.anchor, decision, interview)
        was = self._find(decision.was, decision, interview) if decision.was else None
        if now is None:
            return Placement(decision, interview.id, None, was)
        moved = now != then or interview.quote(now) != decision.anchor.quote
        return Placement(decision, interview.id, now, was, moved)

    def _home(self, decision: Decision) -> Interview | None:
        return self.by_id.get(decision.interview) or self._followed(decision)

    def _followed(self, decision: Decision) -> Interview | None:
        """The one transcript with the same text under another name."""
        same = self.by_text.get(decision.sha256, []) if decision.sha256 else []
        if len(same) != 1:
            return None
        if decision.interview not in self.renamed:
            problem = warning("renamed", same[0].path, old=decision.interview, new=same[0].id)
            self.renamed[decision.interview] = problem
        return same[0]

    def _find(self, anchor: Anchor, decision: Decision, interview: Interview) -> Span | None:
        if _same_text(anchor, decision, interview) or _unchanged(anchor, interview.text):
            return anchor.span
        if interview.id not in self.searchable:
            self.searchable[interview.id] = Searchable(interview.text)
        return find(self.searchable[interview.id], anchor)


def _same_text(anchor: Anchor, decision: Decision, interview: Interview) -> bool:
    """Whether the text is the one that the anchor was taken on, and does hold its words."""
    return decision.sha256 == interview.sha256 and interview.text[anchor.start : anchor.end] == anchor.quote


def _unchanged(anchor: Anchor, text: str) -> bool:
    """Whether the words and their context are where they were, though something else changed."""
    start, end = anchor.start - len(anchor.before), anchor.end + len(anchor.after)
    return start >= 0 and text[start:end] == anchor.before + anchor.quote + anchor.after


def _read_span(decision: Decision, interview: Interview) -> Span | None:
    """What a decision without an anchor is about: the whole interview or some of its turns.

    Turns are only known by their number: in a corrected text, whoever read a part is asked again.
    """
    if decision.turns is None:
        return Span(0, len(interview.text))
    first, last = decision.turns
    if decision.sha256 != interview.sha256 or last > len(interview.turns):
        return None
    return Span(interview.turn(first).span.start, interview.turn(last).span.end)


# --- what to tell -----------------------------------------------------------------------------------------------


def _moved(placements: list[Placement], places: _Places) -> list[Problem]:
    problems = []
    shifted: dict[str, list[Decision]] = defaultdict(list)
    for placement in placements:
        decision, span = placement.decision, placement.span
        if not placement.moved or not decision.anchor or not span:
            continue
        now = places.by_id[placement.interview].quote(span)
        if now == decision.anchor.quote:
            shifted[placement.interview].append(decision)
        else:
            altered = f"{_short(decision.anchor.quote)} → {_short(now)}"
            problems.append(warning("moved", decision.file, decision.line, n=1, quote=altered))
    for interview, decisions in shifted.items():
        path = places.by_id[interview].path
        problems.append(warning("moved", path, n=len(decisions), quote=_quote(decisions[0])))
    return problems


def _orphans(placements: list[Placement], places: _Places) -> list[Problem]:
    """One by one where the interview is there; where it is not, once a decision file."""
    undone = withdrawn(placement.decision for placement in placements)
    orphans = [p.decision for p in placements if p.span is None and p.interview and p.decision.id not in undone]
    groups: dict[tuple[str, int, str], list[Decision]] = defaultdict(list)
    for decision in orphans:
        line = decision.line if decision.interview in places.by_id else 0
        groups[decision.file, line, decision.interview].append(decision)
    return [
        warning("orphan", file, line, n=len(group), quote=_quote(group[0]), interview=interview)
        for (file, line, interview), group in groups.items()
    ]


def _quote(decision: Decision) -> str:
    return _short(decision.anchor.quote) if decision.anchor else f"({decision.kind})"


def _short(quote: str, length: int = 60) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= length else words[: length - 1] + "…"
