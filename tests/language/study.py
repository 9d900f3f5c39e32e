"""An interview as the readers make them, from lines."""

from __future__ import annotations

import hashlib
import re

from qcode.model import Interview, Role, Span, Turn
from qcode.reading.segments import segments

ROLES = {"E": Role.INTERVIEWER, "R": Role.INTERVIEWEE, "": Role.OTHER}


def interview(*turns: tuple[str, str], id: str = "a") -> Interview:
    """An interview of (label, words) turns; E asks, R answers, "" is a stage direction."""
    text, made = "", []
    for number, (label, words) in enumerate(turns, 1):
        start = len(text) + len(label) + 3
        made.append(Turn(number, label, ROLES[label], Span(start, start + len(words))))
        text += f"{label} : {words}\n\n"
    stage = tuple(Span(*found.span()) for found in re.finditer(r"\[[^]]*\]", text))
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Interview(
        id, "E01", f"{id}.txt", sha, text, {}, tuple(made), segments(text, made, stage, "sentence"), stage=stage
    )
