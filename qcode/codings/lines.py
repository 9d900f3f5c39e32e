"""One decision, one line of JSON: the format in which people's work is kept (docs/decisions-format.md).

A line that can't be read is a Problem with its place; the lines around it are read all the same.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, NoReturn

from qcode.errors import Problem, error, warning
from qcode.model import Anchor, Decision, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = 1
TORN = "#torn"
"""Ends a line that a power cut broke off before it was acknowledged."""

KEYS = (
    *("id", "kind", "coder", "clock", "at", "interview", "sha256", "anchor", "code", "guide", "suggestion", "rules"),
    *("seconds", "batch", "blind", "target", "was", "was_code", "codes", "turns", "name", "value", "epoch"),
)
"""The keys after `v`, in the order in which they are written."""

REQUIRED = ("id", "kind", "coder", "clock", "at", "interview")
_NEEDS = {
    Kind.ACCEPT: ("anchor", "code"),
    Kind.REJECT: ("anchor", "code"),
    Kind.ADD: ("anchor", "code"),
    Kind.CHANGE: ("anchor", "code", "was", "was_code"),
    Kind.ADJUDICATE: ("anchor", "code", "value"),
    Kind.WITHDRAW: ("target",),
    Kind.PLACE: ("anchor", "target"),
    Kind.FLAG: ("name",),
    Kind.FACET: ("anchor", "name", "value"),
    Kind.MEMO: ("value",),
}
_KINDS = {kind.value: kind for kind in Kind}
_LIMIT = 2**53  # whole numbers that every JSON reader keeps
_MARKERS = ("<<<<<<< ", "=======", ">>>>>>> ", "||||||| ")
_BREAKS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}  # other tools break lines there


def to_line(decision: Decision) -> str:
    """Write a decision as one line of JSON, without the newline; keys that say nothing are left out."""
    data: dict[str, object] = {"v": VERSION}
    for key in KEYS:
        value = getattr(decision, key)
        if key in REQUIRED or (value is not False and value not in ("", (), None) and (key, value) != ("epoch", 0)):
            data[key] = _anchor_data(value) if isinstance(value, Anchor) else value
    data |= {key: json.loads(text) for key, text in decision.more}
    return _one_line(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))


def read_lines(text: str, file: str) -> tuple[list[Decision], list[Problem]]:
    """Read all lines of a decision file, each with its place; `file` is named in the problems."""
    decisions: list[Decision] = []
    problems: list[Problem] = []
    suspect = _may_hold_halves(text)
    lines = text.removeprefix("\ufeff").split("\n")
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line == TORN:
            continue
        try:
            data = _json(line)
            if suspect:
                _check_whole(data)
            decisions.append(_decision(data, file, number))
        except _NewerError as newer:
            problems.append(error("decision_newer", file, number, what=str(newer)))
        except _InvalidError as invalid:
            problems.append(error("decision_invalid", file, number, key=str(invalid)))
        except (ValueError, RecursionError):
            problems.append(_unreadable(line, file, number, last=number == len(lines)))
    return decisions, problems


class _InvalidError(Exception):
    """A key says what it can't say."""


class _NewerError(Exception):
    """The line uses what only a later version of the format knows."""


def _refuse(constant: str) -> NoReturn:  # NaN and its like are no JSON
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _json(line: str) -> object:
    data, end = _DECODER.raw_decode(line)
    if end < len(line) and line[end:].strip() not in ("", TORN):  # torn: perhaps only its end was missing
        raise ValueError("more than one value")
    return data


