"""One table of a guide by its inner key names; what is wrong in it is noted, with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from qcode.codebook import keys
from qcode.codebook.nodes import Items, Node, Table, Text
from qcode.errors import Problem, error

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class Fields:
    """Ask for a key by its inner name and get a value of the right kind, or its default and a problem."""

    def __init__(self, table: Table, kind: str, file: str, problems: list[Problem]) -> None:
        """Note keys said twice in two languages, and those a table of this kind can't have ("": any name)."""
        self.file, self.line, self.problems = file, table.line, problems
        self.nodes: dict[str, Node] = {}
        self.names: dict[str, str] = {}  # as written
        for name, node in table.items.items():
            key = keys.inner(name) if kind else keys.fold(name)
            if kind and key not in keys.KEYS[kind]:
                near = keys.nearest(name, kind)
                self.wrong(
                    "guide_key_near" if near else "guide_key",
                    table.lines[name],
                    key=name,
                    near=near,
                    known=", ".join(keys.known(kind)),
                )
            elif key in self.nodes:
                self.wrong("yaml_twice", table.lines[name], key=name, first=self.nodes[key].line)
            else:
                self.nodes[key], self.names[key] = node, name

    def wrong(self, kind: str, line: int, **values: object) -> None:
        """Note a problem at this line."""
        self.problems.append(error(kind, self.file, line, **values))

    def text(self, key: str) -> str:
        """One text; "" where there is none."""
        node = self.nodes.get(key)
        return self.value(node) if node else ""

    def value(self, node: Node) -> str:
        """The words of a node that should be plain words."""
        if isinstance(node, Text):
            return node.value.strip()
        kind = "guide_not_text_colon" if isinstance(node, Table) else "guide_not_text"
        self.wrong(kind, node.line, text=_first(node))
        return ""

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts with their lines; a text alone is a list of one."""
        node = self.nodes.get(key)
        if node is None or node == Text("", node.line):
            return ()
        items = node.items if isinstance(node, Items) else (node,)
        found = ((self.value(item), item.line) for item in items)
        return tuple(Text(value, line) for value, line in found if value)

    def values(self, key: str) -> tuple[str, ...]:
        """A list of texts without their lines."""
        return tuple(text.value for text in self.texts(key))

    def by_language(self, key: str, language: str) -> dict[str, str]:
        """A text in each language: `{fr: …, en: …}`, or the study's language alone."""
        node = self.nodes.get(key)
        if not isinstance(node, Table):
            text = self.text(key)
            return {language: text} if text else {}
        if wrong := next((name for name in node.items if not re.fullmatch(r"[a-z]{2,3}", name)), ""):
            self.wrong("guide_not_text_colon", node.lines[wrong], text=wrong)
            return {}
        return {name: self.value(item) for name, item in sorted(node.items.items())}

    def choice(self, key: str, choices: Mapping[str, T], default: T) -> T:
        """One of a few values, in French or English."""
        said = self.text(key)
        if not said:
            return default
        if keys.fold(said) not in choices:
            self.wrong("guide_value", self.nodes[key].line, key=self.names[key], value=said, choices=", ".join(choices))
        return choices.get(keys.fold(said), default)

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number within bounds, with a point or a comma."""
        said = self.text(key).replace(",", ".").replace("−", "-")
        if not said:
            return default
        if re.fullmatch(r"-?\d{1,4}(\.\d{1,6})?", said) and low <= float(said) <= high:
            return float(said)
        self.wrong("guide_number", self.nodes[key].line, key=self.names[key], value=said, low=low, high=high)
        return default


def _first(node: Node) -> str:
    """The beginning of what was meant, to be shown again between quotes."""
    if isinstance(node, Table):
        key, value = next(iter(node.items.items()), ("", Text("", 0)))
        return f"{key}: {value.value if isinstance(value, Text) else '…'}"
    return "…"
