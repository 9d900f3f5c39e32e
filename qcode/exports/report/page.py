"""A `Document` as one HTML file that holds everything: no script, nothing fetched, every word escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import singledispatchmethod
from html import escape
from importlib.resources import files

from qcode.exports.report.blocks import (
    Cell,
    Document,
    Figure,
    Heading,
    Paragraph,
    Quote,
    Run,
    Signature,
    Style,
    Table,
    Text,
    runs,
)
from qcode.exports.text import Losses, clean
from qcode.words import say
from qcode.words.typography import quoted


def to_html(document: Document) -> bytes:
    """The .html file, in UTF-8."""
    style = (files(__package__) / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    writer = _Writer()
    body = "\n".join(writer.add(block) for block in document.blocks)
    page = f"""<!doctype html>
<html lang="{_safe(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{_safe(document.title)}</title>
<style>{style}</style>
</head>
<body{' class="compact"' if document.compact else ""}>
<header><h1 class="title">{_safe(document.title)}</h1>
<p class="subtitle">{_safe(document.subtitle)}</p></header>
<main>
{body}
</main>
<footer>{_safe(document.footer)}</footer>
</body>
</html>
"""
    return page.encode("utf-8")


def _safe(text: str) -> str:
    """Words that stay words wherever they stand in the page."""
    return escape(clean(text, Losses()), quote=True)


class _Writer:
    """One page while it is written."""

    def __init__(self) -> None:
        self.counts = {"table": 0, "figure": 0}

    def caption(self, kind: str, text: str) -> str:
        self.counts[kind] += 1
        return f"{say(f'report.{kind}')} {self.counts[kind]} — {_safe(text)}"

    @singledispatchmethod
    def add(self, block: object) -> str:
        """Write one block."""
        raise TypeError(f"no way to write {type(block).__name__}")

    @add.register
    def _(self, block: Heading) -> str:
        level = block.level + 1
        mark = ' class="page"' if block.new_page else ""
        return f"<h{level}{mark}>{_safe(block.text)}</h{level}>"

    @add.register
    def _(self, block: Paragraph) -> str:
        mark = "" if block.style is Style.BODY else f' class="{block.style}"'
        return f"<p{mark}>{_runs(block.text)}</p>"

    @add.register
    def _(self, block: Quote) -> str:
        asked = f'<p class="asked">{_safe(say("report.asked", question=block.question))}</p>' if block.question else ""
        remark = f"<strong>{_safe(block.remark)}</strong> — " if block.remark else ""
        said = f"<blockquote><p>{_safe(quoted(block.text))}</p></blockquote>"
        return f'<figure class="quote">{asked}{said}<figcaption>{remark}{_safe(block.source)}</figcaption></figure>'

    @add.register
    def _(self, block: Figure) -> str:
        data = base64.b64encode(block.png).decode()
        picture = f'<img alt="{_safe(block.alt)}" src="data:image/png;base64,{data}">'
        title = f"<figcaption>{self.caption('figure', block.title)}</figcaption>"
        return f"<figure>{title}{picture}{_notes(block.notes)}</figure>"

    @add.register
    def _(self, block: Signature) -> str:
        return '<div class="sign">' + "".join(f"<p>{_safe(label)}</p>" for label in block.labels) + "</div>"

    @add.register
    def _(self, block: Table) -> str:
        title = f"<caption>{self.caption('table', block.title)}</caption>" if block.title else ""
        head = "".join(f'<th scope="col"{_side(n, block)}>{_safe(text)}</th>' for n, text in enumerate(block.head))
        rows = "\n".join(f"<tr>{_row(row, block)}</tr>" for row in block.rows)
        grid = f"<table>{title}<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"
        return f'<div class="table">{grid}</div>{_notes(block.notes)}'


def _runs(text: Text) -> str:
    return "".join(_run(run) for run in runs(text))


def _run(run: Run) -> str:
    words = _safe(run.text)
    words = f"<strong>{words}</strong>" if run.bold else words
    return f"<em>{words}</em>" if run.italic else words


def _side(number: int, block: Table) -> str:
    return "" if number in block.words else ' class="n"'


def _row(row: tuple[Cell, ...], block: Table) -> str:
    return "".join(_cell(number, cell, block) for number, cell in enumerate(row))


def _cell(number: int, cell: Cell, block: Table) -> str:
    marks = [*(() if number in block.words else ("n",)), *(("faint",) if cell.faint else ())]
    marks += [f"heat{cell.heat}"] if cell.heat else []
    classes = f' class="{" ".join(marks)}"' if marks else ""
    words = f"<strong>{_safe(cell.text)}</strong>" if cell.bold else _safe(cell.text)
    return f'<th scope="row"{classes}>{words}</th>' if number == 0 else f"<td{classes}>{words}</td>"


def _notes(notes: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        f'<p class="note"><strong>{_safe(say("report.note", label=label))}</strong>{_safe(text)}</p>'
        for label, text in notes
    )
