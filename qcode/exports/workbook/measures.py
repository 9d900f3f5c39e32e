"""The figures of one group as cells: value and look, small bases and emptiness told apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.exports.workbook import formats
from qcode.exports.workbook.styles import Styles, heat
from qcode.tables.groups import Group
from qcode.words import say

if TYPE_CHECKING:
    from qcode.exports.workbook.cells import Value
    from qcode.tables.tally import Grid

BLOCKS = ("interviews", "share", "passages", "proposed", "rate", "mean", "speech")
"""The figures of the matrix, block after block; `proposed` only where something is confirmed."""
LOOKS = {"interviews": "effectif", "passages": "effectif", "proposed": "effectif", "rate": "taux", "mean": "taux"}


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """All figures of one group, code by code, as plain numbers; None where there is nothing to divide by."""

    group: Group
    values: Mapping[str, list[float | None]]
    base: list[int]
    present_in_base: list[int]
    unread: list[bool]

    def number(self, block: str, code: int) -> float:
        """A figure, 0 where there is none."""
        return self.values[block][code] or 0

    @property
    def small(self) -> bool:
        """Whether the group is too small to be commented alone."""
        return len(self.group.interviews) < formats.SMALL


def figures(group: Group, proposed: Group) -> Figures:
    """Take a group's figures out of their arrays."""
    values = {
        "interviews": _plain(group.present),
        "share": _plain(group.share),
        "passages": _plain(group.passages),
        "proposed": _plain(proposed.passages),
        "rate": _plain(group.rate),
        "mean": _plain(group.mean_rate),
        "speech": _plain(group.speech_share),
    }
    return Figures(group, values, group.base.tolist(), group.present_in_base.tolist(), group.unread.tolist())


def _plain(grid: Grid) -> list[float | None]:
    return [None if isinstance(value, float) and math.isnan(value) else value for value in grid.tolist()]


def cell(
    found: Figures, block: str, code: int, styles: Styles, whole: bool = False, ruled: bool = False
) -> tuple[Value, int]:
    """The cell of one figure: its value, and the number of its style."""
    value = found.values[block][code]
    unknown = block == "share" and value is None and found.group.study_read  # passages, but nobody read it in full
    if (block != "proposed" and found.unread[code]) or unknown:
        return say("workbook.sign.unread"), styles("sans objet", ruled=ruled)
    if value is None:
        return None, styles("sans objet", ruled=ruled)
    look = LOOKS.get(block, "part")
    kind = " petit" if found.small else " ensemble" if whole else ""
    if block == "share":
        shown = formats.share(found.present_in_base[code], found.base[code])
        return value, styles(f"{look}{kind}", shown, ruled)
    if block == "rate" and value and not found.small:
        return value, styles(f"{look}{kind} chaleur {heat(value)}", ruled=ruled)
    wide = formats.count(value, found.small) if look == "effectif" and value >= formats.MILLION else ""
    return value, styles(f"{look}{kind}", wide, ruled)
