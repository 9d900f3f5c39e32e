"""Which interviews have been read in full, and for which codes: without it, nothing may be called absent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qcode.model import Code, Codebook, Interview, Reading


def codes_read(interview: Interview, readings: Sequence[Reading], codebook: Codebook) -> frozenset[str]:
    """The codes for which somebody has, alone or with others, read all that the interviewees say.

    A reading for a code holds for its sub-codes; a code is read as well when all its sub-codes are.
    """
    if not readings:
        return frozenset()
    needed = {segment.number for segment in interview.segments if interview.is_coded(segment)}
    full: dict[tuple[int, ...], bool] = {}  # the same readings count for most codes: join their segments once
    read, line = set(), lines(codebook)
    for code in codebook.codes:
        held = tuple(n for n, reading in enumerate(readings) if _counts(reading, code, line))
        if held not in full:
            full[held] = needed <= set().union(*(readings[n].segments for n in held)) and bool(held)
        if full[held]:
            read.add(code.id)
    return frozenset(read | _parents(read, codebook))


def lines(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """For each code, itself and all codes above it."""
    found: dict[str, frozenset[str]] = {}
    for code in codebook.codes:
        found[code.id] = found.get(code.parent, frozenset()) | {code.id}
    return found


def _counts(reading: Reading, code: Code, line: Mapping[str, frozenset[str]]) -> bool:
    return code.id in reading.codes or (not line[code.id].isdisjoint(reading.codes) and reading.at[:10] > code.born)


def _parents(read: set[str], codebook: Codebook) -> set[str]:
    """The codes above that count as read because all their sub-codes are."""
    missing = {code.parent for code in codebook.codes if code.id not in read}
    whole: set[str] = set()
    for code in reversed(codebook.codes):
        if code.id in read and code.parent:
            whole.add(code.parent)
    return whole - missing
