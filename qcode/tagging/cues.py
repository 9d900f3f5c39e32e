"""Read `cues.toml`, the linguistic data of this room, once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, TypeAlias

from qcode.language import fold

Expressions: TypeAlias = Mapping[str, Sequence[tuple[str, ...]]]

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))


def words(area: str, name: str) -> frozenset[str]:
    """A list of single words, folded."""
    return frozenset(map(fold, _DATA[area][name]))


FILLERS = words("fillers", "always")
SET_OFF = words("fillers", "set_off")
ELIDED: dict[str, str] = _DATA["clause"]["elided"]


def expressions(area: str, name: str) -> Expressions:
    """A list of expressions, each as its folded words, by the first of them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in _DATA[area][name]:
        first, *_ = words = tuple(map(fold, text.split()))
        found.setdefault(first, []).append(words)
    return found
