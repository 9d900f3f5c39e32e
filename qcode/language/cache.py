"""Keep the columns of interviews in files, so that a text is parsed once. Any file here may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from qcode.language.folding import NORMALISER
from qcode.language.tokens import Entry, Tokens
from qcode.model import Interview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = "2"
"""Version of what is kept, and of how it is taken from the parser."""

ABANDONED = 3600
"""Seconds after which nobody is writing a half-written file any more."""

_COLUMNS = ("start", "end", "entry", "segment")


@cache
def installed(model: str) -> str:
    """The version of spaCy or of an installed pipeline, "" where there is none; spaCy itself is not asked."""
    try:
        return version(model.replace("_", "-"))
    except (PackageNotFoundError, ValueError):
        return ""


def key(interview: Interview, model: str) -> str:
    """Everything that the columns of an interview depend on, in one hash."""
    bounds = ";".join(f"{segment.span.start},{segment.span.end}" for segment in interview.segments)
    turns = ";".join(f"{turn.role},{turn.span.start},{turn.span.end}" for turn in interview.turns)
    stage = ";".join(f"{span.start},{span.end}" for span in interview.stage)
    parts = (FORMAT, NORMALISER, model, installed(model), installed("spacy"), bounds, turns, stage, interview.text)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read(folder: Path, interview: Interview, model: str) -> Tokens | None:
    """The columns kept for an interview as it is today; None where there are none, or stale or broken ones."""
    import numpy as np

    try:
        with _place(folder, interview.id).open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if kept["key"].tobytes().decode("ascii") != key(interview, model):
                return None
            columns = {name: kept[name] for name in _COLUMNS}
            rows = kept["entries"].tobytes().decode("utf-8").split("\n")[:-1]
            entries = tuple(Entry(*row.split("\t")) for row in rows)
            tokens = Tokens(interview.id, **columns, entries=entries)
            return tokens if _is_sound(tokens, interview) else None
    except Exception:  # whatever is wrong with a derived file, the answer is to make it again
        return None


def write(folder: Path, interview: Interview, model: str, tokens: Tokens) -> None:
    """Keep the columns of an interview; a reader sees the whole file or none of it."""
    import numpy as np

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    rows = "".join(f"{entry.form}\t{entry.lemma}\t{entry.tag}\n" for entry in tokens.entries)
    columns = {name: getattr(tokens, name) for name in _COLUMNS}
    handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, key=_bytes(key(interview, model)), entries=_bytes(rows), **columns)
        Path(name).replace(_place(folder, interview.id))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(folder: Path, interviews: Iterable[Interview]) -> None:
    """Delete what is kept for interviews that the study no longer has, and what a crash left half written."""
    kept = {_place(folder, interview.id) for interview in interviews}
    for path in set(folder.glob("*.npz")) - kept:
        path.unlink(missing_ok=True)
    for path in folder.glob("*.tmp"):
        with suppress(FileNotFoundError):  # somebody else was quicker
            if path.stat().st_mtime < time() - ABANDONED:
                path.unlink()


def _place(folder: Path, identifier: str) -> Path:
    return folder / f"{hashlib.sha256(identifier.encode()).hexdigest()[:32]}.npz"


def _bytes(text: str) -> NDArray[np.uint8]:
    import numpy as np

    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def _is_sound(tokens: Tokens, interview: Interview) -> bool:
    """Whether columns that could be read can also be used: a flipped byte must not become a wrong quotation."""
    rows = len(tokens)
    columns = (tokens.start, tokens.end, tokens.entry, tokens.segment)
    if any(column.shape != (rows,) or column.dtype != "int32" for column in columns):
        return False
    return not rows or bool(
        (tokens.start >= 0).all()
        and (tokens.start < tokens.end).all()
        and tokens.end.max() <= len(interview.text)
        and (tokens.start[1:] >= tokens.end[:-1]).all()
        and tokens.entry.min() >= 0
        and tokens.entry.max() < len(tokens.entries)
        and tokens.segment.min() >= 0
        and tokens.segment.max() < len(interview.segments)
    )
