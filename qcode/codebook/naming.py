"""An id for a code that has none yet, from the words of its label."""

from __future__ import annotations

import re
import unicodedata


def free_id(label: str, taken: set[str]) -> str:
    """An ASCII id that nobody has yet, from the words of a label."""
    letters = unicodedata.normalize("NFKD", label.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in letters if not unicodedata.combining(c)))
    bare = "_".join(words)[:40].strip("_")
    bare = bare if bare[:1].isalpha() else f"code_{bare}".strip("_")
    return next(name for name in (bare, *(f"{bare}_{n}" for n in range(2, 10_000))) if name not in taken)
