"""The report's figures, drawn from its sources; the same ones as files, for print and slides."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qcode.codings.passages import family_passages
from qcode.exports.figures import (
    Drawing,
    actors_figure,
    appearance_figure,
    bars_figure,
    heat_figure,
    network_figure,
    png,
    svg,
    timeline_figure,
)
from qcode.exports.report.sources import SMALL, Sources, label
from qcode.model import Interview, Snapshot
from qcode.tables.actors import Actor, Link, links, mentions
from qcode.tables.appearance import appearance
from qcode.tables.cooccurrence import Pair, pairs
from qcode.tables.groups import Group
from qcode.tables.tally import VIEWS
from qcode.words import say

EPOCH = (1980, 1, 1, 0, 0, 0)


def figure_files(snapshot: Snapshot, actors: Sequence[Actor] = ()) -> dict[str, bytes]:
    """Every figure as `name.png` and `name.svg`, by its file name; one timeline an interview."""
    drawn = dict(_drawings(Sources(snapshot, actors=actors)))
    made = {f"{name}.png": png(drawing) for name, drawing in drawn.items()}
    return made | {f"{name}.svg": svg(drawing) for name, drawing in drawn.items()}


def figures_zip(snapshot: Snapshot, actors: Sequence[Actor] = ()) -> bytes:
    """All of them in one archive; same study, same bytes."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in figure_files(snapshot, actors).items():
            archive.writestr(ZipInfo(name, EPOCH), data, ZIP_DEFLATED)
    return target.getvalue()


def _drawings(sources: Sources) -> Iterator[tuple[str, Drawing]]:
    if not sources.codes:
        return
    if sources.attributes:
        yield say("report.file.heat"), heat(sources)
    yield say("report.file.bars"), bars(sources)
    yield say("report.file.network"), network(sources, linked_pairs(sources))
    found = appearance(sources.snapshot, sources.view)
    if found.steps:
        yield say("report.file.appearance"), appearance_figure(found)
    if linked := links(mentions(sources.snapshot, sources.actors, sources.view)):
        yield say("report.file.actors"), who(sources, linked)
    for interview in sources.snapshot.interviews:
        yield say("report.file.timeline", number=interview.number), timeline(sources, interview)


def heat(sources: Sources) -> Drawing:
    """Rates of every code, in the whole and in the groups of each attribute."""
    cuts = [sources.cuts[attribute.id] for attribute in sources.attributes]
    columns = [sources.whole, *(group for cut in cuts for group in cut)]
    names = [say("report.whole"), *(label(group.values[0]) for group in columns[1:])]
    rates = [[_rate(group, place) for group in columns] for place in sources.codes]
    small = [n for n, group in enumerate(columns) if len(group.interviews) < SMALL]
    ruled = [1, *([1 + len(cuts[0])] if len(cuts) > 1 else [])]
    return heat_figure(_labels(sources), names, rates, bold=_tops(sources), small=small, ruled=ruled)


def bars(sources: Sources) -> Drawing:
    """Interviews in which each code is met."""
    counts = [int(sources.whole.present_in_base[place]) for place in sources.codes]
    totals = [int(sources.whole.base[place]) for place in sources.codes]
    return bars_figure(_labels(sources), counts, totals, _tops(sources))


def linked_pairs(sources: Sources) -> list[Pair]:
    """Pairs of working-level codes that meet in enough interviews to be linked."""
    return [pair for pair in pairs(sources.snapshot, sources.view, "sub") if pair.edge]


def network(sources: Sources, found: Sequence[Pair]) -> Drawing:
    """Codes that go together."""
    codes = sources.snapshot.codebook.codes
    sizes = {code.id: int(sources.whole.present[n]) for n, code in enumerate(codes)}
    return network_figure(found, {code.id: sources.name(code.id) for code in codes}, sizes)


def who(sources: Sources, linked: Sequence[Link]) -> Drawing:
    """Who names whom."""
    names = {actor.id: actor.name for actor in sources.actors}
    numbers = {interview.id: interview.number for interview in sources.snapshot.interviews}
    return actors_figure(linked, {**names, **numbers})


def timeline(sources: Sources, interview: Interview) -> Drawing:
    """Where in an interview each top-level code is spoken of."""
    snapshot = sources.snapshot
    rows = []
    for place in sources.tops:
        code = sources.code(place).id
        mine = [coding for coding in snapshot.codings if coding.interview == interview.id]
        found = family_passages([interview], mine, snapshot.codebook, code)
        rows.append((sources.name(code), [p for p in found if p.status in VIEWS[sources.view]]))
    return timeline_figure(interview, rows)


def _rate(group: Group, place: int) -> float | None:
    return float(group.rate[place]) if group.words else None


def _labels(sources: Sources) -> list[str]:
    return [("" if not sources.code(n).parent else "   ") + sources.name(sources.code(n).id) for n in sources.codes]


def _tops(sources: Sources) -> list[int]:
    return [n for n, place in enumerate(sources.codes) if not sources.code(place).parent]
