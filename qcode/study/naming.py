"""Names of files and of people: what every disk takes, and which names people would take for one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_FILE_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(text: str) -> str:
    """A name that every system and sync client takes, as close to the text as can be."""
    name = _NO_FILE_NAME.sub("-", text).strip(". ") or "_"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name.encode()) <= 100:
        return name
    return f"{name.encode()[:80].decode('utf-8', 'ignore')}-{sha256(text.encode()).hexdigest()[:12]}"


def same_file(name: str) -> str:
    """What is the same for names that some disk takes for one: case and the form of accents don't count."""
    return unicodedata.normalize("NFC", name).casefold()


def tidy(name: str) -> str:
    """A person's name as it is kept: composed accents, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def alike(name: str) -> str:
    """What is the same for names that people would take for one: its letters and digits, without accents or case."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(filter(str.isalnum, plain)) or tidy(name)


def taken_for_one(names: Iterable[str]) -> list[list[str]]:
    """The names that others are too like, each group in the order given."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[alike(name)].append(name)
    return [group for group in groups.values() if len(group) > 1]
