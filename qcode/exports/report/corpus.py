"""First chapter: the corpus, how it was coded, what the words of the report mean, and where each code is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qcode.exports.figures import png
from qcode.exports.report.blocks import Block, Cell, Figure, Heading, Paragraph, Table
from qcode.exports.report.method import method
from qcode.exports.report.pictures import bars, heat
from qcode.exports.report.sources import SMALL, Sources, attribute_name, interviews, label, numbers, share
from qcode.model import Attribute, Interview, PartialDate
from qcode.tables.contrasts import values
from qcode.tables.groups import Group, left_out, value_order
from qcode.tables.matrix import shown_value
from qcode.words import language, say
from qcode.words.typography import number


def corpus(sources: Sources) -> Iterator[Block]:
    """Who was heard, by what method, and the first figures."""
    yield Heading(say("report.corpus.title"))
    yield Paragraph(_sentence(sources))
    if apart := left_out(sources.tally):
        yield Paragraph(say("report.corpus.left_out", interviews=numbers(apart)))
    yield from method(sources)
    if sources.attributes:
        yield _held(sources)
    if sources.attributes and sources.codes:
        yield _where(sources, sources.attributes[0])
        yield _heat(sources)
    if sources.codes:
        yield _bars(sources)


def _sentence(sources: Sources) -> str:
    held = sources.snapshot.interviews
    dates = sorted(date for i in held if (date := i.when))
    between = say("report.corpus.dates", first=_day(dates[0]), last=_day(dates[-1])) if dates else ""
    voices = [voice for heard in sources.tally.heard for voice in heard.voices]
    said = sum(i.is_coded(segment) for i in held for segment in i.segments)
    return say(
        "report.corpus.sentence",
        interviews=interviews(len(held)),
        persons=say("report.n.persons", n=sum(voice.person for voice in voices)),
        dates=between,
        words=number(sum(voice.words for voice in voices)),
        sentences=number(said),
    )


def _day(date: PartialDate) -> str:
    """`12/03/2025` in French; ISO in English, because days and months change places there."""
    return date.iso if language() == "en" else "/".join(reversed(date.iso.split("-")))


def _held(sources: Sources) -> Table:
    """How many interviews each combination has: the second attribute in rows, the first in columns."""
    names = [attribute.id for attribute in sources.attributes]
    held = [heard.interview for heard in sources.tally.heard if heard.interview.comparable]
    columns = _listed(sources, held, names[0])
    rows = _listed(sources, held, names[1]) if len(names) > 1 else []
    totals = [str(_count(held, {names[0]: value})) for value in columns]
    whole = (say("report.whole"), str(len(held)), *totals)
    lines = [tuple(Cell(text, bold=True) for text in whole)]
    for b in rows:
        counts = [_count(held, {names[0]: a, names[1]: b}) for a in columns]
        cells = (Cell(str(count or "///"), faint=not count) for count in counts)
        lines.append((Cell(label(b)), Cell(str(_count(held, {names[1]: b}))), *cells))
    first, *second = [attribute_name(attribute) for attribute in sources.attributes]
    title = "report.corpus.table" if second else "report.corpus.table_one"
    example = {"value": label(columns[0]), "interviews": interviews(int(totals[0]))} if columns else {}
    reading = say("report.corpus.reading", **example) if example else ""
    return Table(
        say(title, first=first, second=second[0] if second else ""),
        (second[0].capitalize() if second else "", say("report.whole"), *map(label, columns)),
        tuple(lines),
        ((say("report.label.reading"), reading), (say("report.label.signs"), say("report.corpus.none"))),
        widths=(2.6, *(1.0 for _ in range(len(columns) + 1))),
    )


def _listed(sources: Sources, held: Sequence[Interview], name: str) -> list[str]:
    found = {value for interview in held for value in values(interview, name)}
    return sorted(found, key=value_order(list(found), name, sources.snapshot.settings).__getitem__)


def _count(held: Sequence[Interview], wanted: Mapping[str, str]) -> int:
    return sum(all(value in values(interview, name) for name, value in wanted.items()) for interview in held)


def _where(sources: Sources, attribute: Attribute) -> Table:
    """Interviews with each top-level code and sub-code, by the first attribute."""
    cut = sources.cuts[attribute.id]
    rows = tuple(_code_row(sources, place, cut) for place in sources.codes)
    example = _example(sources, cut)
    return Table(
        say("report.method.table", attribute=attribute_name(attribute)),
        (say("report.head.code"), say("report.whole"), *(shown_value(group.values[0]) for group in cut)),
        rows,
        ((say("report.label.reading"), example), (say("report.label.signs"), say("report.code.small"))),
        widths=(2.6, *(1.0 for _ in range(len(cut) + 1))),
    )


def _code_row(sources: Sources, place: int, cut: Sequence[Group]) -> tuple[Cell, ...]:
    top = not sources.code(place).parent
    name = ("" if top else "\u2003") + sources.name(sources.code(place).id)
    return (Cell(name, bold=top), met(sources.whole, place, bold=top), *(met(group, place, bold=top) for group in cut))


def met(group: Group, place: int, *, bold: bool = False) -> Cell:
    """Interviews with a code out of those read for it; small groups marked."""
    base = int(group.base[place])
    small = len(group.interviews) < SMALL
    if not base or bool(group.unread[place]):
        return Cell("n. l.", faint=True)
    text = share(int(group.present_in_base[place]), base)
    return Cell(text + ("°" if small else ""), bold=bold and not small, faint=small)


def _example(sources: Sources, cut: Sequence[Group]) -> str:
    fair = [group for group in cut if len(group.interviews) >= SMALL] or [sources.whole]
    group = fair[0]
    place = max(sources.codes, key=lambda n: (bool(sources.code(n).parent), int(group.present_in_base[n]), -n))
    here = say("report.contrast.met", n=int(group.present_in_base[place]), total=int(group.base[place]))
    value = shown_value(group.values[0]) if group.values else say("report.whole")
    return say("report.method.table_reading", code=sources.name(sources.code(place).id), here=here, value=value)


def _heat(sources: Sources) -> Figure:
    drawn = heat(sources)
    attributes = ", ".join(attribute_name(attribute) for attribute in sources.attributes)
    return Figure(say("report.method.heat", attributes=attributes), png(drawn), drawn.alt, (), drawn.width)


def _bars(sources: Sources) -> Figure:
    drawn = bars(sources)
    return Figure(say("report.method.bars"), png(drawn), drawn.alt, (), drawn.width)
