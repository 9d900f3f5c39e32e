"""Last chapter: appearance of codes, codes that go together, actors; each with its figure and its limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qcode.exports.figures import appearance_figure, png
from qcode.exports.report.blocks import Block, Cell, Figure, Heading, Paragraph, Style, Table
from qcode.exports.report.pictures import linked_pairs, network, who
from qcode.exports.report.sources import Sources, interviews
from qcode.model import by_id
from qcode.tables.actors import links, mentions
from qcode.tables.appearance import Appearance, appearance
from qcode.tables.cooccurrence import Pair
from qcode.words import say
from qcode.words.typography import percent

MOST = 12
"""Lines of a table of pairs or of actors."""


def annex(sources: Sources) -> Iterator[Block]:
    """What describes the coding rather than the field."""
    found = appearance(sources.snapshot, sources.view)
    if found.steps:
        yield Heading(say("report.appearance.title"), new_page=True)
        yield _appearance(found)
    yield Heading(say("report.network.title"), 1)
    yield from _pairs(sources)
    if sources.actors:
        yield Heading(say("report.actors.title"), 1)
        yield from _actors(sources)


def _appearance(found: Appearance) -> Figure:
    drawn = appearance_figure(found)
    last = max(found.steps, key=lambda step: (bool(step.new), step.rank))
    reading = say(
        "report.appearance.reading",
        rank=len(found.steps),
        total=found.steps[-1].total,
        codes=found.codes,
        number=last.number,
    )
    notes = [
        (say("report.label.reading"), reading),
        (say("report.label.attention"), say("report.appearance.attention")),
    ]
    if found.unread:
        notes.append((say("report.label.scope"), say("report.appearance.unread", numbers=", ".join(found.unread))))
    return Figure(say("report.appearance.figure"), png(drawn), drawn.alt, tuple(notes), drawn.width)


def _pairs(sources: Sources) -> Iterator[Block]:
    found = linked_pairs(sources)
    if not found:
        yield Paragraph(say("report.network.none"))
        return
    drawn = network(sources, found)
    legend = ((say("report.label.signs"), say("report.network.legend")),)
    yield Figure(say("report.network.figure"), png(drawn), drawn.alt, legend, drawn.width)
    first = found[0]
    reading = say(
        "report.network.reading",
        first=sources.name(first.first),
        second=sources.name(first.second),
        segments=first.segments,
        interviews=interviews(len(first.interviews)),
    )
    heads = ("pair", "interviews", "together", "jaccard", "foreseen")
    yield Table(
        say("report.network.table"),
        tuple(say(f"report.head.{name}") for name in heads),
        tuple(_pair(sources, pair) for pair in found[:MOST]),
        ((say("report.label.reading"), reading),),
        widths=(3, 0.8, 1, 0.9, 0.9),
    )


def _pair(sources: Sources, pair: Pair) -> tuple[Cell, ...]:
    name = f"{sources.name(pair.first)} – {sources.name(pair.second)}"
    figures = (str(len(pair.interviews)), str(pair.segments), percent(pair.jaccard), pair.said)
    return (Cell(name), *map(Cell, figures))


def _actors(sources: Sources) -> Iterator[Block]:
    found = mentions(sources.snapshot, sources.actors, sources.view)
    linked = links(found)
    names = {actor.id: actor.name for actor in sources.actors}
    if not linked:
        yield Paragraph(say("report.actors.note"), Style.NOTE)
        return
    drawn = who(sources, linked)
    note = (say("report.label.source"), say("report.actors.note"))
    yield Figure(say("report.actors.figure"), png(drawn), drawn.alt, (note,), drawn.width)
    total = Counter({actor: sum(link.mentions for link in linked if link.actor == actor) for actor in names})
    rows = []
    for actor in sources.actors:
        mine = [link for link in linked if link.actor == actor.id]
        codes = Counter[str]()
        for link in mine:
            codes.update(dict(link.codes))
        heard = ", ".join(by_id(sources.snapshot.interviews)[link.source].number for link in mine)
        spoken = ", ".join(sources.name(code) for code, _ in codes.most_common(3))
        rows.append((total[actor.id], tuple(map(Cell, (actor.name, actor.type, str(total[actor.id]), heard, spoken)))))
    heads = ("actor", "type", "mentions", "by", "with_codes")
    yield Table(
        say("report.actors.table"),
        tuple(say(f"report.head.{name}") for name in heads),
        tuple(cells for n, cells in sorted(rows, key=lambda row: -row[0]) if n),
        words=(0, 1, 3, 4),
        widths=(2, 1.2, 0.8, 1.6, 2),
    )
