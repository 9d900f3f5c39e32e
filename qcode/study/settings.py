"""`qcode.toml` → `Settings`: what the team decided about its study, with every mistake as a `Problem`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from qcode.errors import Problem, error, warning
from qcode.model import Attribute, Role, Settings
from qcode.words.reasons import plainly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "qcode.toml"

_TEXTS = ("title", "language", "transcripts", "codebook", "exports", "model", "unit", "policy")
_CHOICES = {"language": ("fr", "en"), "unit": ("sentence", "turn")}


class _WrongValueError(ValueError):
    """A value that this key can't take; carries what it would take."""


def read(root: Path) -> tuple[Settings, list[Problem]]:
    """Read the settings of the study at `root`; what is wrong keeps its default and is a Problem."""
    try:
        source = (root / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        return Settings(), [error("settings_unreadable", FILE, reason=str(failure))]
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as failure:
        place = re.search(r"at line (\d+)", str(failure))
        return Settings(), [
            error("settings_unparsable", FILE, int(place[1]) if place else 0, reason=plainly(str(failure)))
        ]
    return _settings(table, source)


def _settings(table: Mapping[str, Any], source: str) -> tuple[Settings, list[Problem]]:
    known = {field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    problems = []
    for key, value in table.items():
        if key not in known:
            problems.append(warning("settings_unknown_key", FILE, _line(source, key), key=key, known=", ".join(known)))
            continue
        try:
            values[key] = _READERS[key](key, value)
        except _WrongValueError as wrong:
            problems.append(error("settings_wrong_value", FILE, _line(source, key), key=key, wanted=str(wrong)))
    return replace(Settings(), **values), problems


def _text(key: str, value: object) -> str:
    choices = _CHOICES.get(key)
    if not isinstance(value, str) or (choices and value not in choices):
        raise _WrongValueError(f'{key} = "{choices[0] if choices else "…"}"')
    return value


def _yes_or_no(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongValueError(f"{key} = true")
    return value


def _share(key: str, value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 < value <= 1:
        raise _WrongValueError(f"{key} = 0.5")
    return float(value)


def _attributes(key: str, value: object) -> tuple[Attribute, ...]:
    if not isinstance(value, dict):
        raise _WrongValueError(f'{key}.territoire = {{values = ["…"]}}')
    return tuple(_attribute(key, name, table) for name, table in value.items())


def _attribute(key: str, name: str, table: object) -> Attribute:
    wanted = f'{key}.{name} = {{label = "…", values = ["…"]}}'
    if not isinstance(table, dict) or table.keys() - {"label", "values"}:
        raise _WrongValueError(wanted)
    label, values = table.get("label", {}), table.get("values", [])
    labels = {"fr": label, "en": label} if isinstance(label, str) else label
    if not isinstance(labels, dict) or not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise _WrongValueError(wanted)
    return Attribute(name, {str(k): str(v) for k, v in labels.items()}, tuple(values))


def _roles(key: str, value: object) -> dict[str, Role]:
    if not isinstance(value, dict) or not all(role in tuple(Role) for role in value.values()):
        raise _WrongValueError(f'{key} = {{"Mme V." = "{Role.INTERVIEWEE}"}}')
    return {label: Role(role) for label, role in value.items()}


def _names(key: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(name, str) and name.strip() for name in value.values()):
        raise _WrongValueError(f'{key} = {{"nadege" = "Nadège"}}')
    return dict(value)


def _limits(key: str, value: object) -> dict[str, int]:
    from qcode.codebook.load import LIMIT
    from qcode.reading.bounds import Limits

    known = {LIMIT, *(field.name for field in fields(Limits))}
    if not isinstance(value, dict) or not all(type(limit) is int and limit > 0 for limit in value.values()):
        raise _WrongValueError(f"{key} = {{seconds = 60}}")
    if value.keys() - known:
        raise _WrongValueError(f"{key} = {{{sorted(known)[0]} = 60}}")
    return dict(value)


_READERS: dict[str, Callable[[str, object], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    "discussed": _yes_or_no,
    "threshold": _share,
    "attributes": _attributes,
    "facets": _attributes,
    "coders": _names,
    "roles": _roles,
    "limits": _limits,
}


def _line(source: str, key: str) -> int:
    """The line on which a top-level key or table begins; 0 when it can't be told."""
    start = re.compile(rf'\s*(\[+\s*)?"?{re.escape(key)}"?\s*(=|\.|\])')
    return next((number for number, line in enumerate(source.splitlines(), 1) if start.match(line)), 0)
