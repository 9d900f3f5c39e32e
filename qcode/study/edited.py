"""Documents that people go on writing in: a new version never takes the place of one that they changed."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from qcode.errors import Problem, QcodeError, warning
from qcode.study.writing import free_name, replace

if TYPE_CHECKING:
    from pathlib import Path

FILE = "documents.json"


def put_version(path: Path, data: bytes, cache: Path) -> tuple[Path, list[Problem]]:
    """Put a document in place or, where people changed the one that is there, beside it; where it is now.

    What was made is remembered in the cache; a document that nobody remembers making counts as changed.

    Raises:
        QcodeError: what `replace` raises.
    """
    made = _made(cache)
    changed = path.exists() and _hash(path.read_bytes()) not in (made.get(_key(path, cache)), _hash(data))
    target = path.with_name(free_name(path)) if changed else path
    replace(target, data)
    made[_key(target, cache)] = _hash(data)
    with suppress(QcodeError):  # the document is there; next time it counts as changed
        replace(cache / FILE, json.dumps(made, ensure_ascii=False, indent=1).encode())
    return target, [warning("document_edited", str(path), name=target.name)] if changed else []


def _key(path: Path, cache: Path) -> str:
    """Where a document lies, seen from its study: a copied study knows its own."""
    root, full = cache.resolve().parent, path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else str(full)


def _made(cache: Path) -> dict[str, str]:
    """The hash of each document as it was made; {} where nothing, or nothing readable, is remembered."""
    try:
        made = json.loads((cache / FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) else {}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
