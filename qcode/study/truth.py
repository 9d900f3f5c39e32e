"""Which files are true: transcripts and what stands beside them, codings, guide, settings, actors and findings.

Everything else is made from them, and what is made is never written over what is true, whatever the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.language.lemmas import FILE as LEMMAS
from qcode.study import settings

if TYPE_CHECKING:
    from pathlib import Path

FILES = frozenset({settings.FILE, LEMMAS, "actors.yaml", "constats.yaml"})
"""Beside the folders, what people write at the root of a study."""


def is_true(path: Path) -> bool:
    """Whether a path, existing or not, belongs to what is true of the study around it, whichever study that is."""
    path = path.resolve()
    return any(_is_of(root, path) for root in path.parents if (root / settings.FILE).is_file())


def _is_of(root: Path, path: Path) -> bool:
    if path.name.casefold() in FILES and path.parent.is_dir() and path.parent.samefile(root):
        return True
    study, _ = settings.read(root)
    true = max(_depth(root / folder, path) for folder in (study.transcripts, study.codebook))
    return true > _depth(root / study.exports, path)


def _depth(folder: Path, path: Path) -> int:
    """How deep the folder lies that holds a path, -1 where it does not; names that differ by case alone are one."""
    if not folder.is_dir():
        return -1
    above = (each for each in path.parents if each.is_dir() and each.samefile(folder))
    return max((len(each.parts) for each in above), default=-1)
