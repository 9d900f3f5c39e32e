"""The guide tests itself: each rule on its own examples and counterexamples, parsed once and kept like interviews.

An example is one turn of an interviewee. Where a rule has a `question`, what stands before « — » in the example is what
the interviewer asked.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qcode.errors import Problem, has_errors, warning
from qcode.language import tokens
from qcode.model import Codebook, Interview, Role, Rule, Span, Turn
from qcode.reading.segments import segments
from qcode.tagging.hits import hits
from qcode.tagging.index import Index
from qcode.tagging.search import Search

DASH = " — "
NO_QUESTION = "?"
"""What the interviewer says before an example that has no question: it makes the one before forgotten."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of one rule, and whether the rule must find it."""

    rule: Rule
    text: str
    wanted: bool


def check_examples(
    codebook: Codebook, model: str, cache: Path, lemmas: Mapping[str, str] | None = None
) -> list[Problem]:
    """The examples that their rule does not find, and the counterexamples that it does.

    Weights don't count: a rule must find its example even where it takes others to propose the code. Nor do `where` and
    `speaker`: an example has no interview.
    """
    groups = {code.id: _examples(code.rules) for code in codebook.codes}
    interviews = [_interview(code, examples) for code, examples in groups.items() if examples]
    columns, problems = tokens(interviews, model, cache / "examples", lemmas)
    if has_errors(problems):
        return problems
    index = Index(interviews, columns)
    search = Search(index)
    found = {rule.id: _words(index, rule, search) for rule in codebook.rules}
    tried = enumerate(example for examples in groups.values() for example in examples)
    rows = ((example, found[example.rule.id].get(2 * number + 1)) for number, example in tried)  # two turns each
    return [_problem(example, words) for example, words in rows if (words is not None) is not example.wanted]


def _examples(rules: Sequence[Rule]) -> list[Example]:
    wanted = [Example(rule, text, wanted=True) for rule in rules for text in rule.examples]
    return wanted + [Example(rule, text, wanted=False) for rule in rules for text in rule.counterexamples]


def _interview(code: str, examples: Sequence[Example]) -> Interview:
    """All examples of a code, one after the other, each after a question of its own."""
    text, turns = "", list[Turn]()
    for example in examples:
        question, dash, answer = example.text.partition(DASH)
        asked = (question, answer) if dash and example.rule.asked else (NO_QUESTION, example.text)
        for role, said in zip((Role.INTERVIEWER, Role.INTERVIEWEE), asked, strict=True):
            said = unicodedata.normalize("NFC", said.strip())
            turns.append(Turn(len(turns) + 1, role, role, Span(len(text), len(text) + len(said))))
            text += said + "\n\n"
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    cut = segments(text, turns, (), "sentence")
    return Interview(f"examples {code}", "", "", sha, text, {}, tuple(turns), cut)


def _words(index: Index, rule: Rule, search: Search) -> dict[int, str]:
    """The turns in which a rule finds something, and the first words it finds there."""
    anywhere = replace(rule, where={}, speaker=())
    places = next(hits(search, [anywhere])).places
    found: dict[int, str] = {}
    for turn, first, last in zip(index.turn(places.first), places.first, places.last, strict=True):
        text = index.turns[turn].interview.text
        found.setdefault(int(turn), text[index.start[first] : index.end[last]])
    return found


def _problem(example: Example, words: str | None) -> Problem:
    rule, kind = example.rule, "example_missed" if example.wanted else "counterexample_found"
    return warning(kind, rule.file, rule.line, rule=rule.id, text=example.text, words=words or "")
