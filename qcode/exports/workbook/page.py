"""One sheet being written: rows stream to a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import io
import math
import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

from qcode.exports.text import Losses, escape
from qcode.exports.workbook.cells import Value, letter, link_xml, row_xml
from qcode.exports.workbook.sizes import lines, tall
from qcode.exports.workbook.styles import Styles
from qcode.words import say

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_LINKS = 65_530
"""What Excel takes on one sheet."""
MAX_ROWS = 1_048_576
MOST_STRETCHED = 1.4
PAPER = (770.0, 497.0)  # points inside the margins of A4 landscape
UPRIGHT = (523.0, 744.0)  # and upright


class Page:
    """A sheet, its rows so far, and what they link to."""

    def __init__(self, book: Workbook, name: str, styles: Styles, losses: Losses, footer: str) -> None:
        self.name = name
        self.number = 0  # the last row written
        self.width = 1
        self.unlinked = 0  # links that Excel would not have taken
        self.merged: list[str] = []
        self.linked = 0
        self.styles, self.losses = styles, losses
        self.widths: list[float] = []  # as far as they are in sight
        self.filled = self.repeated = 0.0  # points of the printed page in use, and of the heads that every page repeats
        self.heights: list[float] = []  # of the rows up to the heads
        self.paper = PAPER
        self.pictures: list[str] = []  # what each one shows, in words
        self.room = PAPER[1]  # points of rows that one printed page takes, as small as its columns make it
        self.sheet: Any = book.create_sheet(name)
        self.rows: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 — closed with the workbook
        self.links: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        _print(self.sheet, footer)

    @property
    def area(self) -> str:
        """The cells in use, `A1:P366`."""
        return f"A1:{letter(self.width)}{max(self.number, 1)}"

    def columns(self, widths: Sequence[float]) -> None:
        """Set the widths of the columns, in characters."""
        self.widths = list(widths)
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[letter(number)].width = width
        self._measure()

    def stretch(self, height: float, folded: Sequence[int] = ()) -> None:
        """Widen the columns as far as a page, printed that much smaller, then holds so many points of rows."""
        across = sum(5.25 * width + 3.75 for n, width in enumerate(self.widths, start=1) if n not in folded)
        factor = self.paper[0] * height / self.paper[1] / across
        if 1 < factor <= MOST_STRETCHED:
            self.columns([round(width * factor, 1) for width in self.widths])

    def fold(self, columns: Iterable[int]) -> None:
        """Hide columns behind the outline's `+`: a click opens them, every program reads them."""
        for number in columns:
            dimension = self.sheet.column_dimensions[letter(number)]
            dimension.outlineLevel, dimension.hidden = 1, True
            self.widths[number - 1] = 0
        self.sheet.sheet_properties.outlinePr.summaryRight = False
        self._measure()

    def _measure(self) -> None:
        across = sum(width * 5.25 + 3.75 for width in self.widths if width)
        self.room = self.paper[1] * max(1.0, across / self.paper[0])

    def freeze(self, column: int, first: int = 0) -> None:
        """Keep rows so far and columns left of `column` in sight; rows from `first` on are printed on each page."""
        self.sheet.freeze_panes = f"{letter(column)}{self.number + 1}"
        self.sheet.print_title_rows = f"{first or self.number}:{self.number}"
        self.repeated = sum(self.heights[(first or self.number) - self.number - 1 :])

    def one_page(self, rows: int = 70) -> None:
        """Print on one page, unless there are more rows than eyes can read there."""
        self.sheet.page_setup.fitToHeight = 1 if self.number <= rows else 0

    def portrait(self) -> None:
        """Print upright."""
        self.sheet.page_setup.orientation, self.paper = "portrait", UPRIGHT
        self._measure()

    def print_to(self, column: int, row: int = 0) -> None:
        """Print no further than this column (and row); the rest is there to be filtered and counted."""
        self.sheet.print_area = f"A1:{letter(column)}{row or max(self.number, 1)}"

    def break_page(self) -> None:
        """Begin a new printed page after the last row."""
        from openpyxl.worksheet.pagebreak import Break

        self.sheet.row_breaks.append(Break(id=self.number))
        self.filled = self.repeated

    def keep(self, height: float) -> bool:
        """Begin a new printed page if what comes, so many points high, would be cut by its end; say whether."""
        cut = self.filled > self.repeated and self.filled + height > self.room
        if cut:
            self.break_page()
        return cut

    def row(self, values: Sequence[Value], styles: Sequence[int], height: float | None = None) -> int:
        """Write the next row and give its number."""
        self.number += 1
        self.width = max(self.width, len(values))
        points = height or 15.0
        self.filled += points
        if self.filled > self.room:
            self.filled = self.repeated + points
        if not self.repeated:
            self.heights.append(points)
        xml = row_xml(self.number, values, styles, self.styles.guarded, self.losses, height)
        self.rows.write(xml.encode("utf-8"))
        return self.number

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self.number += rows
        self.filled += 15.0 * rows

    def title(self, title: str, *subtitles: str) -> None:
        """Write the sheet's title and what it shows."""
        self.row([title], [self.styles("titre")], 26)
        for text in subtitles:
            self.row([text], [self.styles("sous-titre")])

    def wide(self, text: str, style: str, columns: int, label: str | None = None, look: str = "libellé") -> int:
        """Write a text over several columns, in a row as high as it needs; a label takes the first of them."""
        first = 1 if label is None else 2
        width = sum(self.widths[first - 1 : columns])
        values = [*[label] * (first - 1), text, *[None] * (columns - first)]
        looks = [self.styles(look)] * (first - 1) + [self.styles(style)] * (columns - first + 1)
        number = self.row(values, looks, tall(lines(text, width, style == "note"), style == "note"))
        if columns > first:
            self.merged.append(f"{letter(first)}{number}:{letter(columns)}{number}")
        return number

    def notes(self, columns: int, **notes: str) -> None:
        """Write notes under a table, each with its name: reading, attention, signs, definitions, scope, source."""
        said = [f"{say(f'workbook.note.{name}')} {text}" for name, text in notes.items() if text]
        across = sum(self.widths[:columns])
        self.keep(15 + sum(tall(lines(text, across, small=True), small=True) for text in said))
        self.skip()
        for text in said:
            self.wide(text, "note", columns)

    def link(self, column: int, target: str, tip: str = "") -> None:
        """Lead from a cell of the last row to a place in the workbook, as far as Excel allows."""
        if target and self.linked < MAX_LINKS:
            self.links.write(link_xml(f"{letter(column)}{self.number}", target, tip[:250]).encode())
            self.linked += 1
        elif target:
            self.unlinked += 1

    def close(self) -> None:
        """Drop what was streamed."""
        self.rows.close()
        self.links.close()

    def picture(self, png: bytes, alt: str, width: float, height: float) -> None:
        """Put a picture of so many inches under the last row, and leave the rows that it covers empty."""
        from openpyxl.drawing.image import Image

        self.skip()
        image = Image(io.BytesIO(png))
        image.width, image.height = round(96 * width), round(96 * height)
        self.sheet.add_image(image, f"A{self.number + 1}")
        self.pictures.append(alt)
        self.skip(math.ceil(72 * height / 15) + 1)

    def table(self, name: str, heads: Sequence[str], first: int) -> None:
        """Declare the rows from `first` (the heads) to the last one as an Excel table with filters."""
        from openpyxl.worksheet.filters import AutoFilter
        from openpyxl.worksheet.table import Table, TableColumn

        ref = f"A{first}:{letter(len(heads))}{max(self.number, first + 1)}"
        self.number = max(self.number, first + 1)  # a table has at least one row, be it empty
        names = [TableColumn(id=n, name=escape(head)) for n, head in enumerate(heads, start=1)]
        table = Table(displayName=name, name=name, ref=ref, autoFilter=AutoFilter(ref=ref), tableColumns=names)
        self.sheet.add_table(table)

    def at(self, row: int, column: int, to: tuple[int, int] | None = None) -> str:
        """A place on this sheet as a link's target; with `to` (row, column), a range."""
        end = f":{letter(to[1])}{to[0]}" if to else ""
        return f"{self.quoted}!{letter(column)}{row}{end}"

    @property
    def quoted(self) -> str:
        """The sheet's name as formulas and links write it."""
        return "'" + self.name.replace("'", "''") + "'"


def _print(sheet: Worksheet, footer: str) -> None:
    """A4 landscape, one page wide, head rows to be repeated, a footer that says what and where."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.sheet_view.showGridLines = False
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
    for part, text in (("left", footer), ("center", "&A"), ("right", "&P / &N")):
        piece = getattr(sheet.oddFooter, part)
        piece.text, piece.size, piece.font = text, 8, "Calibri,Regular"
