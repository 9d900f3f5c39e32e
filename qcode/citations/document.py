"""A report file as paragraphs: .docx (notes included), .odt, .txt and .md. Nothing in the file is run or fetched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcode.errors import Problem, error

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 200_000_000
"""Bytes of an unpacked report: more is a trap, not a report."""
WRAPPED = 120
"""Characters of the longest line up to which lines of a text file are parts of a paragraph, ended by an empty line."""
REFERENCE = 200
"""Characters of a note that may be a reference."""
INDENTED = 400
"""Twentieths of a point from which a paragraph counts as set apart."""

_APART = re.compile(r"quot|citation|verbatim|extrait|block\s?text|zitat", re.IGNORECASE)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a report, in reading order."""

    text: str
    apart: bool = False  # set apart from the running text, as long quotations are
    sure: bool = True  # by its style or a sign, not by its indentation alone


def read_document(path: Path) -> tuple[list[Paragraph], list[Problem]]:
    """The paragraphs of a report, and why it could not be read."""
    reader = {".docx": _docx, ".odt": _odt, ".txt": _text, ".md": _text}.get(path.suffix.lower())
    if reader is None:
        return [], [error("report_format", path.name, suffix=path.suffix)]
    try:
        data = path.read_bytes()
        if path.suffix.lower() in (".docx", ".odt"):
            _check_size(data)
        return list(reader(data)), []
    except OSError as reason:
        return [], [error("report_unreadable", path.name, reason=reason.strerror or str(reason))]
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, RuntimeError) as reason:
        return [], [error("report_unreadable", path.name, reason=str(reason))]


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST:
            raise ValueError(f"> {LARGEST}")


# --- plain text -----------------------------------------------------------------------------------------------


def _text(data: bytes) -> Iterator[Paragraph]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    text = re.sub(r"\r\n?", "\n", text)
    wrapped = max((len(line) for line in text.split("\n")), default=0) <= WRAPPED
    for piece in re.split(r"\n\s*\n" if wrapped else r"\n", text):
        lines = piece.strip("\n").split("\n")
        if all(line.lstrip().startswith(">") for line in lines):
            yield Paragraph("\n".join(line.lstrip().lstrip("> ") for line in lines), apart=True)
        elif all(re.match(r"(?: {4}|\t)\s*[^\s•◦▪*–-]", line) for line in lines):
            yield Paragraph("\n".join(line.strip() for line in lines), apart=True, sure=False)
        elif piece.strip():
            yield Paragraph("\n".join(lines))


# --- Word -----------------------------------------------------------------------------------------------------


def _docx(data: bytes) -> Iterator[Paragraph]:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    try:
        document = docx.Document(io.BytesIO(data))
    except PackageNotFoundError as reason:
        raise ValueError(str(reason)) from reason
    names = {style.style_id: style.name or "" for style in document.styles}
    notes: dict[str, list[Any]] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if isinstance(note.tag, str):
                    notes[f"{_NOTES[kind]} {note.get(qn('w:id'))}"] = list(_visible(note, qn))
    called: set[str] = set()
    reader = _Word(names, notes, called, qn)
    yield from map(reader.paragraph, _visible(document.element.body, qn))
    yield from (reader.paragraph(p) for key, some in notes.items() if key not in called for p in some)


