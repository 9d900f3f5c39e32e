"""One code of a guide and its sub-codes, from their tables to `Code`s in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qcode.codebook import keys
from qcode.codebook.fields import Fields
from qcode.codebook.fingerprint import of_code
from qcode.codebook.nodes import Items, Node, Table
from qcode.codebook.rules import IDENTIFIER, rules
from qcode.errors import Problem, error
from qcode.model import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcode.codebook.lists import Lists

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class CodeReader:
    """Read codes one after the other; what is wrong is noted and left out."""

    def __init__(self, lists: Lists, language: str, problems: list[Problem]) -> None:
        """Hold what all codes of a guide share."""
        self.lists, self.language, self.problems = lists, language, problems

    def read(self, table: Table, file: str, parent: str = "", kind: str = "code") -> Iterator[tuple[float, Code]]:
        """The code of a table and all that stands under it, each with its rank in the guide."""
        fields = Fields(table, kind, file, self.problems)
        identifier = fields.text("id")
        if identifier:
            if not IDENTIFIER.fullmatch(identifier):
                fields.wrong("guide_id", fields.nodes["id"].line, id=identifier)
                return
            yield fields.number("rank", 999, 0, 999), self.code(identifier, fields, parent)
        elif kind == "code" or fields.nodes.keys() - {"lists", "codes"}:
            fields.wrong("code_without_id", table.line)
            return
        for node in self.tables(fields, "codes"):
            yield from self.read(node, file, identifier)

    def code(self, identifier: str, fields: Fields, parent: str) -> Code:
        """The code itself, with its rules and its fingerprint."""
        code = Code(
            id=identifier,
            parent=self.parent(fields, parent),
            label=fields.by_language("label", self.language),
            definition=fields.by_language("definition", self.language),
            include=fields.values("include"),
            exclude=fields.values("exclude"),
            examples=fields.values("examples"),
            colour=self.shaped(fields, "colour", _COLOUR),
            rules=rules(identifier, self.items(fields, "rules"), fields.file, self.lists, self.problems),
            provisional=fields.choice("provisional", keys.YES, False),
            born=self.shaped(fields, "born", _DATE),
            retired=fields.choice("retired", keys.YES, False),
            file=fields.file,
            line=fields.line,
        )
        return of_code(code)

    @staticmethod
    def parent(fields: Fields, around: str) -> str:
        """The parent that a code names, else the code that it is written inside; "" at the top."""
        said = fields.text("parent").rpartition(".")[2]
        return "" if keys.fold(said) in keys.NOBODY else said or around

    @staticmethod
    def shaped(fields: Fields, key: str, shape: re.Pattern[str]) -> str:
        """A text of a fixed shape, "" where it hasn't."""
        said = fields.text(key)
        if said and not shape.fullmatch(said):
            fields.wrong(f"code_{key}", fields.nodes[key].line, value=said)
            return ""
        return said

    def items(self, fields: Fields, key: str) -> tuple[Node, ...]:
        """The items of a list of tables."""
        node = fields.nodes.get(key)
        if node is None or (not isinstance(node, (Items, Table)) and not node.value):
            return ()
        if isinstance(node, Items):
            return node.items
        fields.wrong("guide_not_list", node.line, key=fields.names[key])
        return ()

    def tables(self, fields: Fields, key: str) -> Iterator[Table]:
        """The items that are tables; the others are problems."""
        for node in self.items(fields, key):
            if isinstance(node, Table):
                yield node
            else:
                self.problems.append(error("guide_not_table", fields.file, node.line, key=fields.names[key]))
