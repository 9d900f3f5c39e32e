"""Plain text and Markdown: the file itself is the text."""

from __future__ import annotations

from qcode.reading.bold import in_markdown
from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft

SUFFIXES = (".txt", ".md", ".markdown", ".text")


def read(data: bytes, limits: Limits) -> Draft:
    """Decode a text file."""
    decoded, notes = decode(data)
    text = canonical(decoded)
    return Draft(text, notes=notes, strong=in_markdown(text))
