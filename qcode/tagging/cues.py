"""Read `cues.toml`, the linguistic data of this room, once."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from qcode.language import fold

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))


def words(area: str, name: str) -> frozenset[str]:
    """A list of single words, folded."""
    return frozenset(map(fold, _DATA[area][name]))


FILLERS = words("fillers", "always")
SET_OFF = words("fillers", "set_off")
ELIDED: dict[str, str] = _DATA["clause"]["elided"]


def expressions(area: str, name: str) -> frozenset[tuple[str, ...]]:
    """A list of expressions, each as its folded words."""
    return frozenset(tuple(map(fold, text.split())) for text in _DATA[area][name])
