"""Find terms in an index, each once however many rules name it."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.errors import Problem, error
from qcode.model import Rule, Term
from qcode.tagging import patterns, phrases
from qcode.tagging.index import Index
from qcode.tagging.matches import Matches


class Search:
    """One look through an index: what was found of each term, and the terms that took too long."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.slow: set[Term] = set()
        self._found: dict[Term, Matches] = {}

    def find(self, term: Term) -> Matches:
        """All places of one term."""
        if term not in self._found:
            self._found[term] = self._find(term)
        return self._found[term]

    def any(self, terms: Sequence[Term]) -> Matches:
        """All places of any of these terms."""
        return Matches.union([self.find(term) for term in terms])

    def problems(self, rules: Sequence[Rule]) -> list[Problem]:
        """The rules whose expressions were given up."""
        return [
            error("regex_slow", rule.file, rule.line, rule=rule.id, regex=term.source)
            for rule in rules
            for term in dict.fromkeys(terms(rule))
            if term in self.slow
        ]

    def _find(self, term: Term) -> Matches:
        if not term.regex:
            return phrases.find(self.index, term)
        try:
            return patterns.find(self.index, term.regex)
        except patterns.TooSlowError:
            self.slow.add(term)
            return Matches.none()


def terms(rule: Rule) -> list[Term]:
    """Every term that a rule names."""
    around = [term for near in (*rule.near, *rule.not_near) for term in near.any]
    return [*rule.any, *around, *rule.unless, *rule.asked]
