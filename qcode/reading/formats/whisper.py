"""JSON of Whisper, WhisperX and whisper.cpp, with or without speakers. Made by a machine, until proofread."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from qcode.reading.bounds import Limits
from qcode.reading.cues import cues
from qcode.reading.decode import canonical, decode
from qcode.reading.draft import Draft, Piece, UnreadableError

SUFFIXES = (".json",)


def read(data: bytes, limits: Limits) -> Draft:
    """The segments of a speech-to-text result."""
    text, notes = decode(data)
    found = load(text)
    segments = found
    if isinstance(found, dict):
        segments = found.get("segments", found.get("transcription"))
        if segments is None and isinstance(found.get("text"), str):
            segments = [found]
    if not isinstance(segments, list):
        raise UnreadableError("json_unknown")
    return cues(list(_pieces(segments)), {"etat": "raw"}, notes)


def load(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Parse JSON.

    Raises:
        UnreadableError: cut short, malformed, nested too deep.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise UnreadableError("json_broken", at=problem.lineno) from problem
    except (RecursionError, ValueError) as problem:
        raise UnreadableError("json_broken", at=1) from problem


def _pieces(segments: list[Any]) -> Iterator[Piece]:
    for segment in segments:
        words = segment.get("text") if isinstance(segment, dict) else None
        if isinstance(words, str) and words.strip():
            speaker = segment.get("speaker", segment.get("speaker_id", ""))
            yield str(speaker if speaker is not None else ""), canonical(words.strip()), _time(segment)


def _time(segment: dict[str, Any]) -> float | None:
    """Seconds, from `start` or from whisper.cpp's milliseconds; a time that is no time is no time."""
    offsets = segment.get("offsets")
    value = segment.get("start")
    if isinstance(offsets, dict) and isinstance(offsets.get("from"), (int, float)):
        value = offsets["from"] / 1000
    fine = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
    return float(value) if fine and value is not None else None
