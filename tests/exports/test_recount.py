"""Every cell of *Matrice*, counted again: from passages.csv, from *Verbatims*, and by LibreOffice in *Recalcul*."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from qcode.exports import passages, workbook
from qcode.model import Role, Snapshot
from tests.exports.random_study import GUIDE, study

Group = tuple[str | None, str | None]
BLOCKS = {"1": "interviews", "2": "share", "3": "passages", "4": "proposed", "5": "rate", "6": "mean", "7": "speech"}
MISSING = "(non renseigné)"


def matrix(book: Workbook) -> dict[tuple[str, str, Group], object]:
    """Each cell of the sheet, by measure, code and group; None in a group means « whatever it is »."""
    sheet = book["Matrice"]
    heads = [cell.value for cell in sheet[5]]
    folded = [bool(sheet.column_dimensions[get_column_letter(cell.column or 1)].outlineLevel) for cell in sheet[5]]
    second = [cell.column for cell in sheet[4] if cell.value][1]
    groups: list[Group] = []
    for number, (head, inner) in enumerate(zip(heads, folded, strict=True), start=1):
        name = str(head)
        if number <= 2:
            groups.append((None, None))
        elif inner:
            groups.append((groups[-1][0], name))
        else:
            groups.append((None, name) if number >= second else (name, None))
    block, found = "", dict[tuple[str, str, Group], object]()
    for row in sheet.iter_rows(min_row=8, values_only=True):
        if match := re.match(r"(\d) · ", str(row[0])):
            block = BLOCKS[match[1]]
        elif block and row[1] is not None and not str(row[0]).startswith("Teinte"):
            found |= {(block, str(row[0]), group): value for group, value in zip(groups[1:], row[1:], strict=True)}
    return found


def from_csv(made: Snapshot, status: str) -> dict[tuple[str, Group, str], int]:
    """Passages by code label, group and interview: rows become segments, segments of a family are run together."""
    rows = list(csv.DictReader(io.StringIO(passages.csv(made))))
    counts: dict[tuple[str, Group, str], int] = defaultdict(int)
    for where in made.interviews:
        said = [s for s in where.segments if where.turn(s.turn).role is not Role.INTERVIEWER]
        mine = [row for row in rows if row["interview"] == where.id and row["status"] == status and where.comparable]
        for code in GUIDE.codes:
            path = GUIDE.path(code.id)
            spans = [
                (int(r["start"]), int(r["end"])) for r in mine if r["code"] == path or r["code"].startswith(path + ".")
            ]
            coded = [any(start <= s.span.start and s.span.end <= end for start, end in spans) for s in said]
            for place, segment in enumerate(said):
                before = said[place - 1] if place and coded[place - 1] else None
                asked = [s for s in where.segments if before and before.turn < s.turn < segment.turn]
                runs_on = (
                    before is not None
                    and where.turn(before.turn).speaker == where.turn(segment.turn).speaker
                    and segment.turn - before.turn in (0, 2)
                    and sum(s.words for s in asked) <= 6
                )
                if coded[place] and not runs_on:
                    speaker = where.turn(segment.turn).speaker
                    one, other = (where.value(name, speaker) or MISSING for name in ("territoire", "type_acteur"))
                    for group in ((None, None), (one, None), (None, other), (one, other)):
                        counts[code.name("fr"), group, where.id] += 1
    return counts


@pytest.mark.parametrize("seed", [1, 2])
def test_every_count_of_the_matrix_from_passages_csv(seed: int) -> None:
    made = study(seed)
    published = matrix(openpyxl.load_workbook(io.BytesIO(workbook.build(made))))
    for status, block in (("confirmed", "passages"), ("suggested", "proposed")):
        found = from_csv(made, status)
        totals: dict[tuple[str, Group], int] = defaultdict(int)
        holders: dict[tuple[str, Group], set[str]] = defaultdict(set)
        for (code, group, interview), count in found.items():
            totals[code, group] += count
            holders[code, group].add(interview)
        cells = {(code, group): value for (name, code, group), value in published.items() if name == block}
        assert len(cells) == len(GUIDE.codes) * len({group for _, group in cells})
        assert cells == {key: totals[key] for key in cells}
        if block == "passages":
            present = {(code, group): value for (name, code, group), value in published.items() if name == "interviews"}
            assert present == {key: len(holders[key]) for key in present}
        assert set(totals) <= set(cells)


def test_every_count_of_the_matrix_from_verbatims() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.build(study(3))))
    heads, *rows = book["Verbatims"].iter_rows(min_row=4, values_only=True)
    lines = [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    for (block, code, group), value in matrix(book).items():
        if block in ("passages", "proposed"):
            status = "retenu" if block == "passages" else "proposé (non relu)"
            chosen = [
                line
                for line in lines
                if line["Statut"] == status
                and line["Comparé"] == "oui"
                and group[0] in (None, line["territoire"])
                and group[1] in (None, line["type_acteur"])
            ]
            path = next(GUIDE.path(c.id) for c in GUIDE.codes if c.name("fr") == code)
            exact = sum(line["Identifiant"] == path for line in chosen)
            opened = sum(int(str(line["Ouvre un passage du thème 1"])) for line in chosen if line["Thème 1"] == path)
            assert value == (opened if GUIDE.children(path) else exact), (block, code, group)


def test_cached_verdicts_are_fine() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.build(study(4))), data_only=True)
    sheet = book["Recalcul"]
    assert sheet["B6"].value == 0
    assert sheet["B4"].value == sheet["B5"].value
    assert str(sheet["B7"].value).startswith("OK")
    assert any(str(cell.value).startswith("OK") for row in book["À lire d'abord"].iter_rows() for cell in row)


def recalculated(data: bytes, folder: Path, change: tuple[str, str] = ("", "")) -> Workbook:
    """The workbook as LibreOffice computes it: known values are dropped first, and one text may be changed."""
    source = folder / "source.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as after:
        names = re.findall(r'<sheet [^>]*?name="([^"]+)"', before.read("xl/workbook.xml").decode())
        for member in before.infolist():
            content = before.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb'(<c [^>]*?)(?: t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>', rb"\1>\2", content)
            if member.filename == f"xl/worksheets/sheet{names.index('Verbatims') + 1}.xml" and change[0]:
                head, row, rest = content.partition(b'<row r="5"')
                content = head + row + rest.replace(change[0].encode(), change[1].encode(), 1)
            after.writestr(member, content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(source)], check=True, capture_output=True)
    return openpyxl.load_workbook(folder / "out" / "source.xlsx", data_only=True)


@pytest.mark.parametrize("read_all", [True, False])
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_counts_the_same(tmp_path: Path, read_all: bool) -> None:
    hostile = ["Nantes", "nantes", "<5", "N*", "2024", "a?b", '"cité"', "=1+1", " x"]
    sheet = recalculated(workbook.build(study(5, 20, hostile, read_all)), tmp_path)["Recalcul"]
    assert sheet["B6"].value == 0, [row for row in sheet.iter_rows(max_col=8, values_only=True) if row[7] == "ÉCART"][
        :5
    ]
    assert int(str(sheet["B4"].value)) > 500


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_figure_tampered_with_is_seen(tmp_path: Path) -> None:
    book = recalculated(workbook.build(study(6)), tmp_path, (">retenu<", ">écarté<"))
    assert int(str(book["Recalcul"]["B6"].value)) > 0
    assert "ÉCART" in str(book["Recalcul"]["B7"].value)
    assert any("ÉCART" in str(cell.value) for row in book["À lire d'abord"].iter_rows() for cell in row)
