"""The formats that can be read: one small file each. To add one, write its file and name it below.

A format has `SUFFIXES` and `read(data, limits) -> Draft`, which raises `UnreadableError` for what it cannot read.
"""

from __future__ import annotations

from collections.abc import Callable

from qcode.reading.bounds import Limits
from qcode.reading.draft import Draft
from qcode.reading.formats import (
    chat,
    docx,
    elan,
    html,
    odt,
    otranscribe,
    pdf,
    praat,
    rtf,
    subtitles,
    tei,
    text,
    transcriber,
    whisper,
)

Reader = Callable[[bytes, Limits], Draft]

PLAIN: dict[str, Reader] = {
    suffix: reader.read for reader in (text, subtitles, whisper, praat, chat) for suffix in reader.SUFFIXES
}
"""Text that our own lines read, in this process."""

BOUNDED: dict[str, Reader] = {
    suffix: reader.read
    for reader in (docx, odt, rtf, pdf, html, otranscribe, transcriber, tei, elan)
    for suffix in reader.SUFFIXES
}
"""Archives, XML, HTML, PDF: what a library parses, in the child process (`sandbox`)."""

SUFFIXES = frozenset({*PLAIN, *BOUNDED})
