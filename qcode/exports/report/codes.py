"""One chapter a top-level code: definition, table, what can be compared, verbatims; then its sub-codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qcode.codings.passages import family_passages
from qcode.exports.report.blocks import Block, Cell, Heading, Paragraph, Quote, Run, Style, Table
from qcode.exports.report.corpus import met
from qcode.exports.report.sentences import contrast_sentences, sentence
from qcode.exports.report.sources import SMALL, Sources, attribute_name, label
from qcode.model import Code
from qcode.tables.contrasts import Finding
from qcode.tables.groups import Group
from qcode.tables.induced import Origin, origins
from qcode.tables.matrix import shown_value
from qcode.tables.quotable import Verbatim, Why, quotable
from qcode.tables.tally import VIEWS
from qcode.words import language, say
from qcode.words.typography import number

TOP, SUB = 2, 2
"""Verbatims proposed for a code alone and for each of its sub-codes."""
TELLING = (Finding.ESTABLISHED, Finding.CARRIED)
"""What a sub-code's contrasts must have found to be worth a line."""


def chapter(sources: Sources, place: int) -> Iterator[Block]:
    """All there is to say of one top-level code."""
    code = sources.code(place)
    yield Heading(sources.name(code.id), new_page=place == sources.tops[0])
    yield from _definition(code)
    if sources.attributes:
        yield Heading(say("report.code.where"), 2)
        yield _table(sources, place)
    yield from _compared(sources, code)
    under = sources.under(place)
    if not under:
        yield from _verbatims(sources, code, TOP + 1)
    for child in under:
        yield from _subcode(sources, child)


def _definition(code: Code) -> Iterator[Block]:
    said = code.definition.get(language()) or next(iter(code.definition.values()), "")
    for key, text in (("definition", said), ("include", " ".join(code.include)), ("exclude", " ".join(code.exclude))):
        if text:
            yield Paragraph((Run(say(f"report.code.{key}"), bold=True), Run(text)))


def _table(sources: Sources, place: int) -> Table:
    """The whole, then each value of each attribute: interviews, passages, rate."""
    rows = [_row(say("report.whole"), sources.whole, place, bold=True)]
    for attribute in sources.attributes:
        rows += [_row(label(group.values[0]), group, place) for group in sources.cuts[attribute.id]]
    names = " · ".join(attribute_name(attribute) for attribute in sources.attributes)
    heads = ("group", "present", "passages", "rate")
    return Table(
        say("report.code.table", code=sources.name(sources.code(place).id), attributes=names),
        tuple(say(f"report.head.{name}") for name in heads),
        tuple(rows),
        ((say("report.label.signs"), say("report.code.small")),),
    )


def _row(name: str, group: Group, place: int, *, bold: bool = False) -> tuple[Cell, ...]:
    small = len(group.interviews) < SMALL
    mark = "°" if small else ""
    rate = number(float(group.rate[place]), 1) + mark if group.words else ""
    passages = number(int(group.passages[place])) + mark
    figures = (Cell(text, bold=bold, faint=small) for text in (passages, rate))
    return (Cell(name, bold=bold, faint=small), met(group, place, bold=bold), *figures)


def _compared(sources: Sources, code: Code) -> Iterator[Block]:
    yield Heading(say("report.code.holds"), 2)
    for attribute in sources.attributes:
        found = [c for c in sources.contrasts if c.code == code.id and c.attribute == attribute.id]
        if any(len(c.here.interviews) >= SMALL for c in found):
            yield from (Paragraph(said, Style.ITEM) for said in contrast_sentences(found))
    if said := _induced(sources, code):
        yield Paragraph(said)


def _induced(sources: Sources, code: Code) -> str:
    snapshot = sources.snapshot
    passages = family_passages(snapshot.interviews, snapshot.codings, snapshot.codebook, code.id)
    held = [passage for passage in passages if passage.status in VIEWS[sources.view]]
    came = Counter(origins(snapshot, held).values())
    known = came[Origin.INDUCED] + came[Origin.SPONTANEOUS]
    values = {"known": known, "induced": came[Origin.INDUCED], "spontaneous": came[Origin.SPONTANEOUS]}
    return say("report.code.induced", **values) if known else ""


def _subcode(sources: Sources, place: int) -> Iterator[Block]:
    code = sources.code(place)
    yield Heading(sources.name(code.id), 2)
    said = code.definition.get(language()) or next(iter(code.definition.values()), "")
    yield Paragraph((Run(f"{said} " if said else "", italic=True), Run(_spread(sources, place))))
    tested = [contrast for contrast in sources.contrasts if contrast.code == code.id and contrast.finding in TELLING]
    yield from (Paragraph(sentence(contrast), Style.ITEM) for contrast in tested)
    yield from _verbatims(sources, code, SUB)


def _spread(sources: Sources, place: int) -> str:
    """« 7 entretiens sur 12 (Nantes : 3 sur 4 …) »."""
    whole = sources.whole
    total = say("report.contrast.met", n=int(whole.present_in_base[place]), total=int(whole.base[place]))
    if not sources.attributes:
        return f"{total}."
    cut = sources.cuts[sources.attributes[0].id]
    parts = [
        say("report.code.part", value=shown_value(group.values[0]), met=met(group, place).text)
        for group in cut
        if int(group.base[place])
    ]
    return say("report.code.spread", total=total, parts=", ".join(parts))


def _verbatims(sources: Sources, code: Code, most: int) -> Iterator[Block]:
    found = quotable(sources.snapshot, code.id, most=most)
    if not found:
        yield Paragraph(say("report.code.no_passage"), Style.NOTE)
    yield from map(quote, found)


def quote(verbatim: Verbatim) -> Quote:
    """A verbatim as it is printed: question, words, attribution and place."""
    remarks = {Why.CONTRARY: say("report.code.contrary")}
    source = f"{verbatim.attribution} ({verbatim.place})"
    return Quote(verbatim.quote, source, verbatim.question, remarks.get(verbatim.why, ""))


__all__: Sequence[str] = ["chapter", "quote"]
