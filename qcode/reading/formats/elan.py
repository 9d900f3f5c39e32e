"""ELAN (.eaf): the annotations of all time-aligned tiers, in order of time; a tier is a speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qcode.reading.bounds import Limits
from qcode.reading.cues import runs
from qcode.reading.decode import canonical
from qcode.reading.draft import Draft, Piece, UnreadableError, compose
from qcode.reading.xml import local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

SUFFIXES = (".eaf",)


def read(data: bytes, limits: Limits) -> Draft:
    """What is said in an ELAN file."""
    root = parse(data, limits)
    if local(root) != "ANNOTATION_DOCUMENT":
        raise UnreadableError("xml_unknown", root=local(root))
    slots = {slot.get("TIME_SLOT_ID"): _milliseconds(slot.get("TIME_VALUE", "")) for slot in root.iter("TIME_SLOT")}
    pieces = [piece for tier in root.iter("TIER") if not tier.get("PARENT_REF") for piece in _said(tier, slots)]
    return compose(runs(sorted(pieces, key=lambda piece: piece[2] or 0.0)))


def _milliseconds(value: str) -> int:
    """A moment, the beginning where it has none."""
    return int(value) if value.isdecimal() else 0


def _said(tier: _Element, slots: dict[str | None, int]) -> Iterator[Piece]:
    speaker = canonical(tier.get("PARTICIPANT") or tier.get("TIER_ID") or "")
    for annotation in tier.iter("ALIGNABLE_ANNOTATION"):
        words = annotation.findtext("ANNOTATION_VALUE") or ""
        if words.strip():
            yield speaker, canonical(words), slots.get(annotation.get("TIME_SLOT_REF1"), 0) / 1000
