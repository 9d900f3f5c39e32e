"""RTF, by striprtf, which knows no tracked changes: they are accepted before (insertions in, deletions out)."""

from __future__ import annotations

import re
from typing import NamedTuple

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError

SUFFIXES = (".rtf",)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = re.compile(rb"\\(?:nest)?cell(?![a-z])")
_TRACKED = re.compile(rb"\\(?:deleted|revised)(?![a-z0])")
_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-z]|[{}]|[^\\{}]+|\\", re.DOTALL
)
_SIGNS = frozenset(b"u tab line emdash endash emspace enspace qmspace bullet lquote rquote ldblquote rdblquote".split())
"""Control words that stand for a sign of the text."""


def read(data: bytes, limits: Limits) -> Draft:
    """The text of an RTF file; cells of a row are separated by tabs."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("not_the_format", format="RTF")
    found = _accepted(data) if _TRACKED.search(data) else _Accepted(data)
    source = _CELL.sub(rb"\\tab", found.data).decode("latin-1")
    text: str = rtf_to_text(source, encoding=_codepage(data), errors="replace")  # type: ignore[no-untyped-call]
    changes = {"inserted": found.inserted, "deleted": found.deleted}
    notes = (Note("tracked_changes", changes),) if any(changes.values()) else ()
    return Draft(canonical("\n".join(line.rstrip("\t") for line in text.split("\n"))).strip("\n"), notes=notes)


class _Accepted(NamedTuple):
    """A file without what was deleted, and how many changes it held."""

    data: bytes
    inserted: int = 0
    deleted: int = 0


def _accepted(data: bytes) -> _Accepted:
    r"""Leave out what is marked as deleted; the mark ends with its group, `\deleted0` or `\plain`."""
    kept: list[bytes] = []
    gone, inserted, deleted = [False], 0, 0
    for token in _TOKEN.finditer(data):
        word, on = token["word"], token["number"] != b"0"
        if token[0] == b"{":
            gone.append(gone[-1])
        elif token[0] == b"}" and len(gone) > 1:
            gone.pop()
        elif word == b"deleted":
            deleted += on and not gone[-1]
            gone[-1] = on
        elif word == b"plain":
            gone[-1] = False
        inserted += word == b"revised" and on
        if not gone[-1] or token[0] in b"{}" or (word and word not in _SIGNS):
            kept.append(token[0])
    return _Accepted(b"".join(kept), inserted, deleted)


def _codepage(data: bytes) -> str:
    """The encoding that the file names, if there is one of that name."""
    found = _CODEPAGE.search(data[:4096])
    codepage = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        b"".decode(codepage)
    except LookupError:
        return "cp1252"
    return codepage
