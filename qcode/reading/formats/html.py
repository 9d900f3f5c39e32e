"""HTML pages: blocks become lines, table cells tabs; scripts, styles and what is hidden are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.bold import OFF, ON, Bold, unmarked
from qcode.reading.bounds import Limits, too_big
from qcode.reading.decode import decode
from qcode.reading.draft import Draft, Note
from qcode.reading.xml import USUAL_DEPTH

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".html", ".htm", ".xhtml")
_BLOCKS = frozenset(
    [
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "blockquote", "section", "article", "pre"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "body", "header", "footer", "main", "hr", "figure", "form"),
    ]
)
_STRONG = frozenset({"b", "strong", "i", "em"})
_LEFT_OUT = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object", "svg", "title"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a page as a browser shows it."""
    source, notes = decoded(data)
    text, strong = page_text(source, limits)
    return Draft(text, notes=notes, strong=strong)


def decoded(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The source of a page: what it says of its encoding is believed where the bytes are not UTF-8."""
    found = _CHARSET.search(data[:4096])
    if found and found[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return data.decode(found[1].decode("ascii")), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def page_text(source: str, limits: Limits) -> Bold:
    """The words of an HTML source, one line a block, and which are bold.

    Raises:
        UnreadableError: nested too deep, or too big: the parser would leave the rest out without a word.
    """
    from lxml import etree

    huge = limits.depth > USUAL_DEPTH
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=huge, remove_comments=True, remove_pis=True)
    root: _Element | None = etree.fromstring(source.encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_big("depth", limits.depth)
    if root is None:
        return Bold("", ())
    lines = "".join(_words(root)).split("\n")
    return unmarked(re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip(" ") for line in lines)).strip("\n"))


def _words(node: _Element) -> Iterator[str]:
    name = str(node.tag).lower()
    if name in _LEFT_OUT:
        return
    block = name in _BLOCKS
    if block:
        yield "\n"
    if name in _STRONG:
        yield ON
    if name == "br":
        yield "\n"
    yield _flat(node.text, name)
    for child in node:
        yield from _words(child)
        yield _flat(child.tail, name)
    if name in _STRONG:
        yield OFF
    if name in ("td", "th") and node.getnext() is not None:
        yield "\t"
    if block:
        yield "\n"


def _flat(text: str | None, name: str) -> str:
    """Words between tags: line breaks of the source are spaces, but inside `<pre>`."""
    return (text or "") if name == "pre" else re.sub(r"[ \t\r\n\f]+", " ", text or "")
