"""The one catalogue of what people read: French first, English beside it. Standard library only.

A key is `area.name` (or deeper): `area` is a file, `qcode/words/<language>/<area>.toml`, read when first needed,
so that `qcode --help` pays for its own words alone. A text that depends on its number `n` is a table with `one` and
`other`; one with several numbers says `{added:decision|decisions}`, which becomes « 1 decision », « 1,234 decisions ».
French says the first for 0 and 1, English for 1 alone. A command is named by its English words, `<qcode run>`, and
shown as the reader types it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, SupportsIndex

from qcode.words.commands import with_commands
from qcode.words.speaking import LANGUAGES, language, speak, speaking
from qcode.words.typography import number

__all__ = ["LANGUAGES", "area", "language", "say", "speak", "speaking", "start_here"]


@cache
def area(name: str, code: str) -> dict[str, Any]:
    """All texts of one area in one language, as nested tables."""
    source = (files(__package__) / code / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(with_commands(source, code))


def start_here() -> str:
    """What a new study tells whoever opens its folder, in the current language: steps, files, rules on one page."""
    source = (files(__package__) / language() / "start_here.txt").read_text(encoding="utf-8")
    return with_commands(source, language())


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
    if "|" in entry:
        values = {key: _Count(value) if isinstance(value, SupportsIndex) else value for key, value in values.items()}
    return str(entry).format_map(values) if values else str(entry)


class _Count(int):
    """A number of things, which a text shows with the right word: `{n:passage|passages}`."""

    def __format__(self, words: str) -> str:
        one, bar, other = words.partition("|")
        return f"{number(self)} {one if _is_one(self) else other}" if bar else super().__format__(words)


def _is_one(n: object) -> bool:
    if not isinstance(n, (SupportsIndex, float)):
        return False
    return abs(float(n)) < 2 if language() == "fr" else n == 1
