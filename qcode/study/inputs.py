"""Which files a study is made of, and whether any has changed: a hash each, read without understanding them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qcode.model import Settings


def paths(root: Path, settings: Settings) -> Iterator[Path]:
    """Every file that the study's figures depend on, in a fixed order."""
    for name in ("qcode.toml", "lemmes.csv", "actors.yaml", "constats.yaml"):
        if (root / name).is_file():
            yield root / name
    for folder in (settings.codebook, settings.transcripts):
        yield from sorted(p for p in (root / folder).rglob("*") if p.is_file() and not p.is_symlink())


def hashes(root: Path, settings: Settings) -> dict[str, str]:
    """The SHA-256 of each input, by its path within the study."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths(root, settings)
    }
