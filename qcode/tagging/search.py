"""Find the terms of rules in an index, whatever they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qcode.errors import Problem, error
from qcode.model import Rule, Term
from qcode.tagging import patterns, phrases
from qcode.tagging.index import Index
from qcode.tagging.matches import Matches


class Search:
    """One look through an index: what was found of each term, however many rules name it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._found: dict[Term, Matches] = {}

    def prepare(self, terms: Iterable[Term]) -> None:
        """Find these terms, all at once: that is faster than one after another."""
        new = [term for term in dict.fromkeys(terms) if term not in self._found]
        self._found |= dict.fromkeys(new, Matches.none())
        words = [term for term in new if term.words]
        self._found |= {words[number]: places for number, places in phrases.find(self.index, words).items()}
        for term in new:
            if term.regex:
                self._look(term)

    def any(self, terms: Sequence[Term]) -> Matches:
        """All places of any of these terms."""
        found = [self._found.get(term) for term in terms]
        if None in found:
            self.prepare(terms)
            found = [self._found[term] for term in terms]
        return Matches.union([places for places in found if places])

    def problems(self, rules: Sequence[Rule]) -> list[Problem]:
        """The rules whose expressions were given up."""
        return [
            error("regex_slow", rule.file, rule.line, rule=rule.id, regex=term.source)
            for rule in rules
            for term in dict.fromkeys(terms(rule))
            if term.regex and self.index.expressions.get(term.regex, term) is None
        ]

    def _look(self, term: Term) -> None:
        """Find a regular expression, unless the index remembers it."""
        known = self.index.expressions
        if term.regex not in known:
            known[term.regex] = patterns.find(self.index, term.regex)
        self._found[term] = known[term.regex] or Matches.none()


def terms(rule: Rule) -> list[Term]:
    """Every term that a rule names."""
    around = [term for near in (*rule.near, *rule.not_near) for term in near.any]
    return [*rule.any, *around, *rule.unless, *rule.asked]
