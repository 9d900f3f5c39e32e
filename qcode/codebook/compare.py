"""Two versions of a guide, side by side: codes and rules that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcode.codebook.load import load
from qcode.model import Code, Codebook, Rule, Settings

if TYPE_CHECKING:
    from pathlib import Path

DEFINING = ("label", "parent", "definition", "include", "exclude", "examples", "retired")


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that differs; `kind` is added, removed, defined (what a coder must know), or rule_ with the same."""

    kind: str
    path: str  # dotted path of the code
    what: str  # the rule, or the fields that changed


def load_folder(folder: Path) -> Codebook:
    """The guide in a folder, wherever it lies; what is wrong in it is left out."""
    return load(folder.parent, Settings(codebook=folder.name))[0]


def compare(old: Codebook, new: Codebook) -> list[Changed]:
    """All differences, in the order of the new guide, then what is gone."""
    before = {code.id: code for code in old.codes}
    after = {code.id for code in new.codes}
    found = [item for code in new.codes for item in _code(before.get(code.id), code, new.path(code.id))]
    return found + [Changed("removed", old.path(code.id), "") for code in old.codes if code.id not in after]


def _code(before: Code | None, after: Code, path: str) -> Iterator[Changed]:
    if before is None:
        yield Changed("added", path, "")
        return
    fields = [name for name in DEFINING if getattr(before, name) != getattr(after, name)]
    if fields:
        yield Changed("defined", path, ", ".join(fields))
    rules = {rule.id: rule for rule in before.rules}
    for rule in after.rules:
        old = rules.pop(rule.id, None)
        if old is None:
            yield Changed("rule_added", path, rule.id)
        elif _said(old) != _said(rule):
            yield Changed("rule_changed", path, rule.id)
    yield from (Changed("rule_removed", path, name) for name in rules)


def _said(rule: Rule) -> Rule:
    """A rule without where it is written."""
    return replace(rule, file="", line=0)
