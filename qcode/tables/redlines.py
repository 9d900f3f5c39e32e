"""Red lines: what keeps the words « version finale » off a report."""

from __future__ import annotations

from collections.abc import Iterator

from qcode.citations import Verdict
from qcode.model import Kind, Snapshot, Status
from qcode.tables.audited import Audit, RedLine
from qcode.tables.findings import Findings

ALPHA = 0.667
"""Under it, only tentative conclusions (Krippendorff 2004, p. 241)."""
BAD = (Verdict.NOT_FOUND, Verdict.MISATTRIBUTED, Verdict.NOT_TO_BE_QUOTED, Verdict.ALTERED, Verdict.UNMARKED_COPY)
ANCHORED = frozenset({Kind.ACCEPT, Kind.REJECT, Kind.ADD, Kind.CHANGE, Kind.ADJUDICATE, Kind.FLAG})


def red_lines(snapshot: Snapshot, audit: Audit, findings: Findings) -> Iterator[RedLine]:
    """All of them, the gravest first."""
    if not any(coding.status is Status.CONFIRMED for coding in snapshot.codings):
        yield RedLine("nothing_confirmed")
    yield from _quotes(audit)
    for kind, n in (
        ("errors", snapshot.errors),
        ("orphans", _orphans(snapshot)),
        ("disputed", sum(passage.status is Status.DISPUTED for passage in snapshot.passages)),
        ("outdated", sum(code.outdated for code in audit.codes)),
        ("unread", sum(not one.coders for one in audit.readings)),
        ("thin", sum(finding.thin for finding in findings.findings)),
    ):
        if n:
            yield RedLine(kind, {"n": n})
    yield from _agreement(audit)
    if not audit.noise.n or not audit.silence.n:
        yield RedLine("not_judged")


def _quotes(audit: Audit) -> Iterator[RedLine]:
    if audit.quoted is None:
        yield RedLine("quotes_unchecked")
        return
    for verdict in BAD:
        if n := audit.quoted.verdicts.get(verdict, 0):
            yield RedLine(f"quotes_{verdict}", {"n": n})


def _orphans(snapshot: Snapshot) -> int:
    return sum(p.span is None and p.decision.kind in ANCHORED for p in snapshot.placements)


def _agreement(audit: Audit) -> Iterator[RedLine]:
    alpha = audit.agreement.overall.get("alpha")
    if alpha is None or alpha.value is None:
        yield RedLine("no_double_coding")
    elif not audit.agreement.blind:
        yield RedLine("not_blind")
    elif alpha.value < ALPHA:
        yield RedLine("alpha")
