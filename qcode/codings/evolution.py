"""A guide that changes: its events, and old decisions read through them. Ids are permanent; nothing is rewritten.

`<codebook>/evolution.jsonl` holds one event a line, append-only, united by id like decisions; an undo is an event too.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from qcode.codings.splices import Splice
from qcode.codings.standing import withdrawn
from qcode.errors import Problem, error
from qcode.model import Codebook, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FILE = "evolution.jsonl"


class Act(StrEnum):
    """What can happen to a code after people have worked with it."""

    RENAME = "rename"  # another label, or another id: decisions follow
    MERGE = "merge"  # decisions on this code are read as decisions on another
    SPLIT = "split"  # into new codes; passages of the old one wait to be coded again
    MOVE = "move"  # under another parent
    CREATE = "create"  # while reading; undone as long as nobody has coded with it
    RETIRE = "retire"  # no longer proposed nor coded; decisions stay
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Event:
    """One change to the guide, by somebody; never edited, undone by another."""

    id: str
    act: Act
    by: str
    clock: int
    at: str
    code: str
    into: tuple[str, ...] = ()  # merge, rename: the code that decisions are read as; split: the new codes
    was: str = ""  # rename: the label; move: the parent
    now: str = ""
    target: str = ""  # undo: which event
    edits: tuple[Splice, ...] = ()  # the lines that were changed, so that an undo puts them back to the byte

    @property
    def order(self) -> tuple[int, str]:
        """What makes one event later than another."""
        return self.clock, self.id


def to_line(event: Event) -> str:
    """Write an event as one line of JSON, without the newline."""
    data: dict[str, object] = {"v": 1}
    data |= {key: value for key in Event.__slots__ if (value := getattr(event, key)) not in ("", ())}
    if event.edits:
        data["edits"] = [asdict(splice) for splice in event.edits]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def read_events(text: str, file: str) -> tuple[list[Event], list[Problem]]:
    """Read all events of a file once each, earliest first; a line that can't be read is a problem, no more."""
    events: dict[str, Event] = {}
    problems = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            event = _event(json.loads(line))
            events.setdefault(event.id, event)
        except (ValueError, TypeError, KeyError, AttributeError):
            problems.append(error("event_corrupt", file, number))
    return sorted(events.values(), key=lambda event: event.order), problems


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that nobody undid, earliest first; an undo can be undone."""
    ordered = sorted(events, key=lambda event: event.order)
    undone: set[str] = set()
    for event in reversed(ordered):
        if event.act is Act.UNDO and event.id not in undone:
            undone.add(event.target)
    return [event for event in ordered if event.id not in undone and event.act is not Act.UNDO]


def read_as(events: Iterable[Event]) -> dict[str, str]:
    """For each code that was merged or given another id: the code it is read as today."""
    now: dict[str, str] = {}
    for event in standing(events):
        if event.act in (Act.MERGE, Act.RENAME) and event.into and event.into[0] != event.code:
            now = {code: event.into[0] if read == event.code else read for code, read in now.items()}
            now[event.code] = event.into[0]
            now.pop(event.into[0], None)  # given back its own meaning
    return now


def _given_back(events: Sequence[Event]) -> dict[str, str]:
    """Ids that codes had for a while: decisions made on them then are read as decisions on the code."""
    stand = {event.id for event in standing(events)}
    undone = (event for event in events if event.act is Act.RENAME and event.into and event.id not in stand)
    return {event.into[0]: event.code for event in undone}


def read_through(
    decisions: Iterable[Decision], events: Sequence[Event], codebook: Codebook
) -> tuple[list[Decision], list[Problem]]:
    """Decisions as today's guide understands them; those on codes that nothing defines are set aside and told.

    A code that was retired and then taken out of the guide's files is no problem: its decisions wait in their files.
    Nor are decisions that were taken back.
    """
    known = {code.id for code in codebook.codes}
    now = {code: id_ for code, id_ in _given_back(events).items() if code not in known} | read_as(events)
    retired = {event.code for event in standing(events) if event.act in (Act.RETIRE, Act.MERGE, Act.SPLIT)}
    kept, unknown, file, gone = [], Counter[str](), "", None
    decisions = list(decisions)
    for decision in decisions:
        through = _through(decision, now) if now else decision
        if not through.code or through.code in known:
            kept.append(through)
        elif through.code not in retired:
            gone = withdrawn(decisions) if gone is None else gone
            if decision.id not in gone:
                unknown[through.code] += 1
                file = file or decision.file
    return kept, [error("unknown_code", file, code=code, n=n) for code, n in sorted(unknown.items())]


def evolved(codebook: Codebook, events: Sequence[Event]) -> Codebook:
    """The guide in which rules of a merged code work for the code it went into, and those of retired codes rest."""
    now = read_as(events)
    moved = {code.id: code.rules for code in codebook.codes if code.retired}
    codes = []
    for code in codebook.codes:
        inherited = tuple(
            replace(rule, code=code.id) for old, rules in moved.items() if now.get(old) == code.id for rule in rules
        )
        codes.append(replace(code, rules=() if code.retired else code.rules + inherited))
    return replace(codebook, codes=tuple(codes))


def _through(decision: Decision, now: Mapping[str, str]) -> Decision:
    if decision.code not in now and decision.was_code not in now and now.keys().isdisjoint(decision.codes):
        return decision
    return replace(
        decision,
        code=now.get(decision.code, decision.code),
        was_code=now.get(decision.was_code, decision.was_code),
        codes=tuple(dict.fromkeys(now.get(code, code) for code in decision.codes)),
    )


def _event(data: dict[str, object]) -> Event:
    if data.get("v") != 1:
        raise ValueError(data.get("v"))
    into = data.get("into", ())
    if not isinstance(into, (list, tuple)) or not isinstance(data["clock"], int):
        raise TypeError(into)
    texts = {key: str(data.get(key, "")) for key in ("by", "at", "code", "was", "now", "target")}
    return Event(
        id=str(data["id"]),
        act=Act(str(data["act"])),
        clock=data["clock"],
        into=tuple(map(str, into)),
        edits=tuple(map(_splice, data.get("edits", ()))),  # type: ignore[call-overload]
        **texts,
    )


def _splice(data: Mapping[str, object]) -> Splice:
    was, now, start = data["was"], data["now"], data["start"]
    if not isinstance(was, list) or not isinstance(now, list) or not isinstance(start, int):
        raise TypeError(data)
    return Splice(str(data["file"]), start, tuple(map(str, was)), tuple(map(str, now)))
