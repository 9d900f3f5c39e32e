"""Subtitles: WebVTT (with its voice tags) and SubRip. Made by a machine, until proofread."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from qcode.reading.bounds import Limits
from qcode.reading.cues import cues
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft, Piece, UnreadableError
from qcode.reading.shapes import seconds

SUFFIXES = (".vtt", ".srt")
_TIMING = re.compile(r"\s*(\d{1,4}:\d{2}(?::\d{2})?[.,]\d{1,3})\s*-->")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]*>|<\d[\d:.]*>|\{\\[^}\n]*\}")


def read(data: bytes, limits: Limits) -> Draft:
    """The cues of a subtitle file."""
    text, notes = decode(data)
    blocks = re.split(r"\n[^\S\n]*\n", canonical(text))
    pieces = [piece for block in blocks for piece in _cue(block.split("\n"))]
    if not pieces and text.strip():
        raise UnreadableError("not_the_format", format="WebVTT / SubRip")
    return cues(pieces, {"etat": "raw"}, notes)


def _cue(lines: list[str]) -> Iterator[Piece]:
    """What is said in one block; nothing where it is a note or a style."""
    timing = next((place for place, line in enumerate(lines[:3]) if _TIMING.match(line)), None)
    if timing is None:
        return
    found = _TIMING.match(lines[timing])
    time = seconds(found[1]) if found else None
    parts = _VOICE.split("\n".join(lines[timing + 1 :]))
    for speaker, words in zip(["", *parts[1::2]], parts[0::2], strict=True):
        clean = html.unescape(_TAG.sub("", words)).strip()
        if clean:
            yield html.unescape(speaker).strip(), clean, time
