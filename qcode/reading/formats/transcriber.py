"""Transcriber (.trs): turns with their speakers and times; overlapping speech is one turn for each speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Piece, UnreadableError, compose
from qcode.reading.shapes import seconds_or_none
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".trs",)


def read(data: bytes, limits: Limits) -> Draft:
    """The turns of a Transcriber file."""
    root = parse(data, limits)
    if local(root) != "Trans":
        raise UnreadableError("xml_unknown", root=local(root))
    names = {speaker.get("id", ""): speaker.get("name", "") for speaker in root.iter("Speaker")}
    pieces = [piece for turn in root.iter("Turn") for piece in _turn(turn, names)]
    return compose((canonical(who), canonical(words), time) for who, words, time in pieces)


def _turn(turn: _Element, names: dict[str, str]) -> Iterator[Piece]:
    """One piece, or one for each voice where several speak at once (`<Who nb="2"/>` says which)."""
    speakers = (turn.get("speaker") or "").split() or [""]
    said: dict[int, list[str]] = {}
    voice = 0
    for words in (turn, *turn):
        if local(words) == "Who":
            number = words.get("nb", "1")
            voice = int(number) - 1 if number in ("1", "2", "3", "4") else 0
        said.setdefault(voice, []).extend((_event(words), (words.text if words is turn else words.tail) or ""))
    for number, parts in sorted(said.items()):
        text = " ".join(" ".join(parts).split())
        speaker = speakers[number] if number < len(speakers) else speakers[-1]
        if text:
            yield names.get(speaker, speaker), text, seconds_or_none(turn.get("startTime", ""))


def _event(node: _Element) -> str:
    """A laugh, a noise, a comment of the transcriber: in brackets."""
    return f"[{node.get('desc', '')}]" if local(node) in ("Event", "Comment") and node.get("desc") else ""
