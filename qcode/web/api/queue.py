"""The queue: the next proposals in their context, how many are left, and those that are like one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcode.model import MISSING, Role
from qcode.study.sight import seen
from qcode.web import show
from qcode.web.wire import one
from qcode.words import language, say

if TYPE_CHECKING:
    from qcode.model import Codebook, Interview, Segment, Suggestion
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

MOST = 50
AROUND = 6  # other codings shown of the same turn


def queue(visit: Visit, data: Data) -> dict[str, Any]:
    """The next proposals under the asked order and filters, with all that the rail shows."""
    columns = visit.live.queue
    facets = {name: data[name] for name in (*columns.facets, "status", "coder") if data.get(name)}
    wish = visit.wish(facets, one(data, "order", "unsure"))
    limit = min(MOST, int(one(data, "limit", "10")))
    found = columns.next(wish, one(data, "after"), limit) if limit else []
    totals = columns.totals(wish)
    return {
        "items": [item(visit, s) | {"similar": n} for s, n in zip(found, columns.n_similar(found, wish), strict=True)],
        "left": totals["suggested"],
        "here": columns.size(wish),
        "hidden": visit.mode != "open",
        "interviews": len(visit.live.interviews),
        "rules": len(visit.live.codebook.rules),
        **{status: totals[status] for status in ("confirmed", "rejected", "disputed")},
        "facets": _facets(visit, columns.counts(wish, [name for name in columns.facets if name != "interview"])),
        "version": visit.live.version,
    }


def similar(visit: Visit, data: Data) -> dict[str, Any]:
    """The proposals still open that are like this one, itself first."""
    found = visit.live.queue.similar(one(data, "id"), visit.wish())
    return {"items": [_brief(visit, s) for s in found[: int(one(data, "limit", "100000"))]], "n": len(found)}


def item(visit: Visit, suggestion: Suggestion) -> dict[str, Any]:
    """A proposal with what is needed to decide on it."""
    interview = visit.live.interviews[suggestion.interview]
    segment = interview.segments[suggestion.segment]
    status, around = _around(visit, interview, segment, suggestion.code)
    return _brief(visit, suggestion) | {
        "turns": len(interview.turns),
        "score": suggestion.score,
        "status": status,
        "evidence": [show.evidence(interview, evidence) for evidence in suggestion.evidence],
        "context": _context(interview, segment.turn),
        "around": around,
    }


def _brief(visit: Visit, suggestion: Suggestion) -> dict[str, Any]:
    interview = visit.live.interviews[suggestion.interview]
    segment = interview.segments[suggestion.segment]
    return {
        "id": suggestion.id,
        "interview": interview.id,
        "number": interview.number,
        "title": show.title(interview),
        "place": show.place(interview, visit.live.study.settings, interview.turn(segment.turn).speaker),
        "sha256": interview.sha256,
        "code": suggestion.code,
        "turn": segment.turn,
        "start": segment.span.start,
        "end": segment.span.end,
        "quote": interview.quote(segment.span),
        "words": [[word.start, word.end] for found in suggestion.evidence for word in found.words],
    }


def _context(interview: Interview, number: int) -> list[dict[str, Any]]:
    """The question, the turn, and what was said next."""
    asked = (t.number for t in reversed(interview.turns[: number - 1]) if t.role is Role.INTERVIEWER)
    question = next(asked, number - 1)
    shown = dict.fromkeys(n for n in (question, number, number + 1) if 1 <= n <= len(interview.turns))
    return [show.turn(interview, interview.turn(n)) for n in shown]


def _around(visit: Visit, interview: Interview, segment: Segment, code: str) -> tuple[str, list[dict[str, Any]]]:
    """What stands of the proposal itself, and what else is coded in its turn."""
    status, others = "suggested", list[dict[str, Any]]()
    for coding in seen(visit.live, interview, visit.coder, visit.mode).codings:
        place = interview.segments[coding.segment]
        if place.turn != segment.turn:
            continue
        if (coding.segment, coding.code) == (segment.number, code):
            status = coding.status.value
        elif coding.status != "rejected" and len(others) < AROUND:
            others.append(
                {
                    "code": coding.code,
                    "status": coding.status.value,
                    "quote": interview.quote(place.span),
                    "coders": list(coding.coders),
                }
            )
    return status, others


def _facets(visit: Visit, counts: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """The filters that can be set, each value with its name and how many it would leave."""
    settings, guide = visit.live.study.settings, visit.live.codebook
    names = {attribute.id: attribute.name(language()) for attribute in settings.attributes}
    shown = []
    for facet, values in counts.items():
        kept = values if facet in ("status", "code") else {value: n for value, n in values.items() if n}
        label = names.get(facet) or say(f"page.queue.facets.{facet}")
        options = [{"value": v, "label": _label(facet, v, guide), "n": n} for v, n in kept.items()]
        shown.append({"id": facet, "label": label, "values": options})
    return shown


def _label(facet: str, value: str, guide: Codebook) -> str:
    if facet == "code":
        code = guide.find(value)
        return code.name(language()) if code else value
    if facet == "status":
        return say(f"page.status.{value}")
    return say("page.missing") if value == MISSING else value
