"""oTranscribe (.otr): JSON around a piece of HTML, time codes in the text."""

from __future__ import annotations

from qcode.reading.bounds import Limits
from qcode.reading.decode import decode
from qcode.reading.draft import Draft, UnreadableError
from qcode.reading.formats.html import page_text
from qcode.reading.formats.whisper import load

SUFFIXES = (".otr",)


def read(data: bytes, limits: Limits) -> Draft:
    """The text that oTranscribe shows."""
    text, notes = decode(data)
    found = load(text)
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise UnreadableError("json_unknown")
    page = page_text(found["text"], limits)
    return Draft(page.text, notes=notes, strong=page.strong)
