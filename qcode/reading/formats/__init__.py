"""The formats that can be read: one small file each. To add one, write its file and name it in `READERS`.

A format has `SUFFIXES` and `read(data) -> Draft`, which raises `UnreadableError` for what it cannot read.
"""

from __future__ import annotations

from collections.abc import Callable

from qcode.reading.draft import Draft
from qcode.reading.formats import docx, text

READERS: dict[str, Callable[[bytes], Draft]] = {
    suffix: reader.read for reader in (text, docx) for suffix in reader.SUFFIXES
}
