"""A row of a sheet as XML: text by type, never by its look; formulas with the value they are known to have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from qcode.exports.text import FORMULA, Losses, clean, escape, in_cell


class Formula(NamedTuple):
    """A live formula (without its `=`) and its value now, for readers that don't calculate."""

    text: str
    value: float | str


Value = str | float | Formula | None


@cache
def letter(column: int) -> str:
    """The letters of a column, counted from 1."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def row_xml(
    number: int,
    values: Sequence[Value],
    styles: Sequence[int],
    guarded: Mapping[int, int],
    losses: Losses,
    height: float | None = None,
) -> str:
    """One row; a None leaves its cell empty but styled. Widths of a row and of its styles are the same."""
    size = f' ht="{height:g}" customHeight="1"' if height else ""
    cells = [
        _cell(f"{letter(column)}{number}", value, style, guarded, losses)
        for column, (value, style) in enumerate(zip(values, styles, strict=True), start=1)
    ]
    return f'<row r="{number}"{size}>{"".join(cells)}</row>'


def link_xml(place: str, target: str, tip: str) -> str:
    """A link from a cell to a place in the workbook, and what it says under the mouse."""
    said = f" tooltip={quoteattr(escape(clean(tip, Losses())))}" if tip else ""
    return f'<hyperlink ref="{place}" location={quoteattr(target)}{said}/>'


def _cell(place: str, value: Value, style: int, guarded: Mapping[int, int], losses: Losses) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        text = in_cell(value, losses)
        if text.startswith(FORMULA):
            style = guarded[style]
        return f'<c r="{place}" s="{style}" t="inlineStr">{_inline(text)}</c>'
    if isinstance(value, Formula):
        return _formula(place, value, style)
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def _formula(place: str, formula: Formula, style: int) -> str:
    known = formula.value
    kind, shown = (' t="str"', escape_xml(known)) if isinstance(known, str) else ("", str(known))
    return f'<c r="{place}" s="{style}"{kind}><f>{escape_xml(formula.text)}</f><v>{shown}</v></c>'


def _inline(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape_xml(escape(text))}</t></is>'
