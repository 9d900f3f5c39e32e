"""Word: paragraphs and table rows in reading order, one line each; footnotes in square brackets where they are called.

Tracked changes are read as if accepted (insertions in, deletions out); comments are left out; both are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qcode.reading.archive import Archive, open_archive
from qcode.reading.bold import OFF, ON, unmarked
from qcode.reading.bounds import Limits
from qcode.reading.draft import Draft, Note, UnreadableError
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".docx", ".docm")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(data: bytes, limits: Limits) -> Draft:
    """The text of a Word file as its reader sees it."""
    archive = open_archive(data, limits)
    document = archive.read("word/document.xml")
    body = parse(document, limits).find(f"{_W}body") if document else None
    if body is None:
        raise UnreadableError("not_the_format", format="Word (.docx)")
    around = _Around(_notes(archive, limits), _bullets(archive, limits))
    text, strong = unmarked("\n".join(_inside(body, around)))
    return Draft(text, notes=tuple(_said(body)), strong=strong)


class _Around(NamedTuple):
    """What other parts of the file say: notes, and the lists whose items begin with a sign instead of a number."""

    notes: dict[str, str]
    bullets: frozenset[tuple[str, str]]  # list, level


def _block(block: _Element, around: _Around) -> Iterator[str]:
    """The lines of a paragraph, a table, or whatever holds some."""
    name = local(block)
    if name == "p":
        yield _bullet(block, around) + "".join(_inline(block, around.notes))
        yield from (line for box in block.iter(f"{_W}txbxContent") if _outside(box) for line in _inside(box, around))
    elif name == "tr":
        yield "\t".join("\n".join(_inside(cell, around)) for cell in block.iterchildren(f"{_W}tc"))
    elif name not in _LEFT_OUT:
        yield from _inside(block, around)


def _inside(parent: _Element, around: _Around) -> list[str]:
    return [line for block in parent for line in _block(block, around)]


def _bullet(paragraph: _Element, around: _Around) -> str:
    """The dash of a list item: Word makes lists of turns that begin with one, and keeps the dash out of the text."""
    found = paragraph.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return ""
    number, level = (found.find(f"{_W}{name}") for name in ("numId", "ilvl"))
    place = ("" if number is None else number.get(_VAL, ""), "0" if level is None else level.get(_VAL, "0"))
    return "– " if place in around.bullets else ""


def _bullets(archive: Archive, limits: Limits) -> frozenset[tuple[str, str]]:
    """The levels of lists that begin with a sign."""
    part = archive.read("word/numbering.xml")
    root = parse(part, limits) if part else None
    if root is None:
        return frozenset()
    signs = {
        (kind.get(f"{_W}abstractNumId"), level.get(f"{_W}ilvl", "0"))
        for kind in root.iter(f"{_W}abstractNum")
        for level in kind.iter(f"{_W}lvl")
        if any(form.get(_VAL) == "bullet" for form in level.iter(f"{_W}numFmt"))
    }
    lists = {
        (each.get(f"{_W}numId", ""), kind.get(_VAL))
        for each in root.iter(f"{_W}num")
        for kind in each.iter(f"{_W}abstractNumId")
    }
    return frozenset((number, level) for number, kind in lists for abstract, level in signs if kind == abstract)


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
        elif name == "r" and _stands_out(node):
            yield from (ON, *_inline(node, notes), OFF)
        elif name not in _LEFT_OUT and name != "txbxContent":
            yield from _inline(node, notes)


def _stands_out(run: _Element) -> bool:
    """Whether its letters are bold or italic."""
    found = (run.find(f"{_W}rPr/{_W}{name}") for name in "bi")
    return any(each is not None and each.get(_VAL) not in ("0", "false", "off") for each in found)


def _notes(archive: Archive, limits: Limits) -> dict[str, str]:
    """Footnotes and endnotes as they will stand in the text: in brackets, so that nobody takes them for speech."""
    found = {}
    for kind in ("footnote", "endnote"):
        part = archive.read(f"word/{kind}s.xml")
        for note in parse(part, limits) if part else ():
            lines = unmarked(" ".join(_inside(note, _Around({}, frozenset())))).text
            words = " ".join(lines.split()).replace("[", "(").replace("]", ")")
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
