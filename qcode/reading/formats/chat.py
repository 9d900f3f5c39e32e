"""CHAT (.cha): main lines with their speakers and times; dependent tiers are left out, events stand in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft, Piece, UnreadableError, compose

SUFFIXES = (".cha",)
_BULLET = re.compile(r"\x15(\d+)_\d+\x15")
_EVENT = re.compile(r"&=([\w:]+)|\[=! ?([^\]\n]+)\]")
_MARKS = re.compile(r"\[[/+*<>%=^][^\]\n]*\]|[<>]|&[-+~]?(?=\w)|\+[/\".,!?=]+(?=\s|\Z)")
_ASKS = frozenset({"interviewer", "investigator", "researcher"})


def read(data: bytes, limits: Limits) -> Draft:
    """The main lines of a CHAT file; `@Participants` says who asks."""
    text, notes = decode(data)
    lines = re.sub(r"\n[ \t]+", " ", canonical(text)).split("\n")
    pieces = [piece for line in lines if line.startswith("*") for piece in _said(line)]
    if not pieces and text.strip():
        raise UnreadableError("not_the_format", format="CHAT (.cha)")
    return compose(pieces, _header(lines), notes)


def _said(line: str) -> Iterator[Piece]:
    speaker, _, words = line[1:].partition(":")
    bullet = _BULLET.search(words)
    words = _EVENT.sub(lambda found: f"[{found[1] or found[2]}]", _BULLET.sub("", words))
    words = re.sub(r" +([.…,])", r"\1", " ".join(_MARKS.sub(" ", words).split()))
    if words:
        yield speaker.strip(), words, int(bullet[1]) / 1000 if bullet else None


def _header(lines: list[str]) -> dict[str, str]:
    """Who asks, who answers, and when, from the lines that begin with `@`."""
    found: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if name == "@Participants":
            people = [person.split() for person in value.split(",")]
            asking = [words[0] for words in people if words and words[-1].lower() in _ASKS]
            answering = [words[0] for words in people if words and words[0] not in asking]
            found |= {"enqueteur": ", ".join(asking), "enquete": ", ".join(answering)}
        elif name == "@Date":
            found["date"] = value.strip()
    return {name: value for name, value in found.items() if value}
