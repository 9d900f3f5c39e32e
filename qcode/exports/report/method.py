"""The method paragraphs: versions, guide, coders, agreement, what is confirmed and what only proposed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qcode.exports.report.blocks import Paragraph, Run, Style
from qcode.exports.report.sources import Sources, interviews
from qcode.model import Kind, Origin, Snapshot, Status
from qcode.tables.agreement import Agreement, agree
from qcode.words import say
from qcode.words.typography import number

DECIDING = (Kind.ACCEPT, Kind.REJECT, Kind.ADD, Kind.CHANGE, Kind.ADJUDICATE)


def method(sources: Sources) -> Iterator[Paragraph]:
    """How these figures came to be."""
    snapshot = sources.snapshot
    if sources.view == "suggested":
        yield Paragraph(say("report.only_suggested"), Style.WARNING)
    yield Paragraph(
        " ".join([_guide(snapshot), _decided(sources), _coders(snapshot), _read(sources), agreement(snapshot)])
    )
    yield Paragraph(" ".join([say("report.method.definitions"), say("report.method.unit")]))
    label = Run(say("report.note", label=say("report.label.choice")), bold=True)
    yield Paragraph((label, Run(say("report.code.choice"))))


def version(snapshot: Snapshot) -> str:
    """The guide's version, short enough to be printed."""
    return snapshot.codebook.fingerprint[:7]


def _guide(snapshot: Snapshot) -> str:
    book = snapshot.codebook
    return say("report.method.guide", version=version(snapshot), codes=len(book.codes), rules=len(book.rules))


def _decided(sources: Sources) -> str:
    passages = Counter(passage.status for passage in sources.snapshot.passages)
    if sources.view == "suggested":
        return say("report.method.automatic", suggested=passages[Status.SUGGESTED])
    held = [passage for passage in sources.snapshot.passages if passage.status is Status.CONFIRMED]
    human = sum(passage.origin is Origin.HUMAN for passage in held)
    batch = sum(passage.origin is not Origin.HUMAN and passage.batch for passage in held)
    return say(
        "report.method.decided",
        confirmed=len(held),
        human=number(human),
        batch=number(batch),
        single=number(len(held) - human - batch),
        rejected=number(passages[Status.REJECTED]),
        disputed=number(passages[Status.DISPUTED]),
        suggested=number(passages[Status.SUGGESTED]),
    )


def _coders(snapshot: Snapshot) -> str:
    coders = sorted({decision.coder for decision in snapshot.decisions if decision.kind in DECIDING})
    return say(
        "report.method.coders", coders=", ".join(coders) or say("report.method.nobody"), policy=_policy(snapshot)
    )


def _policy(snapshot: Snapshot) -> str:
    policy = snapshot.settings.policy
    known = ("any", "majority", "all", "adjudicated")
    return say(f"report.policy.{policy}") if policy in known else say("report.policy.named", name=policy)


def _read(sources: Sources) -> str:
    if not sources.tally.anyone_read:
        return say("report.method.read_none")
    whole = sum(bool(heard.read.all()) for heard in sources.tally.heard)
    return say("report.method.read", read=whole, n=len(sources.tally.heard))


def agreement(snapshot: Snapshot, found: Agreement | None = None) -> str:
    """Agreement between coders with its interval and what it rests on, or that nobody measured it."""
    if snapshot.settings.discussed:
        return say("report.method.discussed")
    found = found or agree(snapshot)
    alpha = found.overall.get("alpha")
    if alpha is None or alpha.value is None:
        return say("report.method.agreement_none")
    interval = ""
    if alpha.low is not None and alpha.high is not None:
        interval = say("report.method.interval", low=number(alpha.low, 2), high=number(alpha.high, 2))
    return say(
        "report.method.agreement",
        coders=", ".join(found.coders),
        unit=say(f"report.units.{found.unit}"),
        alpha=number(alpha.value, 2),
        interval=interval,
        interviews=interviews(len(found.interviews)),
        blind="" if found.blind else say("report.method.seen"),
    )
