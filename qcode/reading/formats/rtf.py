"""RTF, by striprtf, which knows no tracked changes: deletions are still in the text, and it is said."""

from __future__ import annotations

import re

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError

SUFFIXES = (".rtf",)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = re.compile(rb"\\(?:nest)?cell(?![a-z])")
_DELETED = re.compile(rb"\\deleted(?![a-z0])")


def read(data: bytes, limits: Limits) -> Draft:
    """The text of an RTF file; cells of a row are separated by tabs."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("not_the_format", format="RTF")
    source = _CELL.sub(rb"\\tab", data).decode("latin-1")
    text: str = rtf_to_text(source, encoding=_codepage(data), errors="replace")  # type: ignore[no-untyped-call]
    notes = (Note("deletions_still_read"),) if _DELETED.search(data) else ()
    return Draft(canonical("\n".join(line.rstrip("\t") for line in text.split("\n"))).strip("\n"), notes=notes)


def _codepage(data: bytes) -> str:
    """The encoding that the file names, if there is one of that name."""
    found = _CODEPAGE.search(data[:4096])
    codepage = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        b"".decode(codepage)
    except LookupError:
        return "cp1252"
    return codepage