def _visible(root: Any, qn: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml's own types
    """Every paragraph, those of text boxes too, once: Word keeps a second copy of a box for older programs."""
    for paragraph in root.iter(qn("w:p")):
        if not any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            yield paragraph


class _Word:
    """A Word file while its paragraphs are read."""

    def __init__(self, names: dict[str, str], notes: dict[str, list[Any]], called: set[str], qn: Any) -> None:  # noqa: ANN401
        self.names, self.notes, self.called, self.qn = names, notes, called, qn
        self.signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
        self.calls = {qn(f"w:{kind}Reference"): kind for kind in _NOTES.values()}
        self.elsewhere = {qn("w:txbxContent"), qn("w:moveFrom"), qn("w:del")}

    def paragraph(self, paragraph: Any) -> Paragraph:  # noqa: ANN401
        qn = self.qn
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        indent = paragraph.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        listed = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
        identifier = style.get(qn("w:val"), "") if style is not None else ""
        named = bool(_APART.search(self.names.get(identifier, "")) or _APART.search(identifier))
        left = indent.get(qn("w:left"), indent.get(qn("w:start"), "0")) if indent is not None else "0"
        moved = left.isdigit() and int(left) >= INDENTED and not listed
        return Paragraph("".join(self.words(paragraph)), apart=named or moved, sure=named or not moved)

    def words(self, node: Any) -> Iterator[str]:  # noqa: ANN401
        """What stands in a paragraph itself: not in a box anchored to it, nor what was deleted or moved away."""
        for child in node:
            if child.tag == self.qn("w:t"):
                yield child.text or ""
            elif child.tag in self.calls:
                yield self.note(f"{self.calls[child.tag]} {child.get(self.qn('w:id'))}")
            elif child.tag in self.signs:
                yield self.signs[child.tag]
            elif child.tag not in self.elsewhere and not str(child.tag).endswith("}Fallback"):
                yield from self.words(child)

    def note(self, key: str) -> str:
        """A short note stands in brackets where it is called, for it may say who speaks; any other on its own."""
        text = " ".join("".join(self.words(paragraph)) for paragraph in self.notes.get(key, ()))
        inside = as_reference(text)
        if inside:
            self.called.add(key)
        return inside


def as_reference(note: str) -> str:
    """A note as a reference in brackets; nothing when it is long or quotes."""
    text = " ".join(note.replace("(", ",").replace("[", ",").replace(")", " ").replace("]", " ").split()).strip(" ,")
    return f" ({text})" if text and len(text) <= REFERENCE and not any(mark in text for mark in '«»“”"') else ""


# --- OpenDocument ---------------------------------------------------------------------------------------------


def _odt(data: bytes) -> Iterator[Paragraph]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("content.xml"), parser)
    text, style = _OFFICE.format("text"), _OFFICE.format("style")
    parents = {
        item.get(f"{{{style}}}name"): item.get(f"{{{style}}}parent-style-name") or ""
        for item in root.iter(f"{{{style}}}style")
    }
    hidden = {f"{{{text}}}tracked-changes", f"{{{_OFFICE.format('office')}}}annotation"}
    for paragraph in root.iter(f"{{{text}}}p", f"{{{text}}}h"):
        if any(parent.tag in hidden or _is_reference(parent, text) for parent in paragraph.iterancestors()):
            continue
        name = paragraph.get(f"{{{text}}}style-name") or ""
        apart = bool(_APART.search(name) or _APART.search(parents.get(name, "")))
        yield Paragraph("".join(_odt_text(paragraph, text)), apart=apart)


def _odt_text(node: Any, text: str) -> Iterable[str]:  # noqa: ANN401 - lxml's own types
    """The words of a paragraph; a note that is no reference, and a box, are paragraphs of their own."""
    yield node.text or ""
    for child in node:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "s":
            yield " " * int(child.get(f"{{{text}}}c") or 1)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name == "note":
            yield as_reference(_note(child, text))
        elif name and name not in ("annotation", "tracked-changes", "p", "h"):
            yield from _odt_text(child, text)
        yield child.tail or ""


def _note(node: Any, text: str) -> str:  # noqa: ANN401
    """What a note says, without its sign."""
    return " ".join("".join(_odt_text(p, text)) for p in node.iter(f"{{{text}}}p"))


def _is_reference(node: Any, text: str) -> bool:  # noqa: ANN401
    """Whether this is a note that stands in brackets where it is called."""
    return node.tag == f"{{{text}}}note" and bool(as_reference(_note(node, text)))
