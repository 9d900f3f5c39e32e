"""One portrait a territory: who was heard there, here against elsewhere, and a verbatim for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qcode.exports.figures import png, sides_figure
from qcode.exports.report.blocks import Block, Cell, Figure, Heading, Paragraph, Style, Table
from qcode.exports.report.codes import quote
from qcode.exports.report.pictures import timeline
from qcode.exports.report.sources import SMALL, Sources, interviews
from qcode.model import MISSING, Interview
from qcode.tables.contrasts import Contrast, values
from qcode.tables.groups import Group
from qcode.tables.matrix import shown_value
from qcode.tables.quotable import quotable
from qcode.words import say
from qcode.words.typography import number


def portrait(sources: Sources, group: Group) -> Iterator[Block]:
    """One value of the study's first attribute."""
    attribute, value = sources.attributes[0].id, group.values[0]
    first = group is sources.cuts[attribute][0]
    yield Heading(say("report.portrait.title", value=shown_value(value)), new_page=first)
    yield Paragraph(_lead(sources, group), Style.LEAD)
    if len(group.interviews) == 1:
        yield Paragraph(say("report.portrait.single"), Style.NOTE)
    found = {c.code: c for c in sources.contrasts if (c.attribute, c.value) == (attribute, value)}
    tops = [found[sources.code(place).id] for place in sources.tops if sources.code(place).id in found]
    if len(group.interviews) >= SMALL and all(_known(contrast) for contrast in tops):
        yield _sides(sources, tops, shown_value(value))
    elif len(group.interviews) == 1:
        yield _timeline(sources, group.interviews[0])
    yield _table(sources, group)
    yield Heading(say("report.portrait.voices"), 2)
    yield from _voices(sources, attribute, value)


def _lead(sources: Sources, group: Group) -> str:
    kinds = ""
    if len(sources.attributes) > 1:
        other = sources.attributes[1].id
        counted = Counter(value for interview in group.interviews for value in sorted(values(interview, other)))
        kinds = ", ".join(shown_value(value) + (f" ({n})" if n > 1 else "") for value, n in counted.items())
    return say(
        "report.portrait.lead",
        interviews=interviews(len(group.interviews)),
        persons=say("report.n.persons", n=group.persons),
        words=number(group.words),
        kinds=kinds or "—",
    )


def _known(contrast: Contrast) -> bool:
    return contrast.here.mean_rate is not None and contrast.elsewhere.mean_rate is not None


def _sides(sources: Sources, found: list[Contrast], value: str) -> Figure:
    names = [sources.name(contrast.code) for contrast in found]
    here, elsewhere = (
        [side.mean_rate or 0.0 for side in sides] for sides in zip(*((c.here, c.elsewhere) for c in found), strict=True)
    )
    drawn = sides_figure(names, here, elsewhere, value)
    note = (say("report.label.reading"), say("report.portrait.figure_note", value=value))
    return Figure(say("report.portrait.figure", value=value), png(drawn), drawn.alt, (note,), drawn.width)


def _timeline(sources: Sources, interview: Interview) -> Figure:
    """A group of one: the course of its interview in the place of a comparison."""
    drawn = timeline(sources, interview)
    title = say("report.portrait.timeline", number=interview.number)
    return Figure(title, png(drawn), drawn.alt, (), drawn.width)


def _table(sources: Sources, group: Group) -> Table:
    """One line an interview: passages of each top-level code."""
    tops = sources.tops
    rows = []
    for n, interview in enumerate(group.interviews):
        what = [shown_value(interview.value(a.id)) for a in sources.attributes[1:] if interview.value(a.id) != MISSING]
        name = " · ".join([interview.number, *what])
        counts = [str(int(group.by_interview[n, place])) for place in tops]
        rows.append((Cell(name), Cell(number(int(group.words_by_interview[n]))), *map(Cell, counts)))
    sums = [str(int(group.passages[place])) for place in tops]
    total = [shown_value(group.values[0]), number(group.words), *sums]
    rows.append(tuple(Cell(text, bold=True) for text in total))
    head = (say("report.head.interview"), say("report.head.words"), *(sources.name(sources.code(p).id) for p in tops))
    title = say("report.portrait.table", value=shown_value(group.values[0]))
    return Table(title, head, tuple(rows), widths=(2.2, 0.8, *(1.25 for _ in tops)))


def _voices(sources: Sources, attribute: str, value: str) -> Iterator[Block]:
    taken: set[str] = set()
    for place in sources.tops:
        code = sources.code(place)
        found = quotable(sources.snapshot, code.id, {attribute: value}, most=4)
        fresh = [verbatim for verbatim in found if verbatim.interview.id not in taken] or found
        if fresh:
            taken.add(fresh[0].interview.id)
            yield Heading(sources.name(code.id), 3)
            yield quote(fresh[0])
