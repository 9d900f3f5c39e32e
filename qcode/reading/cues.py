"""Timed pieces, as subtitles and speech-to-text cut them, to a draft: one turn for what one speaker says on end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from qcode.reading.draft import Draft, Note, Piece, compose
from qcode.reading.labels import is_name, says_role
from qcode.reading.shapes import COLON, matches

_LABELLED, _REPEATED = 0.8, 0.1  # of the pieces: begin with a label; with the label of the piece before


def runs(pieces: Iterable[Piece]) -> list[Piece]:
    """Bring together what one speaker says without a break, in formats that cut at every breath."""
    found: list[Piece] = []
    for speaker, words, time in pieces:
        words = " ".join(words.split())
        if found and found[-1][0] == speaker:
            found[-1] = (speaker, f"{found[-1][1]} {words}", found[-1][2])
        elif words:
            found.append((speaker, words, time))
    return found


def cues(pieces: Iterable[Piece], attributes: Mapping[str, str], notes: tuple[Note, ...] = ()) -> Draft:
    """The draft of timed pieces: turns where they have speakers, else lines in which labels are looked for."""
    pieces = _named(list(pieces))
    if any(speaker for speaker, _, _ in pieces):
        return compose(runs(pieces), attributes, notes)
    lines, marks, place = [], [], 0
    for _, words, time in pieces:
        if time is not None:
            marks.append((place, time))
        lines.append(words.strip())
        place += len(lines[-1]) + 1
    return Draft("\n".join(lines), (), attributes, notes, tuple(marks))


def _named(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces with the speaker that each names at its beginning, if done at every breath: `Awa Diop: and then`."""
    heads = matches(((place, words) for place, (_, words, _) in enumerate(pieces)), COLON)
    found = {head.start: head for head in heads if is_name(head.label) or says_role(head.label)}
    repeated = sum(
        a in found and b in found and found[a].label == found[b].label for a, b in pairwise(range(len(pieces)))
    )
    if any(speaker for speaker, _, _ in pieces) or len(found) < _LABELLED * len(pieces):
        return pieces
    if repeated < _REPEATED * len(pieces):
        return pieces
    named: list[Piece] = []
    for place, (_, words, time) in enumerate(pieces):
        head = found.get(place)
        speaker = head.label if head else (named[-1][0] if named else "")
        named.append((speaker, words[head.speech - place :] if head else words, time))
    return named
