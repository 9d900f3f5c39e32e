"""A rule before it is saved: terms or YAML as somebody types them, read with the word lists of the guide."""

from __future__ import annotations

import json
from textwrap import dedent, indent
from typing import TYPE_CHECKING

from qcode.codebook.load import loads, read_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qcode.errors import Problem
    from qcode.model import Rule, Settings

FILE = "(essai)"
"""What problems call the place where the draft was typed."""
CODE = "essai_provisoire"


def draft_rule(root: Path, settings: Settings, source: str) -> tuple[Rule | None, list[Problem]]:
    """The rule that a piece of YAML says (`any: [...]`, `near: ...`, in French or English keys), or None and why."""
    rule = indent(dedent(source).strip("\n"), "    ").lstrip()
    return _read(root, settings, f'id: "{CODE}"\nrules:\n  - {rule}\n')


def draft_terms(root: Path, settings: Settings, terms: Sequence[str]) -> tuple[Rule | None, list[Problem]]:
    """A rule that looks for these terms alone; `$lists` of the guide are understood."""
    return _read(root, settings, json.dumps({"id": CODE, "rules": [{"any": list(terms)}]}, ensure_ascii=False))


def _read(root: Path, settings: Settings, text: str) -> tuple[Rule | None, list[Problem]]:
    texts, _ = read_files(root, settings)
    guide, problems = loads({**texts, FILE: text}, settings.language)
    code = guide.find(CODE)
    rule = code.rules[0] if code and code.rules else None
    return rule, [problem for problem in problems if problem.file == FILE]
