"""The report's chapters, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qcode.citations import Paragraph as Read
from qcode.citations import verify_quotes
from qcode.exports.report.advice import advice
from qcode.exports.report.annex import annex
from qcode.exports.report.blocks import Block, Document, Paragraph, Quote, Style, runs
from qcode.exports.report.codes import chapter
from qcode.exports.report.corpus import corpus
from qcode.exports.report.method import version
from qcode.exports.report.portraits import portrait
from qcode.exports.report.sources import Sources, interviews, title
from qcode.tables.audit import audit
from qcode.words import language, say
from qcode.words.typography import quoted


def document(sources: Sources, red: Sequence[str] | None = None) -> Document:
    """The whole report; what stands against a final version comes first."""
    body = list(_blocks(sources))
    against = _against(sources, body) if red is None else red
    state = say("report.working") if against else say("report.final")
    lead = say("report.corpus.lead", interviews=interviews(len(sources.snapshot.interviews)))
    name = title(sources.snapshot)
    return Document(
        title=name,
        subtitle=f"{lead} — {state}",
        blocks=[*(Paragraph(reason, Style.WARNING) for reason in against), *body],
        footer=say("report.footer", title=name, guide=version(sources.snapshot), state=state),
        language=language(),
    )


def _against(sources: Sources, body: Sequence[Block]) -> list[str]:
    """The red lines of the study and of this report's own quotations."""
    quotes = verify_quotes(sources.snapshot, list(_as_read(body)))
    return [line.text for line in audit(sources.snapshot, quotes, sources.findings).red]


def _as_read(body: Sequence[Block]) -> Iterator[Read]:
    """The report's paragraphs as a reader of the Word file meets them."""
    for block in body:
        if isinstance(block, Quote):
            yield Read(block.question)
            yield Read(quoted(block.text))
            yield Read(block.source)
        elif isinstance(block, Paragraph):
            yield Read("".join(run.text for run in runs(block.text)))


def _blocks(sources: Sources) -> Iterator[Block]:
    yield from corpus(sources)
    if not sources.snapshot.codebook.codes:
        return
    for place in sources.tops:
        yield from chapter(sources, place)
    if sources.attributes:
        for group in sources.cuts[sources.attributes[0].id]:
            yield from portrait(sources, group)
    yield from advice(sources)
    yield from annex(sources)
