"""LibreOffice Writer: paragraphs and table rows in reading order; footnotes in square brackets.

Tracked changes are read as if accepted; comments are left out; both are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.archive import open_archive
from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".odt", ".fodt")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
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
    return Draft(canonical("\n".join(_blocks(body, _bulleted(root)))), notes=tuple(_said(body)))


def _bulleted(root: _Element | None) -> frozenset[str]:
    """The styles of lists whose items begin with a sign: Writer makes lists of turns that begin with a dash."""
    styles = [node for node in (root.iter() if root is not None else ()) if local(node) == "list-style"]
    return frozenset(
        style.get(f"{_STYLE}name", "") for style in styles if any(local(level).endswith("bullet") for level in style)
    )


def _blocks(parent: _Element, bulleted: frozenset[str] = frozenset(), dash: str = "") -> Iterator[str]:
    for node in parent:
        name = local(node)
        if name in ("p", "h"):
            yield dash + "".join(_inline(node))
        elif name == "table-row":
            yield "\t".join("\n".join(_blocks(cell, bulleted)) for cell in node)
        elif name == "list":
            yield from _blocks(node, bulleted, "– " if node.get(f"{_TEXT}style-name") in bulleted else dash)
        elif name and name not in _LEFT_OUT:
            yield from _blocks(node, bulleted, dash)


def _inline(parent: _Element) -> Iterator[str]:
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
                words = " ".join(" ".join(_blocks(node)).split())
                yield " [note : {}]".format(words.replace("[", "(").replace("]", ")"))
            case name if name and name not in _LEFT_OUT:
                yield from _inline(node)
        yield node.tail or ""


def _said(body: _Element) -> Iterator[Note]:
    """What was left out or accepted."""
    names = [local(node) for node in body.iter()]
    inserted, deleted, comments = (names.count(name) for name in ("insertion", "deletion", "annotation"))
    if inserted or deleted:
        yield Note("tracked_changes", {"inserted": inserted, "deleted": deleted})
    if comments:
        yield Note("comments_left_out", {"n": comments})
