"""The supervisor's page to sign, on one A4 page; `to_word` and `to_html` of the report make files of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qcode.exports.report.blocks import Block, Cell, Document, Heading, Paragraph, Run, Signature, Style, Table
from qcode.exports.report.method import agreement, version
from qcode.exports.report.sources import attribute_name, interviews, label, title
from qcode.model import Snapshot
from qcode.tables.audited import Audit, Provenance
from qcode.tables.contrasts import Finding
from qcode.tables.groups import value_order
from qcode.tables.judging import DRAWN, SEED, Judged
from qcode.tables.privacy import Privacy
from qcode.words import language, say
from qcode.words.typography import number, percent, quoted

__all__ = ["audit_sheet"]

WHOLE = 100
"""Words of a disagreement that is printed whole; its place leads to the rest of a longer one."""


def audit_sheet(snapshot: Snapshot, found: Audit) -> Document:
    """The page."""
    name = title(snapshot)
    guide = version(snapshot)
    return Document(
        title=say("audit.title"),
        subtitle=say("audit.subtitle", title=name, guide=guide, interviews=interviews(len(snapshot.interviews))),
        blocks=list(_blocks(snapshot, found)),
        footer=say("audit.footer", title=name, guide=guide),
        language=language(),
        compact=True,
    )


def _blocks(snapshot: Snapshot, found: Audit) -> Iterator[Block]:
    if found.red:
        yield Paragraph((Run(say("audit.not_final"), bold=True),), Style.WARNING)
        yield from (Paragraph(line.text, Style.ITEM) for line in found.red)
    else:
        yield Paragraph((Run(say("audit.final"), bold=True),))
    yield Heading(say("audit.corpus"))
    yield from _corpus(snapshot, found)
    yield Heading(say("audit.read"))
    yield Paragraph(_read(found))
    yield Heading(say("audit.came"))
    yield _came(snapshot, found)
    yield Heading(say("audit.double"))
    yield from _double(snapshot, found)
    yield Heading(say("audit.judged"))
    yield Paragraph(" ".join([_judged("noise", found.noise), _judged("silence", found.silence), _draw()]))
    yield Heading(say("audit.holds"))
    yield Paragraph(" ".join([_compared(snapshot, found), _quotes(found), _guides(found)]))
    yield Signature(tuple(say(f"audit.sign.{name}") for name in ("name", "date", "signature")))


def _corpus(snapshot: Snapshot, found: Audit) -> Iterator[Block]:
    """Interviews per combination, cells of a single one in bold: second attribute in rows, first in columns."""
    attributes = snapshot.settings.attributes[:2]
    if not attributes or not found.cells:
        return
    columns = _values(snapshot, found, 0)
    rows = _values(snapshot, found, 1) if len(attributes) > 1 else [""]
    body = []
    for row in rows:
        keys = [(column, row) if len(attributes) > 1 else (column,) for column in columns]
        counts = [found.cells.get(key, 0) for key in keys]
        name = label(row) if len(attributes) > 1 else say("report.whole")
        body.append(
            (Cell(name), *(Cell(str(n) if n else say("tables.sign.none"), bold=n == 1, faint=not n) for n in counts))
        )
    head = (attribute_name(attributes[-1]).capitalize() if len(attributes) > 1 else "", *map(label, columns))
    yield Table("", head, tuple(body), widths=(1.6, *(1.0 for _ in columns)))
    yield Paragraph(say("audit.alone"), Style.NOTE)


def _values(snapshot: Snapshot, found: Audit, place: int) -> list[str]:
    name = snapshot.settings.attributes[place].id
    values = {key[place] for key in found.cells}
    return sorted(values, key=value_order(list(values), name, snapshot.settings).__getitem__)


def _read(found: Audit) -> str:
    groups: dict[str, list[str]] = {"double": [], "single": [], "none": []}
    for one in sorted(found.readings, key=lambda one: one.number):
        groups["double" if len(one.coders) > 1 else "single" if one.coders else "none"].append(one.number)
    shown = {key: _some(numbers) for key, numbers in groups.items()}
    return say("audit.read_text", **shown)


def _some(numbers: Sequence[str]) -> str:
    return f"{len(numbers)} ({', '.join(numbers)})" if numbers else say("audit.nobody")


def _came(snapshot: Snapshot, found: Audit) -> Table:
    heads = ("code", "total", "human", "single", "batch", "model", "seconds", "outdated", "range")
    rows = tuple(_origin(snapshot, code) for code in found.codes)
    return Table("", tuple(say(f"audit.head.{name}") for name in heads), rows, widths=(1.8, *(1.0 for _ in heads[1:])))


def _origin(snapshot: Snapshot, code: Provenance) -> tuple[Cell, ...]:
    counts = (code.total, code.human, code.single, code.batch, code.model)
    seconds = say("audit.seconds", n=number(code.seconds, 1)) if code.seconds is not None else "–"
    spread = (
        say("audit.range", low=min(code.low, code.high), high=max(code.low, code.high))
        if code.low != code.high
        else "="
    )
    texts = [*(number(n) for n in counts), seconds, number(code.outdated), spread]
    return (Cell(_name(snapshot, code.code)), *map(Cell, texts))


def _double(snapshot: Snapshot, found: Audit) -> Iterator[Block]:
    alpha = found.agreement.overall.get("alpha")
    if alpha is None or alpha.value is None:
        yield Paragraph(say("audit.double_none"))
        return
    yield Paragraph(f"{agreement(snapshot, found.agreement)} {say('audit.contested', n=found.contested)}")
    privacy = Privacy(snapshot)
    for one in found.worst:
        interview = snapshot.interview(one.interview)
        code = snapshot.codebook.find(one.code)
        if interview and code:
            where = f"{interview.number}:{one.turn}"
            sides = {"yes": ", ".join(one.yes), "no": ", ".join(one.no)}
            said = say("audit.worst", place=where, code=code.name(language()), **sides)
            yield Paragraph((Run(said, bold=True), Run(quoted(_short(privacy.words(interview, one.span))))), Style.ITEM)


def _short(text: str) -> str:
    """A passage in full, unless three of its length would not leave the page to the rest."""
    words = text.split()
    if len(words) <= WHOLE:
        return text
    half = WHOLE // 2
    return f"{' '.join(words[:half])} […] {' '.join(words[-half:])}"


def _judged(kind: str, found: Judged) -> str:
    shown = say("audit.not_judged")
    if found.low is not None and found.high is not None:
        shown = say("audit.shown", k=found.k, n=found.n, low=percent(found.low), high=percent(found.high))
    return say(f"audit.{kind}", shown=shown)


def _draw() -> str:
    return say("audit.draw", seed=SEED, n=DRAWN)


def _compared(snapshot: Snapshot, found: Audit) -> str:
    counts = Counter(contrast.finding for contrast in found.contrasts)
    said = say("audit.compared", **{str(finding): counts[finding] for finding in Finding})
    held = [contrast for contrast in found.contrasts if contrast.finding is Finding.ESTABLISHED]
    named = [f"{label(contrast.value)} – {_name(snapshot, contrast.code)}" for contrast in held]
    return f"{said} {say('audit.established', contrasts=', '.join(named))}" if named else said


def _name(snapshot: Snapshot, identifier: str) -> str:
    code = snapshot.codebook.find(identifier)
    return code.name(language()) if code else identifier


def _quotes(found: Audit) -> str:
    if found.quoted is None:
        return say("audit.quotes_none")
    named = [say(f"audit.verdict.{verdict}", n=n) for verdict, n in found.quoted.verdicts.items() if n]
    return say("audit.quotes", verdicts=", ".join(named) or "0", top=found.quoted.top, found=found.quoted.found)


def _guides(found: Audit) -> str:
    if not found.guides:
        return say("audit.guides_none")
    return say("audit.guides", n=found.guides, outdated=sum(code.outdated for code in found.codes))
