"""The one catalogue of what people read: French first, English beside it. Standard library only.

A key is `area.name` (or deeper): `area` is a file, `qcode/words/<language>/<area>.toml`, read when first needed,
so that `qcode --help` pays for its own words alone. A text that depends on a number is a table with `one` and
`other`; French says `one` for 0 and 1, English for 1 alone.
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
_language: ContextVar[str] = ContextVar("language", default="fr")


def language() -> str:
    """The language that people read now."""
    return _language.get()


def speak(code: str) -> None:
    """Choose the language; an unknown one falls back to French."""
    _language.set(code if code in LANGUAGES else "fr")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Choose the language for a while."""
    token = _language.set(code if code in LANGUAGES else "fr")
    try:
        yield
    finally:
        _language.reset(token)


@cache
def area(name: str, code: str) -> dict[str, Any]:
    """All texts of one area in one language, as nested tables."""
    return tomllib.loads((files(__package__) / code / f"{name}.toml").read_text(encoding="utf-8"))


def say(key: str, /, **values: object) -> str:
    """The text for a key in the current language, with its values; `n` chooses between `one` and `other`.

    Raises:
        KeyError: no text has this key. A test walks every key, so people never see it.
    """
    name, *path = key.split(".")
    entry: Any = area(name, language())
    for step in path:
        entry = entry[step]
    if isinstance(entry, dict):
        entry = entry["one" if _is_one(values.get("n", 0)) else "other"]
    return str(entry).format_map(values) if values else str(entry)


def _is_one(n: object) -> bool:
    return isinstance(n, (int, float)) and (abs(n) < 2 if language() == "fr" else n == 1)
