"""Small interviews, guides and decisions for the tests of codings."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from itertools import count

from qcode.codings import anchor
from qcode.model import Code, Codebook, Decision, Interview, Kind, Role, Segment, Settings, Span, Suggestion, Turn

SENTENCE = re.compile(r"[^.?!…]+[.?!…]*")
ROLES = {"E": Role.INTERVIEWER, "*": Role.OTHER}

GUIDE = Codebook(
    (
        Code("temps", "", {"fr": "Temps"}),
        Code("urgence", "temps", {"fr": "Urgence"}),
        Code("lenteur", "temps", {"fr": "Lenteur"}),
        Code("lieux", "", {"fr": "Lieux"}),
    ),
    "guide-1",
)
ANY = Settings()


def interview(text: str, name: str = "un") -> Interview:
    """One turn a line, `label: what is said`; `E` asks, `*` is a stage direction, anybody else answers."""
    text = unicodedata.normalize("NFC", text)
    turns: list[Turn] = []
    segments: list[Segment] = []
    for line in re.finditer(r"[^\n]+", text):
        label, _, said = line.group().partition(":")
        start = line.start() + len(label) + 1 + len(said) - len(said.lstrip())
        turn = Turn(len(turns) + 1, label, ROLES.get(label, Role.INTERVIEWEE), Span(start, line.end()))
        turns.append(turn)
        for piece in SENTENCE.finditer(text, start, line.end()):
            words = re.findall(r"\w+(?:[’'-]\w+)*", piece.group())
            first = piece.start() + len(piece.group()) - len(piece.group().lstrip())
            last = piece.start() + len(piece.group().rstrip())
            if words and first < last:
                segments.append(Segment(len(segments), turn.number, Span(first, last), len(words)))
    sha = sha256(text.encode()).hexdigest()
    return Interview(name, "E01", f"transcripts/{name}.txt", sha, text, {}, tuple(turns), tuple(segments))


_clock = count(1)


def decision(kind: Kind, coder: str, where: Interview, quote: str = "", code: str = "", **more: object) -> Decision:
    """A decision on the first place of a quotation, later than all made before."""
    clock = next(_clock)
    start = where.text.index(quote)
    place = anchor(where, Span(start, start + len(quote))) if quote else None
    made = {"id": f"d{clock}", "clock": clock, "at": "2026-01-02T03:04:05Z", "anchor": place, "code": code, **more}
    return Decision(kind=kind, coder=coder, interview=where.id, sha256=where.sha256, **made)  # type: ignore[arg-type]


def suggestion(where: Interview, quote: str, code: str) -> Suggestion:
    """A proposal of a rule for the segment that holds a quotation."""
    start = where.text.index(quote)
    segment = next(s for s in where.segments if s.span.start <= start < s.span.end)
    return Suggestion(f"{where.id}-{segment.number}-{code}", where.id, segment.number, code, 1.0, ())
