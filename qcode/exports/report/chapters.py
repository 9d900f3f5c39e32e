"""The report's chapters, in order."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.exports.report.advice import advice
from qcode.exports.report.annex import annex
from qcode.exports.report.blocks import Block, Document, Paragraph, Style
from qcode.exports.report.codes import chapter
from qcode.exports.report.corpus import corpus
from qcode.exports.report.method import version
from qcode.exports.report.portraits import portrait
from qcode.exports.report.sources import Sources, interviews, title
from qcode.words import language, say


def document(sources: Sources) -> Document:
    """The whole report."""
    state = say("report.working") if sources.red else say("report.final")
    lead = say("report.corpus.lead", interviews=interviews(len(sources.snapshot.interviews)))
    name = title(sources.snapshot)
    return Document(
        title=name,
        subtitle=f"{lead} — {state}",
        blocks=list(_blocks(sources)),
        footer=say("report.footer", title=name, guide=version(sources.snapshot), state=state),
        language=language(),
    )


def _blocks(sources: Sources) -> Iterator[Block]:
    yield from (Paragraph(reason, Style.WARNING) for reason in sources.red)
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
