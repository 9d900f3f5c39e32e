"""Change one rule or one code in the text of a guide's file: only the lines of what changed, everything else as it was.

A guide belongs to the people who wrote it: comments, order and layout stay. Pure functions on the text of one file;
`loads` says afterwards whether the new text is sound.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcode.codebook import keys, nodes
from qcode.codebook.nodes import Items, Node, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STEP = 2  # spaces of a deeper level that we write ourselves
_FRENCH_KEYS = {
    "id": "id", "idea": "idee", "any": "termes", "near": "pres_de", "not_near": "pas_pres_de", "unless": "sauf",
    "asked": "question", "carry": "prolonge", "negated": "negation", "score": "poids", "examples": "exemples",
    "counterexamples": "contre_exemples", "within": "fenetre", "order": "ordre", "rules": "regles",
    "label": "libelle", "definition": "definition", "include": "inclure", "exclude": "exclure",
    "provisional": "provisoire", "born": "ne_le", "retired": "retire",
}  # fmt: skip
_FRENCH_VALUES = {
    "within": {"sentence": "phrase", "turn": "tour"},
    "order": {"before": "avant", "after": "apres", "free": "libre"},
    "negated": {"count": "compter", "skip": "ignorer", "only": "seulement"},
}
_CHOICES: dict[str, Mapping[str, str]] = {"within": keys.SCOPES, "order": keys.ORDERS, "negated": keys.NEGATED}
_NO_CHANGE = {"carry": "0", "negated": "count", "score": "1", "order": "free"}  # defaults that need not be written

_NOTE = re.compile(r"[\]}\"](\s+#.*)$")  # a remark at the end of a line

Value = Any  # text, list of texts, table of texts, or list of such tables


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of the file: its node, and the column at which its keys stand."""

    table: Table
    column: int
    is_block: bool


def rule_fields(text: str, file: str, code: str, rule: str) -> dict[str, Value]:
    """A rule as it is written (lists by their names, not written out), by inner key names; {} where there is none."""
    found = _rule(text.splitlines(), _root(text, file), code, rule)
    return {} if found is None else {keys.inner(name): _plain(node) for name, node in found.table.items.items()}


def with_rule(text: str, file: str, code: str, rule: str, fields: Mapping[str, Value]) -> str:
    """The file with a rule of this code changed, or added where `rule` is "".

    Raises:
        KeyError: the file has no such code or rule.
    """
    lines = text.splitlines()
    root = _root(text, file)
    if not rule:
        return _joined(text, _added(lines, root, code, fields))
    found = _rule(lines, root, code, rule)
    if found is None:
        raise KeyError(rule)
    return _joined(text, _changed(lines, found, fields, is_french=_is_french(root)))


def with_code(text: str, file: str, code: str, fields: Mapping[str, Value]) -> str:
    """The file with a code's label, definition, include or exclude changed.

    Raises:
        KeyError: the file has no such code.
    """
    lines = text.splitlines()
    root = _root(text, file)
    return _joined(text, _changed(lines, _code(lines, root, code), fields, is_french=_is_french(root)))


def new_file(code: str, fields: Mapping[str, Value], *, is_french: bool = True) -> str:
    """The text of a file that holds one new code."""
    body = _written({"id": code} | dict(fields), 0, is_french=is_french)
    return "\n".join(body) + "\n"


# --- finding ------------------------------------------------------------------------------------------------------


def _root(text: str, file: str) -> Node:
    root, _ = nodes.read(text, file)
    return root if root is not None else Table({}, {}, 1)


