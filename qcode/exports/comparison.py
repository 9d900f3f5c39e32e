"""Two coders compared, to take away: how far they agree on each code, and every disagreement with what was settled."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from csv import QUOTE_ALL, writer
from typing import TYPE_CHECKING

from qcode.exports.text import FORMULA, Losses, clean, guarded, in_cell
from qcode.model import Snapshot, by_id
from qcode.tables.agreement import Estimate, agree
from qcode.tables.disagreements import Disagreement, disagreements
from qcode.words import language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from qcode.model import Interview

Row = list[str | float | None]
FIGURES = ("agreement", "kappa", "alpha")
WIDTHS = {"agreement": (34, 14, 14, 12, 12, 12, 12, 12, 12), "disagreements": (12, 10, 70, 34, 14, 14, 14)}


def csv(snapshot: Snapshot, coders: tuple[str, str]) -> bytes:
    """The disagreements for French Excel: byte order mark, semicolons, guarded text."""
    sheet, losses = io.StringIO(newline=""), Losses()
    lines = writer(sheet, delimiter=";", quoting=QUOTE_ALL, lineterminator="\r\n")
    lines.writerows([guarded(clean(str(value), losses)) for value in row] for row in _disagreed(snapshot, coders))
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def xlsx(snapshot: Snapshot, coders: tuple[str, str]) -> bytes:
    """A workbook: figures by code, unless the team discusses everything together, and the disagreements."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if not snapshot.settings.discussed:
        _fill(book.create_sheet(say("tables.comparison.agreement")), "agreement", _agreed(snapshot, coders))
    _fill(book.create_sheet(say("tables.comparison.disagreements")), "disagreements", _disagreed(snapshot, coders))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Worksheet, name: str, rows: Iterator[Row]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    losses = Losses()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str):
                shown = in_cell(value, losses)
                cell.value, cell.data_type, cell.quotePrefix = shown, "s", shown.startswith(FORMULA)
            else:
                cell.value, cell.number_format = value, "0.00" if isinstance(value, float) else "0"
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(WIDTHS[name], 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"


def _agreed(snapshot: Snapshot, coders: tuple[str, str]) -> Iterator[Row]:
    found = agree(snapshot, coders, level="exact")
    intervals = [side for name in FIGURES[1:] for side in (name, f"{name}_low", f"{name}_high")]
    heads = ["code", "a", "b", "agreement", *intervals]
    yield [say(f"tables.comparison.{head}", a=coders[0], b=coders[1]) for head in heads]
    for item in found.codes:
        both, first, second, _ = item.table or (0, 0, 0, 0)
        yield [_code(snapshot, item.code), both + first, both + second, *_figures(item.figures)]
    yield [say("tables.comparison.overall"), None, None, *_figures(found.overall)]


def _figures(found: Mapping[str, Estimate]) -> Row:
    shown: Row = [found["agreement"].value]
    for name in FIGURES[1:]:
        shown += [found[name].value, found[name].low, found[name].high]
    return shown


def _disagreed(snapshot: Snapshot, coders: tuple[str, str]) -> Iterator[Row]:
    heads = ("interview", "place", "quote", "code", "says_a", "says_b", "settled")
    yield [say(f"tables.comparison.{head}", a=coders[0], b=coders[1]) for head in heads]
    interviews = by_id(snapshot.interviews)
    for found in disagreements(snapshot, coders):
        yield _row(snapshot, interviews[found.interview], found, coders)


def _row(snapshot: Snapshot, interview: Interview, found: Disagreement, coders: Sequence[str]) -> Row:
    settled = "" if found.settled is None else say(f"tables.comparison.{'kept' if found.settled else 'dropped'}")
    said = [say(f"tables.comparison.{'yes' if coder in found.yes else 'no'}") for coder in coders]
    place = f"{interview.number}:{found.turn}"
    return [interview.id, place, interview.quote(found.span), _code(snapshot, found.code), *said, settled]


def _code(snapshot: Snapshot, identifier: str) -> str:
    code = snapshot.codebook.find(identifier)
    return code.name(language()) if code else identifier
