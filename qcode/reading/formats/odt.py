"""LibreOffice Writer: paragraphs and table rows in reading order; footnotes in square brackets.

Tracked changes are read as if accepted; comments are left out; both are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qcode.reading.archive import open_archive
from qcode.reading.bold import OFF, ON, unmarked
from qcode.reading.bounds import Limits
from qcode.reading.draft import Draft, Note, UnreadableError
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".odt", ".fodt")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NAME = f"{_TEXT}style-name"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LEFT_OUT = frozenset({"tracked-changes", "annotation", "note-citation", "forms", "sequence-decls"})
_SPACES = 100  # a run of spaces is written as one element with a count: not a way to ask for gigabytes


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a Writer file as its reader sees it."""
    content: bytes | None = data
    if not data.lstrip().startswith(b"<"):
        content = open_archive(data, limits).read("content.xml")
    root = parse(content, limits) if content else None
    body = next((node for node in root.iter() if local(node) == "text"), None) if root is not None else None
    if body is None:
        raise UnreadableError("not_the_format", format="OpenDocument (.odt)")
    text, strong = unmarked("\n".join(_blocks(body, _styles(root))))
    return Draft(text, notes=tuple(_said(body)), strong=strong)


class _Styles(NamedTuple):
    """Names of styles that matter."""

    bulleted: frozenset[str] = frozenset()  # lists whose items begin with a sign
    strong: frozenset[str] = frozenset()  # bold or italic


def _styles(root: _Element | None) -> _Styles:
    nodes = list(root.iter()) if root is not None else []
    strong = frozenset(
        node.get(f"{_STYLE}name", "")
        for node in nodes
        if local(node) == "style"
        for letters in node
        if letters.get(f"{_FO}font-weight") == "bold" or letters.get(f"{_FO}font-style") == "italic"
    )
    return _Styles(_bulleted(nodes), strong)


def _bulleted(nodes: list[_Element]) -> frozenset[str]:
    """The styles of lists whose items begin with a sign: Writer makes lists of turns that begin with a dash."""
    styles = [node for node in nodes if local(node) == "list-style"]
    return frozenset(
        style.get(f"{_STYLE}name", "") for style in styles if any(local(level).endswith("bullet") for level in style)
    )


def _blocks(parent: _Element, styles: _Styles, dash: str = "") -> Iterator[str]:
    for node in parent:
        name = local(node)
        if name in ("p", "h"):
            yield dash + "".join(_marked(node, styles))
        elif name == "table-row":
            yield "\t".join("\n".join(_blocks(cell, styles)) for cell in node)
        elif name == "list":
            yield from _blocks(node, styles, "– " if node.get(_NAME) in styles.bulleted else dash)
        elif name and name not in _LEFT_OUT:
            yield from _blocks(node, styles, dash)


def _marked(node: _Element, styles: _Styles) -> Iterator[str]:
    """The words of a paragraph, or of a stretch of it, between marks where they are bold."""
    strong = node.get(_NAME) in styles.strong
    yield from (ON, *_inline(node, styles), OFF) if strong else _inline(node, styles)


def _inline(parent: _Element, styles: _Styles) -> Iterator[str]:
    yield parent.text or ""
    for node in parent:
        match local(node):
            case "s":
                count = node.get(f"{_TEXT}c", "1")
                yield " " * min(_SPACES, int(count) if count.isdecimal() else 1)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "note":
                words = " ".join(" ".join(_blocks(node, _Styles())).split())
                yield " [note : {}]".format(words.replace("[", "(").replace("]", ")"))
            case name if name and name not in _LEFT_OUT:
                yield from _marked(node, styles)
        yield node.tail or ""


def _said(body: _Element) -> Iterator[Note]:
    """What was left out or accepted."""
    names = [local(node) for node in body.iter()]
    inserted, deleted, comments = (names.count(name) for name in ("insertion", "deletion", "annotation"))
    if inserted or deleted:
        yield Note("tracked_changes", {"inserted": inserted, "deleted": deleted})
    if comments:
        yield Note("comments_left_out", {"n": comments})
