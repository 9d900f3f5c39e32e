"""Plain text and Markdown: the file itself is the text."""

from __future__ import annotations

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read(data: bytes, limits: Limits) -> Draft:
    """Decode a text file."""
    text, notes = decode(data)
    return Draft(canonical(text), notes=notes)
