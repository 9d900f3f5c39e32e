"""TEI, transcriptions of speech: `<u who="…">` with its pauses and events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.bounds import Limits
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, UnreadableError, compose
from qcode.reading.xml import XML_ID, local, parse, words

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".tei", ".xml")
_EVENTS = frozenset({"vocal", "kinesic", "incident", "event", "gap", "shift"})


def read(data: bytes, limits: Limits) -> Draft:
    """The utterances of a TEI document."""
    root = parse(data, limits)
    if local(root) not in ("TEI", "TEI.2", "teiCorpus"):
        raise UnreadableError("xml_unknown", root=local(root))
    names = dict(_persons(root))
    times = dict(_timeline(root))
    pieces = (
        (names.get(who := _id(u.get("who")), who), canonical(" ".join("".join(_said(u)).split())), _time(u, times))
        for u in root.iter()
        if local(u) == "u"
    )
    return compose((piece for piece in pieces if piece[1]), _title(root))


def _id(reference: str | None) -> str:
    """`#spk1` → `spk1`; the first, where several speak at once."""
    return (reference or "").split(" ")[0].lstrip("#")


def _persons(root: _Element) -> Iterator[tuple[str, str]]:
    for person in root.iter():
        if local(person) == "person":
            named = next((words(n) for n in person.iter() if local(n) in ("persName", "name") and words(n)), "")
            identifier = person.get(XML_ID, "")
            yield identifier, named or identifier


def _timeline(root: _Element) -> Iterator[tuple[str, float]]:
    """Seconds of the moments that utterances refer to."""
    for when in root.iter():
        value = when.get("interval") if local(when) == "when" else None
        if value and value.replace(".", "", 1).isdecimal():
            yield when.get(XML_ID, ""), float(value)


def _time(u: _Element, times: dict[str, float]) -> float | None:
    """Where the utterance starts: on itself, or on the block of annotations that holds it."""
    holders = (u, *u.iterancestors())
    return next((times[_id(each.get("start"))] for each in holders if _id(each.get("start")) in times), None)


def _said(node: _Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        name = local(child)
        if name == "pause":
            yield " (pause) "
        elif name in _EVENTS:
            yield f" [{words(child) or child.get('desc') or child.get('reason') or name}] "
        else:
            yield from (" " * (name == "w"), *_said(child))
        yield child.tail or ""


def _title(root: _Element) -> dict[str, str]:
    title = next((words(node) for node in root.iter() if local(node) == "title"), "")
    return {"titre": canonical(title)} if title else {}
