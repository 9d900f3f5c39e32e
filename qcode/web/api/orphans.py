"""Orphans: what was lost, where it may belong, and a person who says where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcode.model import Span
from qcode.study.rescuing import orphans as lost
from qcode.study.rescuing import rescued
from qcode.web import show
from qcode.web.api.matrix import refuse_blind
from qcode.web.refusal import RefusedError

if TYPE_CHECKING:
    from qcode.model import Interview
    from qcode.study.rescuing import Orphan
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

PLACES = 3
CONTEXT = 80  # code points on either side of a place


def orphans(visit: Visit, _data: Data) -> dict[str, Any]:
    """All orphans, each with what was decided, the words that are gone and the places like them, best first."""
    refuse_blind(visit)
    return {"orphans": [_shown(visit, orphan) for orphan in lost(visit.live.snapshot)]}


def place(visit: Visit, data: Data) -> dict[str, Any]:
    """Put an orphan where a person says that it belongs."""
    refuse_blind(visit)
    interview = visit.interview(str(data["interview"]))
    span = Span(int(data["start"]), int(data["end"]))
    if data["sha256"] != interview.sha256 or interview.quote(span) != data["quote"]:
        raise RefusedError(409, "page_text_changed", name=interview.id)
    visit.live.record([rescued(visit.live.snapshot, visit.coder, str(data["id"]), interview.id, span)])
    return {"version": visit.live.version}


def _shown(visit: Visit, orphan: Orphan) -> dict[str, Any]:
    decision = orphan.decision
    interview = visit.live.interviews.get(orphan.interview)
    anchor = decision.anchor
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "coder": decision.coder,
        "mine": decision.coder == visit.coder,
        "at": decision.at,
        "code": decision.code,
        "value": decision.value,
        "quote": anchor.quote if anchor else "",
        "before": anchor.before if anchor else "",
        "after": anchor.after if anchor else "",
        "interview": orphan.interview,
        "was_in": decision.interview,
        "title": show.title(interview) if interview else decision.interview,
        "number": interview.number if interview else "",
        "sha256": interview.sha256 if interview else "",
        "places": [_place(interview, span) for span, _ in orphan.places[:PLACES]] if interview else [],
    }


def _place(interview: Interview, span: Span) -> dict[str, Any]:
    turn = next((turn for turn in interview.turns if turn.span.overlap(span)), None)
    return {
        "start": span.start,
        "end": span.end,
        "quote": interview.quote(span),
        "before": interview.text[max(0, span.start - CONTEXT) : span.start],
        "after": interview.text[span.end : span.end + CONTEXT],
        "turn": turn.number if turn else 0,
    }
