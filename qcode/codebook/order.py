"""The reading order of a guide: a parent before its children, top-level codes by rank, each id once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcode.errors import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qcode.model import Code, Rule


def in_order(found: Iterable[tuple[float, Code]], problems: list[Problem]) -> tuple[Code, ...]:
    """The codes in reading order; those defined twice, without their parent or in a circle are left out and told."""
    ranked = _once(found, problems)
    children: dict[str, list[tuple[float, Code]]] = {}
    for rank, code in ranked.values():
        children.setdefault(code.parent.casefold(), []).append((rank, code))
    ordered = tuple(_below("", children))
    kept = {code.id for code in ordered}
    for _, code in ranked.values():
        if code.id not in kept:
            problems.append(error("code_parent_unknown", code.file, code.line, id=code.id, parent=code.parent))
    return tuple(_with_rules_once(ordered, problems))


def _below(parent: str, children: dict[str, list[tuple[float, Code]]]) -> Iterator[Code]:
    for _, code in sorted(children.get(parent, ()), key=lambda pair: pair[0]):
        yield code
        yield from _below(code.id.casefold(), children)


def _once(found: Iterable[tuple[float, Code]], problems: list[Problem]) -> dict[str, tuple[float, Code]]:
    kept: dict[str, tuple[float, Code]] = {}
    for rank, code in found:
        _, first = kept.setdefault(code.id.casefold(), (rank, code))
        if first is not code:
            where = f"{first.file}:{first.line}"
            problems.append(error("code_twice", code.file, code.line, id=code.id, first=where))
    return kept


def _with_rules_once(codes: Iterable[Code], problems: list[Problem]) -> Iterator[Code]:
    seen: dict[str, Rule] = {}
    tops: dict[str, str] = {}
    for code in codes:
        tops[code.id.casefold()] = top = tops.get(code.parent.casefold(), code.id)
        kept = []
        for rule in code.rules:
            first = seen.setdefault(rule.id, rule)
            if first is rule:
                kept.append(replace(rule, family=top))
            else:
                where = f"{first.file}:{first.line}"
                problems.append(error("rule_twice", rule.file, rule.line, id=rule.id, first=where))
        yield replace(code, rules=tuple(kept))
