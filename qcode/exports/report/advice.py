"""Findings and recommendations as people wrote them, each with what it rests on and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.exports.report.blocks import Block, Heading, Paragraph, Quote, Run, Style
from qcode.exports.report.sources import Sources, interviews, numbers
from qcode.model import MISSING
from qcode.tables.findings import Finding, Support
from qcode.tables.matrix import shown_value
from qcode.tables.quotable import attribution
from qcode.words import say


def advice(sources: Sources) -> Iterator[Block]:
    """The chapter; a sentence says so where nobody has written any yet."""
    yield Heading(say("report.findings.title"), new_page=True)
    if not sources.findings.findings and not sources.findings.recommendations:
        yield Paragraph(say("report.findings.none"), Style.NOTE)
        return
    yield Heading(say("report.findings.findings"), 2)
    for n, finding in enumerate(sources.findings.findings, start=1):
        yield from _finding(sources, n, finding)
    yield from _recommendations(sources)


def _finding(sources: Sources, n: int, finding: Finding) -> Iterator[Block]:
    yield Paragraph((Run(f"{n}. {finding.text}", bold=True),))
    if finding.thin:
        yield Paragraph(say("report.findings.thin"), Style.WARNING)
    yield Paragraph(_rests(sources, finding), Style.NOTE)
    yield from (_quote(sources, support, "") for support in finding.supports)
    yield from (_quote(sources, support, say("report.code.contrary")) for support in finding.contrary)


def _rests(sources: Sources, finding: Finding) -> str:
    found = [shown_value(v) for attribute in sources.attributes for v in finding.values(attribute.id) if v != MISSING]
    where = say("report.findings.where", values=", ".join(found)) if found else ""
    against = [support.interview for support in finding.contrary]
    parts = [
        say(
            "report.findings.rests",
            interviews=interviews(len(finding.interviews)),
            numbers=numbers(finding.interviews) or "—",
            where=where,
        ),
        say("report.findings.contrary", numbers=numbers(against)) if against else say("report.findings.no_contrary"),
    ]
    if finding.recommendations:
        parts.append(say("report.findings.leads", ids=", ".join(finding.recommendations)))
    return " ".join(parts)


def _quote(sources: Sources, support: Support, remark: str) -> Quote:
    speaker = support.interview.turn(support.turn).speaker
    who = attribution(sources.snapshot.settings, support.interview, speaker)
    return Quote(support.quote, f"{who} ({support.place})", remark=remark)


def _recommendations(sources: Sources) -> Iterator[Block]:
    rank = {finding.id: str(n) for n, finding in enumerate(sources.findings.findings, start=1)}
    if sources.findings.recommendations:
        yield Heading(say("report.findings.advice"), 2)
    for volet, some in sources.findings.volets().items():
        yield Heading(volet[:1].upper() + volet[1:] or say("report.findings.other"), 3)
        for item in some:
            after = [rank[finding.id] for finding in sources.findings.leading_to(item.id)]
            basis = say("report.findings.from_", ids=", ".join(after)) if after else say("report.findings.from_none")
            yield Paragraph((Run(f"{item.text} "), Run(f"({item.id}) {basis}", italic=True)), Style.ITEM)
