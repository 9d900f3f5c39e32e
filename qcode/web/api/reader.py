"""The reader: one interview in full, what stands in it as far as this coder may see, who has read it, and notes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from qcode.codings.standing import withdrawn
from qcode.model import Kind
from qcode.study.queue import segments_read
from qcode.study.sight import double_coded, has_read, hides, seen
from qcode.web import show
from qcode.web.wire import one
from qcode.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.model import Interview, Placement
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

NOTES = frozenset({Kind.MEMO, Kind.FLAG, Kind.FACET})


def interviews(visit: Visit, _data: Data) -> dict[str, Any]:
    """All interviews in the order of their numbers, with what is left to decide in each."""
    live = visit.live
    left = live.queue.counts(visit.wish(), ["interview"])["interview"]
    shown = [
        {
            "id": interview.id,
            "number": interview.number,
            "title": show.title(interview),
            "place": show.place(interview, live.study.settings),
            "left": left.get(interview.id, 0),
            "read": has_read(live, interview, visit.coder),
            "double": interview.id in double_coded(live),
        }
        for interview in sorted(live.interviews.values(), key=lambda interview: (interview.number, interview.id))
    ]
    return {"interviews": shown}


def interview(visit: Visit, data: Data) -> dict[str, Any]:
    """One interview; `text=no` leaves out what never changes."""
    found = visit.interview(one(data, "id"))
    standing = seen(visit.live, found, visit.coder, visit.mode)
    shown = {
        "passages": [show.passage(found, passage, visit.live.study.settings) for passage in standing.passages],
        "notes": _notes(visit, found),
        "facets": _facets(visit),
        "read": _reading(visit, found),
        "mode": visit.mode,
        "hidden": hides(visit.live, found, visit.coder, visit.mode),
        "free_facets": not visit.desk.settings.facets,
    }
    return shown if one(data, "text") == "no" else _text(visit, found) | shown


def _text(visit: Visit, found: Interview) -> dict[str, Any]:
    segments = defaultdict(list)
    for segment in found.segments:
        segments[segment.turn].append([segment.number, segment.span.start, segment.span.end])
    turns = [
        show.turn(found, turn) | {"segments": segments[turn.number], "codable": show.is_codable(turn)}
        for turn in found.turns
    ]
    times = [turn.time for turn in found.turns if turn.time is not None]
    return {
        "id": found.id,
        "number": found.number,
        "title": show.title(found),
        "place": show.place(found, visit.live.study.settings),
        "sha256": found.sha256,
        "group": next(iter(_groups(visit, found)), ""),
        "duration": times[-1] if times else None,
        "turns": turns,
    }


def _reading(visit: Visit, found: Interview) -> dict[str, Any]:
    read = segments_read(visit.live.folded(found.id))
    needed = {segment.number for segment in found.segments if found.is_coded(segment)}
    mine = read.get(visit.coder, set())
    unread = next((s.turn for s in found.segments if found.is_coded(s) and s.number not in mine), len(found.turns))
    others = [] if visit.mode == "blind" and not needed <= mine else sorted(c for c in read if c != visit.coder)
    return {
        "mine": bool(needed) and needed <= mine,
        "next": unread,
        "turns": unread - 1,
        "others": [coder for coder in others if needed <= read[coder]],
    }


def _notes(visit: Visit, found: Interview) -> list[dict[str, Any]]:
    """Memos, flags and facets on this interview, and memos on the study and on what it belongs to; latest first."""
    here = _standing(visit.live.placed(found.id))
    about = {"study", "code", *_groups(visit, found)}
    general = [p for p in _standing(visit.live.placed("")) if p.decision.name in about]
    alone = visit.mode == "blind" and hides(visit.live, found, visit.coder, visit.mode)
    notes = [p for p in (*here, *general) if not alone or p.decision.coder == visit.coder]
    return [_note(visit, found, placement) for placement in sorted(notes, key=_when, reverse=True)]


def _groups(visit: Visit, found: Interview) -> list[str]:
    """What memos on a group of interviews call the groups of this one: `territoire=Lyon`."""
    attributes = (attribute.id for attribute in visit.live.study.settings.attributes)
    return [f"{name}={found.value(name)}" for name in attributes if found.value(name)]


def _when(placement: Placement) -> tuple[int, str]:
    return placement.decision.order


def _standing(placements: Iterable[Placement]) -> list[Placement]:
    placements = list(placements)
    gone = withdrawn(placement.decision for placement in placements)
    return [p for p in placements if p.decision.kind in NOTES and p.decision.id not in gone]


def _note(visit: Visit, found: Interview, placement: Placement) -> dict[str, Any]:
    decision = placement.decision
    span = placement.span if decision.anchor else None
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "coder": decision.coder,
        "mine": decision.coder == visit.coder,
        "at": decision.at,
        "code": decision.code,
        "name": decision.name,
        "value": decision.value,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": found.quote(span) if span else "",
    }


def _facets(visit: Visit) -> list[dict[str, Any]]:
    """The facets that the study lists, with their values; without a list, those that people have used."""
    listed = visit.desk.settings.facets
    if listed:
        return [{"id": one.id, "label": one.name(language()), "values": list(one.values)} for one in listed]
    used: dict[str, set[str]] = defaultdict(set)
    for decision in visit.live.decisions.values():
        if decision.kind is Kind.FACET:
            used[decision.name].add(decision.value)
    return [{"id": name, "label": name, "values": sorted(values)} for name, values in sorted(used.items())]


def history(visit: Visit, data: Data) -> dict[str, Any]:
    """All that people decided about a code on a stretch of text, latest first."""
    found = visit.interview(one(data, "interview"))
    start, end, code = int(one(data, "start")), int(one(data, "end")), one(data, "code")
    alone = visit.mode == "blind" and hides(visit.live, found, visit.coder, visit.mode)
    touching = [
        p.decision
        for p in visit.live.placed(found.id)
        if p.span and p.decision.anchor and p.span.start < end and p.span.end > start
        if code in (p.decision.code, p.decision.was_code) and (not alone or p.decision.coder == visit.coder)
    ]
    gone = withdrawn(placement.decision for placement in visit.live.placed(found.id))
    shown = [
        {
            "kind": "withdrawn" if decision.id in gone else decision.kind.value,
            "coder": decision.coder,
            "at": decision.at,
            "batch": bool(decision.batch),
            "blind": decision.blind,
        }
        for decision in sorted(touching, key=lambda decision: decision.order, reverse=True)
    ]
    return {"decisions": shown}
