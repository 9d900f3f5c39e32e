"""From what the browser sends to decisions: every span is checked against the text, word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qcode.codings import anchor, making
from qcode.model import Decision, Kind, Span
from qcode.study.sight import decides_blindly
from qcode.web.refusal import RefusedError

if TYPE_CHECKING:
    from qcode.model import Interview
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

FROM_PAGE = frozenset(Kind) - {Kind.PSEUDONYMISE, Kind.FORGET}
CODING = frozenset({Kind.ADD, Kind.ACCEPT, Kind.CHANGE, Kind.ADJUDICATE})
_ID = re.compile(r"[0-9A-Za-z-]{16,64}")
LONGEST = 20_000  # characters of a memo


def decision(visit: Visit, draft: Data) -> Decision:
    """The decision that a draft means, by the coder of this page.

    Raises:
        QcodeError: its interview, code, target or words are not (any more) what the page believed.
    """
    kind = Kind(draft["kind"])
    if kind not in FROM_PAGE or not _ID.fullmatch(str(draft["id"])):
        raise RefusedError(400, "page_bad_request")
    made = _about_interview(visit, kind, draft) if draft.get("interview") else _about_study(visit, kind, draft)
    seconds = draft.get("seconds")
    return replace(
        made,
        id=str(draft["id"]),
        seconds=float(seconds) if isinstance(seconds, (int, float)) and 0 <= seconds < 1e6 else None,
        batch=str(draft.get("batch", ""))[:64],
    )


def _about_interview(visit: Visit, kind: Kind, draft: Data) -> Decision:
    interview = visit.interview(str(draft["interview"]))
    if kind is Kind.WITHDRAW:
        return _withdrawal(visit, str(draft["target"]))
    if draft.get("sha256", interview.sha256) != interview.sha256:
        raise RefusedError(409, "page_text_changed", name=interview.id)
    blind = decides_blindly(visit.live, interview, visit.coder, visit.mode)
    if kind in (Kind.READ, Kind.UNREAD):
        turns = _turns(interview, draft.get("turns"))
        return making.read(visit.coder, interview, visit.live.codebook, turns=turns, blind=blind, kind=kind)
    span = _span(interview, draft)
    if kind in CODING and not (span and _is_codable(interview, span)):
        raise RefusedError(409, "page_not_codable", name=interview.id)
    made = making.decide(
        kind,
        visit.coder,
        interview,
        visit.live.codebook,
        span=span,
        code=_code(visit, draft.get("code", "")),
        suggestion=visit.live.queue.find(str(draft.get("suggestion", ""))),
        blind=blind,
        name=str(draft.get("name", ""))[:200],
        value=str(draft.get("value", ""))[:LONGEST],
    )
    return _changed(visit, interview, made, draft) if kind is Kind.CHANGE else made


def _changed(visit: Visit, interview: Interview, made: Decision, draft: Data) -> Decision:
    was = draft["was"]
    place = anchor(interview, Span(int(was["start"]), int(was["end"])))
    return replace(made, was=place, was_code=_code(visit, draft["was_code"]))


def _about_study(visit: Visit, kind: Kind, draft: Data) -> Decision:
    """A memo on a code, a group of interviews, or the study; taking back what lies in an interview that is gone."""
    if kind is Kind.WITHDRAW:
        return _withdrawal(visit, str(draft["target"]))
    if kind is not Kind.MEMO:
        raise RefusedError(400, "page_bad_request")
    return Decision(
        making.new_id(), kind, visit.coder, 0, making.now(), "",
        code=_code(visit, draft.get("code", "")), name=str(draft["name"])[:200], value=str(draft["value"])[:LONGEST],
    )  # fmt: skip


def _withdrawal(visit: Visit, target: str) -> Decision:
    undone = visit.live.decisions.get(target)
    if undone is None or undone.coder != visit.coder:
        raise RefusedError(409, "page_not_yours")
    return making.withdraw(visit.coder, undone)


def _span(interview: Interview, draft: Data) -> Span | None:
    """The place, if there is one; its words must be those that the person saw."""
    if draft.get("start") is None:
        return None
    span = Span(int(draft["start"]), int(draft["end"]))
    if not 0 <= span.start < span.end <= len(interview.text) or interview.quote(span) != draft["quote"]:
        raise RefusedError(409, "page_text_changed", name=interview.id)
    return span


def _is_codable(interview: Interview, span: Span) -> bool:
    """Whether some sentence of an interviewee lies there: questions and stage directions are not coded."""
    return any(span.overlap(s.span) for s in interview.segments if interview.is_coded(s))


def _code(visit: Visit, name: Any) -> str:  # noqa: ANN401 - from JSON
    if name and visit.live.codebook.find(str(name)) is None:
        raise RefusedError(409, "page_no_code", name=str(name))
    return str(name or "")


def _turns(interview: Interview, turns: Any) -> tuple[int, int] | None:  # noqa: ANN401 - from JSON
    if turns is None:
        return None
    first, last = int(turns[0]), int(turns[1])
    if not 1 <= first <= last <= len(interview.turns):
        raise RefusedError(400, "page_bad_request")
    return first, last