def _tables(node: Node) -> Iterator[Table]:
    """All codes of a file, from the outside in."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _tables(item)
    elif isinstance(node, Table):
        yield node
        for name, value in node.items.items():
            if keys.inner(name) == "codes":
                yield from _tables(value)


def _code(lines: list[str], root: Node, code: str) -> _Place:
    for table in _tables(root):
        if _text(table, "id") == code:
            return _place(lines, table)
    raise KeyError(code)


def _rule(lines: list[str], root: Node, code: str, rule: str) -> _Place | None:
    rules = _get(_code(lines, root, code).table, "rules")
    for number, node in enumerate(rules.items if isinstance(rules, Items) else (), 1):
        if isinstance(node, Table) and (_text(node, "id") or f"{code}-{number}") == rule:
            return _place(lines, node)
    return None


def _place(lines: list[str], table: Table) -> _Place:
    """Where a table's keys stand; in block style each has a line of its own."""
    numbers = list(table.lines.values())
    first = lines[table.line - 1]
    column = len(first) - len(first.lstrip(" -"))
    is_block = len(set(numbers)) == len(numbers) and not first.lstrip(" -").startswith("{")
    return _Place(table, column, is_block)


def _get(table: Table, key: str) -> Node | None:
    return next((node for name, node in table.items.items() if keys.inner(name) == key), None)


def _text(table: Table, key: str) -> str:
    node = _get(table, key)
    return node.value.strip() if isinstance(node, Text) else ""


def _is_french(root: Node) -> bool:
    """Whether a file is written with French keys; so is one that gives no hint."""
    names = {name for table in _tables(root) for name in table.items}
    return bool(names & {"libelle", "regles", "sous_codes", "inclure"}) or not names & {"label", "rules", "include"}


def _plain(node: Node) -> Value:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return {keys.inner(name): _plain(item) for name, item in node.items.items()}


# --- changing -----------------------------------------------------------------------------------------------------


def _changed(lines: list[str], place: _Place, fields: Mapping[str, Value], *, is_french: bool) -> list[str]:
    """Put new values in place of the old, key by key from the last; what says the same stays as it was written."""
    now = {keys.inner(name): _plain(node) for name, node in place.table.items.items()}
    if not place.is_block:
        return _rewritten(lines, place, {**now, **fields}, is_french=is_french)
    names = {keys.inner(name): name for name in place.table.items}
    lines = list(lines)
    for key in sorted(fields, key=lambda key: place.table.lines.get(names.get(key, ""), 1 << 30), reverse=True):
        if _same(now.get(key), fields[key], key):
            continue
        rendered = _field(names.get(key, ""), key, fields[key], place.column, is_french=is_french)
        if key in names:
            start = place.table.lines[names[key]] - 1
            if start == place.table.line - 1:  # on the line of the dash
                rendered = [lines[start][: place.column] + line[place.column :] for line in rendered[:1]] + rendered[1:]
            end = _end_of_field(lines, start, place.column)
            if len(rendered) == 1 == end - start and (note := _NOTE.search(lines[start])):
                rendered[0] += note[1]
            lines[start:end] = rendered
        elif rendered:
            end = _end_of_block(lines, place.table.line - 1, place.column)
            lines[end:end] = rendered
    return lines


def _rewritten(lines: list[str], place: _Place, fields: Mapping[str, Value], *, is_french: bool) -> list[str]:
    """A table in braces is written anew, a key a line; it must have its lines to itself."""
    start = place.table.line - 1
    end = _end_of_field(lines, start, place.column)
    body = _written(fields, place.column, is_french=is_french)
    body[0] = lines[start][: place.column] + body[0][place.column :]
    return [*lines[:start], *body, *lines[end:]]


def _added(lines: list[str], root: Node, code: str, fields: Mapping[str, Value]) -> list[str]:
    """A new rule after the others of its code."""
    place = _code(lines, root, code)
    is_french = _is_french(root)
    rules = _get(place.table, "rules")
    if isinstance(rules, Items) and rules.items and isinstance(rules.items[-1], Table):
        last = _place(lines, rules.items[-1])
        end = _end_of_block(lines, last.table.line - 1, last.column)
        body = _written(fields, last.column, is_french=is_french)
        body[0] = lines[last.table.line - 1][: last.column] + body[0][last.column :]
        return [*lines[:end], *body, *lines[end:]]
    indent = place.column + STEP
    body = _written(fields, indent + STEP, is_french=is_french)
    body[0] = " " * indent + "- " + body[0].lstrip()
    if rules is not None:  # `regles:` without any
        name = next(name for name in place.table.items if keys.inner(name) == "rules")
        start = place.table.lines[name] - 1
        return [*lines[:start], " " * place.column + f"{name}:", *body, *lines[start + 1 :]]
    end = place.table.line  # after the line that names the code
    name = " " * place.column + ("regles:" if is_french else "rules:")
    return [*lines[:end], name, *body, *lines[end:]]


