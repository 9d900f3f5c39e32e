"""How numbers, quotations and sorted lists look in French and in English. Standard library only."""

from __future__ import annotations

import re
import unicodedata

from qcode.words.speaking import language

NO_BREAK = "\u00a0"
THIN = "\u202f"  # narrow no-break space: thousands, and before ; ! ? %
_OPENING, _CLOSING = re.compile(r"«\s*"), re.compile(r"\s*»")


def number(value: float, decimals: int = 0) -> str:
    """A number as people write it: `1 234,5` (narrow no-break space) in French, `1,234.5` in English."""
    text = f"{value:,.{decimals}f}"
    return text if language() == "en" else text.replace(",", THIN).replace(".", ",")


def percent(value: float, decimals: int = 0) -> str:
    """A share between 0 and 1 as a percentage: `45 %` with its narrow space in French, `45%` in English."""
    return number(100 * value, decimals) + ("%" if language() == "en" else f"{THIN}%")


def quoted(text: str) -> str:
    """A quotation in the current language's marks; those inside it become the second level's, its words stay."""
    opening, closing = ("‘", "’") if language() == "en" else ("“", "”")
    inside = _CLOSING.sub(closing, _OPENING.sub(opening, text))
    if language() == "en":
        return f"“{inside.replace('“', opening).replace('”', closing)}”"
    return f"«{NO_BREAK}{inside}{NO_BREAK}»"


def collate(text: str) -> tuple[str, str]:
    """A sorting key that puts `État` among the E: letters first, accents only to decide between equals."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in bare if not unicodedata.combining(c)), text
