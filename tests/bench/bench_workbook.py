"""The workbook at scale, beside openpyxl writing the same cells: styled, and bare values; and the memory it takes."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch
from zipfile import ZipFile

from qcode.exports.workbook import write
from qcode.exports.workbook.cells import Formula, Value
from qcode.exports.workbook.page import MAX_LINKS, Page
from qcode.model import Coding, Decision, Interview, Kind, Passage, Placement, Snapshot, Span, Status
from qcode.tables.agreement import agree
from tests.bench.rounds import medians
from tests.factory import codebook, coding, interview, snapshot
from tests.tables import test_audit

SENTENCE = "On nous demande chaque année de refaire le dossier, et chaque année les critères ont changé entre-temps. "

Row = tuple[str, Sequence[Value], Sequence[int]]


def study(verbatims: int, sentence: str = SENTENCE) -> Snapshot:
    """So many passages over 300 interviews and 200 codes, of one to six sentences."""
    chance = random.Random(1)
    guide = codebook(**{f"theme_{n}": " ".join(f"code_{n}_{m}" for m in range(9)) for n in range(20)})
    leaves = [code.id for code in guide.codes if code.parent]
    made, codings, found = [], list[Coding](), list[Passage]()
    for number in range(300):
        where = _interview(number, sentence)
        made.append(where)
        said = [segment.number for segment in where.segments if where.is_coded(segment)]
        for _ in range(verbatims // 300 + (number < verbatims % 300)):
            first, code = chance.choice(said), chance.choice(leaves)
            last = min(first + chance.randint(0, 5), len(where.segments) - 1)
            while where.segments[last].turn != where.segments[first].turn:
                last -= 1
            status = chance.choice((Status.CONFIRMED, Status.SUGGESTED))
            run = tuple(coding(where, n, code, status, rule="r") for n in range(first, last + 1))
            codings += run
            found.append(_passage(where, run))
    empty = snapshot(made, guide)
    return Snapshot(empty.settings, guide, empty.interviews, codings=tuple(codings), passages=tuple(found))


def _interview(number: int, sentence: str) -> Interview:
    asked = "Q: Et avec les financeurs, comment cela se passe ?"
    turns = [turn for _ in range(20) for turn in (asked, "R: " + 6 * sentence)]
    place, kind = ("Nantes", "Lyon", "Marseille")[number % 3], f"Type {number % 7}"
    return interview(f"entretien-{number:03}", *turns, number=f"E{number:03}", territoire=place, type_acteur=kind)


def _passage(where: Interview, run: tuple[Coding, ...]) -> Passage:
    first, last = where.segments[run[0].segment], where.segments[run[-1].segment]
    span = Span(first.span.start, last.span.end)
    return Passage(where.id, run[0].code, run[0].status, span, first.turn, where.turn(first.turn).speaker, run)


def recorded(made: Snapshot) -> list[Row]:
    """The cells of the whole workbook: sheet, values, styles."""
    rows: list[Row] = []
    real = Page.row

    def row(self: Page, values: Sequence[Value], styles: Sequence[int], height: float | None = None) -> int:
        rows.append((self.name, list(values), list(styles)))
        return real(self, values, styles, height)

    with patch.object(Page, "row", row):
        write(made, (), io.BytesIO())
    return rows


def by_openpyxl(rows: Sequence[Row], styled: bool) -> None:
    """Write these cells in openpyxl's write-only mode."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook(write_only=True)
    wrapped, line = Alignment(wrap_text=True, vertical="top"), Border(bottom=Side("hair"))
    fonts = [Font(name="Calibri", size=9 + n) for n in range(4)]
    looks = [{"font": font, "alignment": wrapped, "border": line} for font in fonts]
    sheets = {name: book.create_sheet(name) for name in dict.fromkeys(name for name, _, _ in rows)}
    for name, values, styles in rows:
        plain = [f"={value.text}" if isinstance(value, Formula) else value for value in values]
        if not styled:
            sheets[name].append(plain)
            continue
        cells = []
        for value, style in zip(plain, styles, strict=True):
            cell = WriteOnlyCell(sheets[name], value=value)
            for key, look in looks[style % 4].items():
                setattr(cell, key, look)
            cells.append(cell)
        sheets[name].append(cells)
    book.save(io.BytesIO())


