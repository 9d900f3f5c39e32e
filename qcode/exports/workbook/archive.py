"""The .xlsx file: openpyxl writes everything but the rows, which are spliced in from where they were streamed.

Same study, same bytes: members carry a fixed date and the properties name nobody.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qcode.exports.text import Losses, clean, escape

if TYPE_CHECKING:
    from openpyxl import Workbook

    from qcode.exports.workbook.page import Page

EPOCH = (1980, 1, 1, 0, 0, 0)
_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_ALT = re.compile(rb'descr="Picture"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')


class _Archive:
    """A zip as openpyxl's writer needs it: without dates, and it knows the rows of each sheet."""

    def __init__(self, target: IO[bytes], pages: Mapping[str, Page]) -> None:
        self.zip = ZipFile(target, "w", ZIP_DEFLATED)
        self.pages = pages
        self.alts = iter([alt for page in pages.values() for alt in page.pictures])

    def writestr(self, name: str, data: str | bytes) -> None:
        """Write a small member under the fixed date; pictures say in words what they show."""
        if name.startswith("xl/drawings/drawing"):
            data = _ALT.sub(lambda _: f"descr={_attribute(next(self.alts))}".encode(), _bytes(data))
        self.zip.writestr(_info(name), data)

    def write(self, filename: str, name: str) -> None:
        """Write a sheet: openpyxl's XML with our rows in the place of its empty ones."""
        frame, page = Path(filename).read_bytes(), self.pages[name]
        frame = _DIMENSION.sub(b'<dimension ref="%s"/>' % page.area.encode(), frame)
        gap = _ROWS.search(frame)
        assert gap, "openpyxl left no room for rows"
        with self.zip.open(_info(name), "w", force_zip64=True) as member:
            member.write(frame[: gap.start()] + b"<sheetData>")
            _copy(page.rows, member)
            rest = frame[gap.end() :]
            margins = rest.index(b"<pageMargins")  # conditional formats come before links, by the format's order
            member.write(b"</sheetData>" + _merged(page).encode() + rest[:margins])
            if page.linked:  # openpyxl forgets links that no cell of its own carries
                member.write(b"<hyperlinks>")
                _copy(page.links, member)
                member.write(b"</hyperlinks>")
            member.write(rest[margins:])

    def namelist(self) -> list[str]:
        """The members so far."""
        return self.zip.namelist()

    def close(self) -> None:
        """Write the zip's directory."""
        self.zip.close()


def _bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data


def _attribute(text: str) -> str:
    return quoteattr(escape(clean(text, Losses())))


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    source.seek(0)
    shutil.copyfileobj(source, target, 1 << 20)


def _merged(page: Page) -> str:
    """Merged cells in the order in which they were made (openpyxl keeps them in none)."""
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in page.merged)
    return f"<mergeCells>{merged}</mergeCells>" if merged else ""


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, EPOCH)
    info.compress_type = ZIP_DEFLATED
    return info


def save(book: Workbook, pages: list[Page], target: IO[bytes]) -> None:
    """Write the workbook with the rows of its pages, in the order of its sheets."""
    from openpyxl.writer.excel import ExcelWriter

    by_path = {f"xl/worksheets/sheet{number}.xml": page for number, page in enumerate(pages, start=1)}
    ExcelWriter(book, cast("ZipFile", _Archive(target, by_path))).save()
