"""Two coders side by side: agreement per code, and their disagreements to be settled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qcode.model import Role, Span, Status
from qcode.web import show
from qcode.web.api.matrix import refuse_blind
from qcode.web.wire import one
from qcode.words.typography import collate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.model import Interview
    from qcode.tables.agreement import Agreement, Estimate
    from qcode.tables.disagreements import Disagreement
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

CONTEXT = 240  # code points of the turn shown on either side


def compare(visit: Visit, data: Data) -> dict[str, Any]:
    """Agreement of two coders and all that they disagree on; by default the two who decided most."""
    refuse_blind(visit)
    coders = _coders(visit)
    if len(coders) < 2:
        return {"coders": coders, "a": "", "b": "", "agreement": [], "disagreements": []}
    first = one(data, "a") if one(data, "a") in coders else coders[0]
    second = one(data, "b") if one(data, "b") in coders else ""
    if second in ("", first):
        second = next(coder for coder in coders if coder != first)
    return (
        {"coders": coders, "a": first, "b": second, "discussed": visit.desk.settings.discussed}
        | ({"agreement": []} if visit.desk.settings.discussed else _agreement(visit, first, second))
        | {"disagreements": _disagreements(visit, first, second)}
    )


def _coders(visit: Visit) -> list[str]:
    """Everybody who coded, the two who decided most first, by name."""
    counts = Counter(decision.coder for decision in visit.live.decisions.values())
    ranked = [coder for coder, _ in counts.most_common()]
    return sorted(ranked[:2], key=collate) + sorted(ranked[2:], key=collate)


def _agreement(visit: Visit, first: str, second: str) -> dict[str, Any]:
    from qcode.tables.agreement import agree

    found = agree(visit.live.snapshot, (first, second))
    return {
        "interviews": len(found.interviews),
        "segments": found.n,
        "blind": found.blind,
        "agreement": [*_by_code(found), {"code": "", "n_a": None, "n_b": None} | _figures(found.overall)],
    }


def _by_code(found: Agreement) -> Iterable[dict[str, Any]]:
    for code in found.codes:
        both, a, b, _ = code.table or (0, 0, 0, 0)
        yield {"code": code.code, "n_a": both + a, "n_b": both + b} | _figures(code.figures)


def _figures(figures: Any) -> dict[str, Any]:  # noqa: ANN401 - a mapping of estimates
    kappa: Estimate = figures["kappa"]
    ci = None if kappa.low is None else [kappa.low, kappa.high]
    return {"agreement": figures["agreement"].value, "kappa": kappa.value, "ci": ci}


def _disagreements(visit: Visit, first: str, second: str) -> list[dict[str, Any]]:
    """One entry a passage, with the codes that each of the two alone has given it."""
    from qcode.tables.disagreements import disagreements

    grouped: dict[tuple[str, Span], list[Disagreement]] = {}
    for found in disagreements(visit.live.snapshot, (first, second)):
        grouped.setdefault((found.interview, found.span), []).append(found)
    return [_entry(visit, group, first, second) for group in grouped.values()]


def _entry(visit: Visit, group: list[Disagreement], first: str, second: str) -> dict[str, Any]:
    found = group[0]
    interview, span = visit.live.interviews[found.interview], found.span
    turn = interview.turn(found.turn)
    agreed = _agreed(visit, interview, span, (first, second))
    alone = {coder: [one.code for one in group if coder in one.yes] for coder in (first, second)}
    return {
        "interview": interview.id,
        "number": interview.number,
        "place": show.place(interview, visit.live.study.settings, turn.speaker),
        "sha256": interview.sha256,
        "turn": turn.number,
        "start": span.start,
        "end": span.end,
        "quote": interview.quote(span),
        "before": interview.text[max(turn.span.start, span.start - CONTEXT) : span.start],
        "after": interview.text[span.end : min(turn.span.end, span.end + CONTEXT)],
        "question": _question(interview, turn.number),
        "a": [*agreed, *alone[first]],
        "b": [*agreed, *alone[second]],
        "only_a": alone[first],
        "only_b": alone[second],
        "settled": all(one.settled is not None for one in group),
    }


def _agreed(visit: Visit, interview: Interview, span: Span, coders: tuple[str, str]) -> list[str]:
    """The codes that both have given to some sentence of the passage."""
    codes = {
        coding.code
        for coding in visit.live.folded(interview.id).codings
        if coding.status is not Status.REJECTED and set(coders) <= set(coding.coders)
        if span.overlap(interview.segments[coding.segment].span)
    }
    return [code.id for code in visit.live.codebook.codes if code.id in codes]


def _question(interview: Interview, number: int) -> str:
    asked = (turn for turn in reversed(interview.turns[: number - 1]) if turn.role is Role.INTERVIEWER)
    turn = next(asked, None)
    return f"{turn.speaker}\u00a0: {interview.quote(turn.span)}"[:CONTEXT] if turn else ""