def twice(made: Snapshot, coded: int = 40_000) -> Snapshot:
    """The study read and coded by two people without seeing each other: so many passages by one, most by both."""
    chance, found = random.Random(2), list[Placement]()

    def decide(kind: Kind, coder: str, where: str, span: Span, code: str = "") -> None:
        place = len(found)
        decision = Decision(f"{place:08}", kind, coder, place, "2026-01-05T10:00:00Z", where, code=code, blind=True)
        found.append(Placement(decision, where, span))

    for one in made.interviews:
        for coder in ("anne", "benoit"):
            decide(Kind.READ, coder, one.id, Span(0, len(one.text)))
    for passage in made.passages[:coded]:
        for coder in ("anne", "benoit")[: chance.choice((1, 2, 2, 2))]:
            decide(Kind.ADD, coder, passage.interview, passage.span, passage.code)
    return replace(made, placements=tuple(found))


def limits() -> str:
    """Passages of 5,000 characters and more, 200 codes, 300 interviews: what Excel's limits make of them."""
    long = SENTENCE.replace(". ", ", ") * 48 + "voilà. "
    made, target, start = study(6_000, long), io.BytesIO(), process_time()
    write(made, (), target)
    seconds = process_time() - start
    with ZipFile(target) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
    links = max(sheet.count(b"<hyperlink ") for sheet in sheets)
    longest = max(passage.span.end - passage.span.start for passage in made.passages)
    return (
        f"300 interviews, 200 codes, 6,000 passages of {len(long):,} to {longest:,} characters: {seconds:.1f} s, "
        f"{len(target.getvalue()) / 2**20:.0f} MiB; at most {links:,} links on a sheet (Excel takes {MAX_LINKS:,})"
    )


def memory(verbatims: int, double: bool = False) -> tuple[float, float]:
    """Mebibytes held once the study is read and the libraries loaded, and how many more at most while writing."""
    made = twice(study(verbatims)) if double else study(verbatims)
    write(test_audit.study(), (), io.BytesIO())  # loads every library
    before = _mebibytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here
    with TemporaryDirectory() as folder, (Path(folder) / "matrice.xlsx").open("wb") as target:
        write(made, (), target)
    return before, _mebibytes("VmHWM") - before


def _mebibytes(what: str) -> float:
    """What Linux says of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{what}:")[2].split()[0]) / 1024


def _speed(made: Snapshot) -> None:
    rows = recorded(made)
    print(f"{len(made.passages):,} verbatims, {sum(len(values) for _, values, _ in rows):,} cells")
    times = medians(
        {
            "ours": lambda: write(replace(made), (), io.BytesIO()),  # another snapshot: counted again
            "styled": lambda: by_openpyxl(rows, styled=True),
            "bare": lambda: by_openpyxl(rows, styled=False),
        },
        rounds=2,
        clock=process_time,
    )
    ours, styled, bare = times["ours"], times["styled"], times["bare"]
    print(f"the workbook {ours:.1f} s; openpyxl write-only, same cells styled {styled:.1f} s, bare values {bare:.1f} s")
    print(f"ratio to styled cells {ours / styled:.2f} (at most 1.3), to bare values {ours / bare:.2f} (at most 3)")


def _agreement(made: Snapshot) -> None:
    both, start = twice(made), process_time()
    agree(both, level="exact")
    print(f"agreement of two coders on {len(both.placements):,} decisions: {process_time() - start:.1f} s")


def main() -> None:
    """Print seconds, ratios and memory."""
    made = study(100_000)
    _speed(made)
    _agreement(made)
    print(limits())
    for verbatims, double in ((10_000, False), (50_000, False), (100_000, False), (100_000, True)):
        code = f"from tests.bench.bench_workbook import memory; print(*memory({verbatims}, {double}))"
        before, more = map(float, subprocess.check_output([sys.executable, "-c", code], text=True).split())
        coded = "coded twice, " if double else ""
        print(f"{verbatims:,} verbatims, {coded}{before:.0f} MiB with the study read: {more:.0f} more at most")


if __name__ == "__main__":
    main()
