"""Word: paragraphs and table cells in reading order, one line each."""

from __future__ import annotations

import io
import zipfile

from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, UnreadableError

SUFFIXES = (".docx",)


def read(data: bytes) -> Draft:
    """The text of a Word file as a reader sees it."""
    import docx
    from docx.opc.exceptions import OpcError
    from docx.oxml.ns import qn

    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as problem:
        raise UnreadableError("not_a_docx") from problem
    pieces = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    paragraphs = (
        "".join(node.text or "" if node.tag == qn("w:t") else pieces.get(node.tag, "") for node in paragraph.iter())
        for paragraph in body.iter(qn("w:p"))
    )
    return Draft(canonical("\n".join(paragraphs)))
