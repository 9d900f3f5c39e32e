"""RTF, by striprtf."""

from __future__ import annotations

import re

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, UnreadableError

SUFFIXES = (".rtf",)
_CODEPAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = re.compile(r"\|(?=[^\n|]*\||\n)")


def read(data: bytes, limits: Limits) -> Draft:
    """The text of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("not_the_format", format="RTF")
    found = _CODEPAGE.search(data[:4096])
    codepage = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        b"".decode(codepage)
    except LookupError:
        codepage = "cp1252"
    text: str = rtf_to_text(  # type: ignore[no-untyped-call]
        data.decode("latin-1"), encoding=codepage, errors="replace"
    )
    return Draft(canonical(text).strip("\n"))