def _end_of_field(lines: list[str], start: int, column: int) -> int:
    """The line after a key's value: the next one that stands as far left, comments and blank lines before it kept."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        indent = len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent < column or (indent == column and not line.lstrip().startswith("- ")):
            break
        end = number + 1
    return end


def _end_of_block(lines: list[str], start: int, column: int) -> int:
    """The line after a table's last one."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if len(line) - len(line.lstrip()) < column:
            break
        end = number + 1
    return end


def _same(old: Value, new: Value, key: str) -> bool:
    """Whether a key says the same already; what is not written says its default."""
    return bool(_comparable(old, key) == _comparable(new, key))


def _comparable(value: Value, key: str) -> Value:
    if value in (None, "", [], {}) or (isinstance(value, str) and value == _NO_CHANGE.get(key)):
        return None
    if key in ("near", "not_near"):
        tables = value if isinstance(value, list) and all(isinstance(item, dict) for item in value) else [value]
        return [
            {k: _comparable(v, k) for k, v in (table if isinstance(table, dict) else {"any": table}).items()}
            for table in tables
        ]
    if isinstance(value, dict):
        return {name: _comparable(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [str(item) for item in value]
    said = keys.fold(str(value))
    return [str(_CHOICES[key].get(said, said)) if key in _CHOICES else str(value)]


# --- writing ------------------------------------------------------------------------------------------------------


def _written(fields: Mapping[str, Value], column: int, *, is_french: bool) -> list[str]:
    """A table as lines, a key each."""
    return [line for key, value in fields.items() for line in _field("", key, value, column, is_french=is_french)]


def _field(name: str, key: str, value: Value, column: int, *, is_french: bool) -> list[str]:
    """One key with its value; nothing where there is nothing to say."""
    if _comparable(value, key) is None:
        return []
    name = name or (_FRENCH_KEYS.get(key, key) if is_french else key)
    if key in ("include", "exclude", "examples", "counterexamples"):
        indent = " " * (column + STEP)
        return [" " * column + f"{name}:", *(f"{indent}- {_quoted(item)}" for item in value)]
    return [" " * column + f"{name}: {_flow(value, key, is_french=is_french)}"]


def _flow(value: Value, key: str, *, is_french: bool) -> str:
    if isinstance(value, dict):
        written = {k: v for k, v in value.items() if _comparable(v, k) is not None}
        names = {k: _FRENCH_KEYS.get(k, k) if is_french and key in ("near", "not_near") else k for k in written}
        return "{" + ", ".join(f"{names[k]}: {_flow(v, k, is_french=is_french)}" for k, v in written.items()) + "}"
    if isinstance(value, list):
        items = value[0] if key in ("near", "not_near") and len(value) == 1 else value
        if isinstance(items, dict):
            return _flow(items, key, is_french=is_french)
        return "[" + ", ".join(_flow(item, key, is_french=is_french) for item in items) + "]"
    if is_french and key in _FRENCH_VALUES:
        value = _FRENCH_VALUES[key].get(str(value), value)
    return str(value) if key in ("carry", "score") else _quoted(value)


def _quoted(value: object) -> str:
    """Always between double quotes: YAML bites French."""
    return json.dumps(str(value), ensure_ascii=False)


def _joined(text: str, lines: list[str]) -> str:
    return "\n".join(lines) + ("\n" if text.endswith("\n") or not text else "")
