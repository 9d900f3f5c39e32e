"""XML parsed with care: no network, no external file, no entity of the document's own, bounded depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

USUAL_DEPTH = 256
"""What the parser allows without being told that a document is huge."""
_PROLOGUE = 65536  # bytes in which a document defines what it defines
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def parse(data: bytes, limits: Limits) -> _Element:
    """The root element of a document.

    Raises:
        UnreadableError: not XML, too deep, or a document that defines entities.
    """
    from lxml import etree

    if b"<!ENTITY" in data[:_PROLOGUE]:
        raise UnreadableError("xml_entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=limits.depth > USUAL_DEPTH,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise UnreadableError("xml_broken", at=getattr(problem, "lineno", None) or 1) from problem
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():
        raise UnreadableError("xml_entities")
    return root


def words(element: _Element) -> str:
    """All the text of an element, blanks folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
