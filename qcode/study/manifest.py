"""`exports/manifest.json`: what the exports were made from, so that anyone can tell whether they are current."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from qcode import __version__
from qcode.study import inputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qcode.model import Settings

FILE = "manifest.json"


def render(hashes: Mapping[str, str], outputs: Mapping[str, bytes], language: str, **more: object) -> bytes:
    """The manifest of one run: version, language, hashes of what went in and what came out, and what to show again."""
    content = {
        "qcode": __version__,
        "language": language,
        "inputs": dict(hashes),
        "outputs": {name: hashlib.sha256(data).hexdigest() for name, data in outputs.items()},
        **more,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def current(root: Path, settings: Settings, out: Path, language: str) -> dict[str, Any] | None:
    """The manifest in `out` when it is still true: same version, language and inputs, outputs untouched; else None."""
    try:
        manifest: dict[str, Any] = json.loads((out / FILE).read_bytes())
        untouched = all(
            hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
            for name, digest in manifest["outputs"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # unreadable is not current: the exports are simply made again
    made_by = (manifest.get("qcode"), manifest.get("language"))
    same = made_by == (__version__, language) and manifest.get("inputs") == inputs.hashes(root, settings)
    return manifest if untouched and same else None
