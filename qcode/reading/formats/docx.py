"""Word: paragraphs and table rows in reading order, one line each; footnotes in square brackets where they are called.

Tracked changes are read as if accepted (insertions in, deletions out); comments are left out; both are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.archive import Archive, open_archive
from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Note, UnreadableError
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".docx", ".docm")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a Word file as its reader sees it."""
    archive = open_archive(data, limits)
    document = archive.read("word/document.xml")
    body = parse(document, limits).find(f"{_W}body") if document else None
    if body is None:
        raise UnreadableError("not_the_format", format="Word (.docx)")
    notes = _notes(archive, limits)
    lines = [line for block in body for line in _block(block, notes)]
    return Draft(canonical("\n".join(lines)), notes=tuple(_said(body)))


def _block(block: _Element, notes: dict[str, str]) -> Iterator[str]:
    """The lines of a paragraph, a table, or whatever holds some."""
    name = local(block)
    if name == "p":
        yield "".join(_inline(block, notes))
        yield from (line for box in block.iter(f"{_W}txbxContent") if _outside(box) for line in _inside(box, notes))
    elif name == "tr":
        yield "\t".join("\n".join(_inside(cell, notes)) for cell in block.iterchildren(f"{_W}tc"))
    elif name not in _LEFT_OUT:
        yield from _inside(block, notes)


def _inside(parent: _Element, notes: dict[str, str]) -> list[str]:
    return [line for block in parent for line in _block(block, notes)]


def _outside(box: _Element) -> bool:
    """Whether a text box is not the copy that Word keeps for old programs."""
    return not any(local(parent) == "Fallback" for parent in box.iterancestors())


def _inline(parent: _Element, notes: dict[str, str]) -> Iterator[str]:
    """The words of a paragraph."""
    for node in parent:
        name = local(node)
        if name == "t":
            yield node.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in ("footnoteReference", "endnoteReference"):
            yield notes.get(f"{name[:-9]}{node.get(f'{_W}id')}", "")
        elif name not in _LEFT_OUT and name != "txbxContent":
            yield from _inline(node, notes)


def _notes(archive: Archive, limits: Limits) -> dict[str, str]:
    """Footnotes and endnotes as they will stand in the text: in brackets, so that nobody takes them for speech."""
    found = {}
    for kind in ("footnote", "endnote"):
        part = archive.read(f"word/{kind}s.xml")
        for note in parse(part, limits) if part else ():
            words = " ".join(" ".join(_inside(note, {})).split()).replace("[", "(").replace("]", ")")
            if words:
                found[f"{kind}{note.get(f'{_W}id')}"] = f" [note : {words}]"
    return found


def _said(body: _Element) -> Iterator[Note]:
    """What was left out or accepted."""
    inserted, deleted, comments = (
        sum(1 for name in names for _ in body.iter(f"{_W}{name}"))
        for names in (("ins", "moveTo"), ("del", "moveFrom"), ("commentReference",))
    )
    if inserted or deleted:
        yield Note("tracked_changes", {"inserted": inserted, "deleted": deleted})
    if comments:
        yield Note("comments_left_out", {"n": comments})
