"""The matrix as a long table: one row per code and group, with the five measures and what they are measured on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from qcode.errors import QcodeError, error
from qcode.model import MISSING, Code, Codebook, Interview, Settings, Snapshot
from qcode.tables.groups import Group, groups, left_out
from qcode.tables.tally import VIEWS, Tally, tally
from qcode.words import say

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("passages", "interviews", "share", "per_1000_words", "speech_share")
LEVELS = ("all", "top", "sub")
CONTRACT = ("value", "passages", "interviews", "interviews_total", "words")
MORE = ("persons", "interviews_read", "share", "per_1000_words", "mean_rate", "speech_share", "state")


def matrix(
    snapshot: Snapshot,
    by: Sequence[str] = (),
    measure: str = "passages",
    status: str = "confirmed",
    level: str = "all",
) -> pd.DataFrame:
    """Cross codes with no, one or two attributes.

    Columns: `code` (dotted path), the attributes, `value` (the measure asked for), `passages`, `interviews`,
    `interviews_total`, `words`, then `persons`, `interviews_read`, `share`, `per_1000_words`, `mean_rate` (mean of
    the interviews' own rates), `speech_share`, and `state`: `read`, or `unread` where nothing stands and nobody has
    read (the value is empty then: it is no zero). `attrs` says what a share is a share of (`base`: `read` or `all`)
    and which interviews were left out of the comparison (`left_out`).

    Raises:
        QcodeError: an unknown measure, status, level or attribute.
    """
    return matrix_of(tally(snapshot), snapshot.settings, by, measure, status, level)


def matrix_of(
    counted: Tally,
    settings: Settings,
    by: Sequence[str] = (),
    measure: str = "passages",
    status: str = "confirmed",
    level: str = "all",
) -> pd.DataFrame:
    """The matrix of a study that was counted already.

    Raises:
        QcodeError: an unknown measure, status, level or attribute.
    """
    import pandas as pd

    table = pd.DataFrame(columns_of(counted, settings, by, measure, status, level))
    table.attrs["base"] = "read" if counted.anyone_read else "all"
    table.attrs["left_out"] = [interview.id for interview in left_out(counted)]
    return table


def columns_of(
    counted: Tally,
    settings: Settings,
    by: Sequence[str] = (),
    measure: str = "passages",
    status: str = "confirmed",
    level: str = "all",
) -> dict[str, list[Any]]:
    """The columns of the matrix without pandas, for whoever asks often or wants an answer at once.

    Raises:
        QcodeError: an unknown measure, status, level or attribute.
    """
    _check(counted, settings, by, measure, status, level)
    cut = groups(counted, by, status, settings)
    rows = shown(counted, level)
    names = [counted.codebook.path(counted.codebook.codes[row].id) for row in rows]
    columns: dict[str, list[Any]] = {name: [] for name in ("code", *by, *CONTRACT, *MORE)}
    for group in cut:
        for name, values in _columns(group, rows, names, by, measure).items():
            columns[name] += values.tolist() if hasattr(values, "tolist") else _each(values, len(rows))
    by_code = [group * len(rows) + row for row in range(len(rows)) for group in range(len(cut))]
    return {name: [values[place] for place in by_code] for name, values in columns.items()}


def shown(counted: Tally, level: str) -> list[int]:
    """The places in the codebook of the codes at this level; a retired code shows only where something stands."""
    retired = {code.id for code in counted.codebook.codes if code.retired}
    used = {coding.code for heard in counted.heard for coding in heard.codings} if retired else set()
    codes = enumerate(counted.codebook.codes)
    return [n for n, code in codes if at_level(code, counted.codebook, level) and (not code.retired or code.id in used)]


def at_level(code: Code, codebook: Codebook, level: str) -> bool:
    """Whether a code belongs to a level: `all`, `top`, or `sub` (the codes that nothing stands under)."""
    if level == "top":
        return not code.parent
    return level == "all" or not codebook.children(code.id)


def shown_value(value: str) -> str:
    """An attribute's value as tables show it."""
    return say("tables.missing") if value == MISSING else value


def _columns(
    group: Group, rows: Sequence[int], names: Sequence[str], by: Sequence[str], measure: str
) -> dict[str, Any]:
    import numpy as np

    figures: dict[str, Any] = {
        "passages": group.passages[rows],
        "interviews": group.present[rows],
        "interviews_total": len(group.interviews),
        "words": group.words,
        "persons": group.persons,
        "interviews_read": group.read[rows],
        "share": group.share[rows],
        "per_1000_words": group.rate[rows],
        "mean_rate": group.mean_rate[rows],
        "speech_share": group.speech_share[rows],
    }
    unread = group.unread[rows]
    value = figures[measure]
    value = np.where(unread, np.nan, value) if unread.any() else value
    places = {name: shown_value(wanted) for name, wanted in zip(by, group.values, strict=True)}
    return {"code": names} | places | {"value": value} | figures | {"state": np.where(unread, "unread", "read")}


def _each(value: object, n: int) -> list[Any]:
    """A column of values, or of one value for all rows."""
    return list(value) if isinstance(value, (list, tuple)) else [value] * n


def _check(counted: Tally, settings: Settings, by: Sequence[str], measure: str, status: str, level: str) -> None:
    known = attributes(settings, [heard.interview for heard in counted.heard])
    problems = [error("unknown_attribute", "", name=name, known=", ".join(known)) for name in by if name not in known]
    for choice, chosen, allowed in (
        ("measure", measure, MEASURES),
        ("status", status, VIEWS),
        ("level", level, LEVELS),
    ):
        if chosen not in allowed:
            problems.append(error("unknown_choice", "", option=choice, value=chosen, known=", ".join(allowed)))
    if len(by) > 2 or len(set(by)) < len(by):
        problems.append(error("too_many_attributes", "", n=len(by)))
    if problems:
        raise QcodeError(*problems)


def attributes(settings: Settings, interviews: Iterable[Interview]) -> list[str]:
    """The study's attributes, then all others that interviews or persons carry, in alphabetical order."""
    declared = [attribute.id for attribute in settings.attributes]
    found: set[str] = set()
    for interview in interviews:
        found.update(interview.attributes, *(person.attributes for person in interview.persons))
    return declared + sorted(found - set(declared))
