"""What a printed document is made of, before it becomes Word or HTML. Texts are words; nothing in them is markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one look."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Run, ...]


class Style(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"  # under a title
    NOTE = "note"  # under a table or a figure
    WARNING = "warning"
    ITEM = "item"  # of a list


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 may begin a page."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: Text
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    bold: bool = False
    faint: bool = False
    heat: int = 0  # 0 (none) to 4


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one head row; the first column holds words, the others figures unless `words` says otherwise."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()  # ("Lecture", "…")
    words: tuple[int, ...] = (0,)  # columns read as words: left
    widths: tuple[float, ...] = ()  # shares of the line; empty: the first column twice as wide


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, and who."""

    text: str
    source: str
    question: str = ""  # of the interviewer, before
    remark: str = ""  # "cas contraire"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its title and what it shows, in words."""

    title: str
    png: bytes
    alt: str
    notes: tuple[tuple[str, str], ...] = ()
    width: float = 16.0  # cm


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on."""

    labels: tuple[str, ...]


Block = Heading | Paragraph | Table | Quote | Figure | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """All of it."""

    title: str
    subtitle: str
    blocks: Sequence[Block]
    footer: str
    language: str = "fr"
    compact: bool = False  # one dense page instead of chapters


def runs(text: Text) -> tuple[Run, ...]:
    """A text as stretches."""
    return (Run(text),) if isinstance(text, str) else text


def shares(table: Table) -> tuple[float, ...]:
    """What part of the line each column of a table takes; together they make 1."""
    widths = table.widths or tuple(2.0 if n == 0 else 1.0 for n in range(len(table.head)))
    return tuple(width / sum(widths) for width in widths)