def _may_hold_halves(text: str) -> bool:
    """Whether half a surrogate pair can be in a file: in its escapes, or in bytes that were not UTF-8."""
    if "\\ud" in text or "\\uD" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _check_whole(data: object) -> None:
    """Refuse halves of surrogate pairs: such text can't be shown, written or compared."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _InvalidError("\\ud…") from None


def _unreadable(line: str, file: str, number: int, *, last: bool) -> Problem:
    if line.startswith(_MARKERS):
        return warning("decision_merge_marker", file, number)
    if last or line.rstrip().endswith(TORN):
        return warning("decision_torn", file, number)
    return error("decision_corrupt", file, number)


def _one_line(text: str) -> str:
    for character, escape in _BREAKS.items():
        text = text.replace(character, escape)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a character, from a browser: no file can hold it
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _anchor_data(anchor: Anchor) -> dict[str, object]:
    return {key: getattr(anchor, key) for key in ("start", "end", "quote", "before", "after")}


# --- reading one line -------------------------------------------------------------------------------------------


def _decision(data: object, file: str, line: int) -> Decision:
    if not isinstance(data, dict):
        raise _InvalidError("{}")
    if _version(data) > VERSION:
        raise _NewerError(f"v {data['v']}")
    values: dict[str, Any] = {}
    more = []
    for key, value in data.items():
        if value and type(value) is str and key in _TEXTS:  # most keys of most lines
            values[key] = value
        elif (read := _READ.get(key)) is None:
            more.append((key, json.dumps(value)))
        elif key != "v":
            values[key] = read(key, value)
    for key in REQUIRED:
        if key not in values:
            raise _InvalidError(key)
    _check_needs(values)
    return Decision(**values, more=tuple(sorted(more)) if more else (), file=file, line=line)


def _version(data: dict[str, Any]) -> int:
    version = data.get("v")
    if type(version) is not int or version < 1:
        raise _InvalidError("v")
    return version


def _check_needs(values: dict[str, Any]) -> None:
    for key in _NEEDS.get(values["kind"], ()):
        if not values.get(key):
            raise _InvalidError(key)
    if not values["interview"] and values["kind"] is not Kind.MEMO:
        raise _InvalidError("interview")
    if values["kind"] is Kind.ADJUDICATE and values["value"] not in ("yes", "no"):
        raise _InvalidError("value")


def _text(key: str, value: object) -> str:
    if type(value) is not str:
        raise _InvalidError(key)
    return value


def _name(key: str, value: object) -> str:
    text = _text(key, value)
    if not text:
        raise _InvalidError(key)
    return text


def _kind(key: str, value: object) -> Kind:
    kind = _KINDS.get(_text(key, value))
    if kind is None:
        raise _NewerError(f"{key} {str(value)[:40]!r}")
    return kind


def _count(key: str, value: object) -> int:
    if type(value) is not int or not 0 <= value < _LIMIT:
        raise _InvalidError(key)
    return value


def _seconds(key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
        raise _InvalidError(key)
    return float(value)


def _flag(key: str, value: object) -> bool:
    if type(value) is not bool:
        raise _InvalidError(key)
    return value


def _names(key: str, value: object) -> tuple[str, ...]:
    if type(value) is not list:
        raise _InvalidError(key)
    return tuple(_text(key, item) for item in value)


def _anchor(key: str, value: object) -> Anchor:
    if type(value) is not dict:
        raise _InvalidError(key)
    start, end, quote = value.get("start"), value.get("end"), value.get("quote")
    before, after = value.get("before", ""), value.get("after", "")
    if not (type(start) is type(end) is int and type(quote) is type(before) is type(after) is str):
        raise _InvalidError(key)
    if not (0 <= start < end and len(quote) == end - start):
        raise _InvalidError(key)
    return Anchor(start, end, quote, before, after)


def _turns(key: str, value: object) -> tuple[int, int]:
    if type(value) is not list or len(value) != 2:
        raise _InvalidError(key)
    first, last = (_count(key, item) for item in value)
    if not 1 <= first <= last:
        raise _InvalidError(key)
    return first, last


_TEXTS = frozenset(KEYS) - {"kind", "clock", "anchor", "rules", "seconds", "blind", "was", "codes", "turns", "epoch"}
_READ: dict[str, Callable[[str, object], object]] = {
    **dict.fromkeys(KEYS, _text),
    **dict.fromkeys(("id", "coder", "at"), _name),
    **dict.fromkeys(("anchor", "was"), _anchor),
    **dict.fromkeys(("rules", "codes"), _names),
    **dict.fromkeys(("clock", "epoch"), _count),
    "v": _count,
    "kind": _kind,
    "seconds": _seconds,
    "blind": _flag,
    "turns": _turns,
}
