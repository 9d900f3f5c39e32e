"""One YAML file as text, lists and tables that know their lines. The only file that speaks to the YAML library.

YAML bites French: `on` and `no` would become booleans, `2019` a number. So every scalar is text, and what a coding
guide never needs (anchors, aliases, tags, several documents in a file) is refused before it can do harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from qcode.errors import Problem, error
from qcode.words.reasons import plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH = 12
NODES = 100_000


@dataclass(frozen=True, slots=True)
class Text:
    """Words, whatever YAML would have made of them."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values, in the order of the file; `lines` says where each key stands."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Text | Items | Table


class _StopError(Exception):
    """Something in the file that makes the rest of it unreadable."""

    def __init__(self, kind: str, line: int, **values: object) -> None:
        self.kind, self.line, self.values = kind, line, values


def read(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one file; None where it is empty or can't be read, which the problems then say."""
    builder = _Builder(file)
    try:
        return builder.document(YAML(typ="safe").parse(text)), builder.problems
    except _StopError as stop:
        problem = error(stop.kind, file, stop.line, **stop.values)
    except MarkedYAMLError as reason:
        mark = reason.problem_mark or reason.context_mark
        problem = error(
            "yaml", file, mark.line + 1 if mark else 0, reason=plainly(f"{reason.context} {reason.problem}")
        )
    except (YAMLError, RecursionError, ValueError) as reason:
        problem = error("yaml", file, reason=plainly(str(reason)))
    return None, [*builder.problems, problem]


class _Builder:
    """Turn the parser's events into nodes, refusing what could do harm."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.left = NODES

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 0)
            elif isinstance(event, yaml.DocumentStartEvent) and root:
                raise _StopError("yaml_documents", _line(event))
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        self.check(event, depth)
        match event:
            case yaml.ScalarEvent(value=value, implicit=implicit):
                return Text("" if value in ("~", "null") and implicit[0] else value, _line(event))
            case yaml.SequenceStartEvent():
                return Items(tuple(self.node(item, events, depth + 1) for item in _until_end(events)), _line(event))
            case _:
                return self.table(events, _line(event), depth)

    def check(self, event: yaml.Event, depth: int) -> None:
        self.left -= 1
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            raise _StopError("yaml_anchor", _line(event), name=anchor)
        if tag and str(tag) != "!":
            raise _StopError("yaml_tag", _line(event), tag=str(tag))
        if depth > DEPTH or self.left < 0:
            raise _StopError("yaml_large", _line(event))

    def table(self, events: Iterator[yaml.Event], line: int, depth: int) -> Table:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for event in _until_end(events):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Text):
                self.problems.append(error("yaml_key", self.file, key.line))
            elif key.value in items:
                values = {"key": key.value, "first": lines[key.value]}
                self.problems.append(error("yaml_twice", self.file, key.line, **values))
            else:
                items[key.value], lines[key.value] = value, key.line
        return Table(items, lines, line)


def _until_end(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events that begin a node, until the list or the table ends."""
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield event


def _line(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1
