"""One rule of a guide, from its table to a `Rule`.

A rule with anything wrong in it is left out whole: half a rule would say something else than its author meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qcode.codebook import keys
from qcode.codebook.fields import Fields
from qcode.codebook.lists import LARGEST, Lists, term_problem
from qcode.codebook.nodes import Items, Node, Table, Text
from qcode.codebook.terms import Unreadable
from qcode.errors import Problem, error
from qcode.model import Near, Negated, Order, Rule, Scope, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_WITHIN = re.compile(r"(\d{1,3})( *(mots?|words?))?")


def rules(code: str, nodes: Iterable[Node], file: str, lists: Lists, problems: list[Problem]) -> tuple[Rule, ...]:
    """The rules of a code, those without anything wrong; a rule without a name is called `<code>-<its number>`."""
    found = []
    for number, node in enumerate(nodes, 1):
        before = len(problems)
        rule = _rule(code, number, node, file, lists, problems)
        if rule and not rule.any and len(problems) == before:
            problems.append(error("rule_empty", file, node.line, id=rule.id))
        if rule and len(problems) == before:
            found.append(rule)
    return tuple(found)


def _rule(code: str, number: int, node: Node, file: str, lists: Lists, problems: list[Problem]) -> Rule | None:
    if not isinstance(node, Table):
        problems.append(error("rule_not_table", file, node.line))
        return None
    fields = Fields(node, "rule", file, problems)
    reader = _Conditions(fields, lists)
    identifier = fields.text("id") or f"{code}-{number}"
    if not IDENTIFIER.fullmatch(identifier):
        fields.wrong("guide_id", node.line, id=identifier)
    return Rule(
        id=identifier,
        code=code,
        idea=fields.text("idea"),
        any=reader.terms(fields, "any"),
        near=reader.nears("near"),
        not_near=reader.nears("not_near"),
        unless=reader.terms(fields, "unless"),
        asked=reader.terms(fields, "asked"),
        carry=int(fields.number("carry", 0, 0, 5)),
        speaker=tuple(label for label in fields.values("speaker") if keys.fold(label) not in keys.EVERYONE),
        where=reader.where(),
        negated=fields.choice("negated", keys.NEGATED, Negated.COUNT),
        hypothesis=fields.choice("hypothesis", keys.NEGATED, Negated.COUNT),
        voice=fields.choice("voice", keys.NEGATED, Negated.COUNT),
        score=_weight(fields),
        examples=fields.values("examples"),
        counterexamples=fields.values("counterexamples"),
        file=file,
        line=node.line,
    )


def _weight(fields: Fields) -> float:
    """What a rule adds to a segment's score, or takes from it; nothing at all is a mistake."""
    weight = fields.number("score", 1.0, -1.0, 1.0)
    if not weight:
        fields.wrong("guide_number", fields.nodes["score"].line, key=fields.names["score"], value="0", low=-1, high=1)
    return weight


class _Conditions:
    """What a rule asks of the text around: terms, neighbourhoods, attributes."""

    def __init__(self, fields: Fields, lists: Lists) -> None:
        self.fields, self.lists = fields, lists

    def terms(self, fields: Fields, key: str) -> tuple[Term, ...]:
        """The terms of a condition, lists written out, each once."""
        found: dict[str, Term] = {}
        for item in fields.texts(key):
            read = self.lists.expand(item.value)
            if isinstance(read, Unreadable):
                fields.problems.append(term_problem(read, fields.file, item))
            else:
                found |= {term.source: term for term in read}
        if len(found) > LARGEST:
            fields.wrong("list_large", fields.line, sign=len(found), term=key)
        return tuple(found.values())

    def nears(self, key: str) -> tuple[Near, ...]:
        """Conditions on the neighbourhood: one, several that must all hold, or a bare list of terms (the sentence)."""
        node = self.fields.nodes.get(key)
        match node:
            case None:
                return ()
            case Table():
                return self.near(node)
            case Items() if any(
                isinstance(item, Table) and "any" in map(keys.inner, item.items) for item in node.items
            ):
                return tuple(near for item in node.items for near in self.near(item))
            case _:
                found = self.terms(self.fields, key)
                return (Near(found),) if found else ()

    def near(self, node: Node) -> tuple[Near, ...]:
        """One condition, `{any: […], within: …, order: …}`."""
        if not isinstance(node, Table):
            self.fields.wrong("rule_near", node.line, key="near")
            return ()
        fields = Fields(node, "near", self.fields.file, self.fields.problems)
        near = Near(self.terms(fields, "any"), self.within(fields), fields.choice("order", keys.ORDERS, Order.FREE))
        if not near.any:
            fields.wrong("rule_near", node.line, key="near")
        return (near,)

    @staticmethod
    def within(fields: Fields) -> int | Scope:
        """A number of words, `sentence` or `turn`."""
        said = fields.text("within")
        if words := _WITHIN.fullmatch(said):
            return int(words[1])
        return fields.choice("within", keys.SCOPES, Scope.SENTENCE)

    def where(self) -> Mapping[str, tuple[str, ...]]:
        """Attribute → the values for which the rule holds."""
        node = self.fields.nodes.get("where")
        if not isinstance(node, Table):
            if node is not None and node != Text("", node.line):
                self.fields.wrong("rule_where", node.line, key="where")
            return {}
        found = {}
        for name, value in node.items.items():
            items = value.items if isinstance(value, Items) else (value,)
            found[name] = tuple(filter(None, (self.fields.value(item) for item in items)))
        return found
