"""The workbook: its figures lead to their verbatims, and hostile text stays text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from qcode.errors import warning
from qcode.exports import workbook
from qcode.model import Attribute, Interview, Snapshot, Status
from qcode.words import speaking
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="lenteur urgence", lieux="")


def people() -> list[Interview]:
    places = ["Nantes", "Nantes", "Nantes", "Lyon", "Lyon"]
    said = "R: Un deux trois. Quatre cinq. Six sept huit neuf."
    return [
        interview(
            f"i{n}", "Q: Et alors ?", said, number=f"E0{n}", territoire=place, type_acteur="Asso" if n % 2 else "Ville"
        )
        for n, place in enumerate(places, start=1)
    ]


def study() -> Snapshot:
    found = people()
    codings = [coding(where, 1 + n % 3, code) for n, where in enumerate(found) for code in ("lenteur", "lieux")]
    codings += [coding(found[0], 2, "urgence"), coding(found[1], 3, "urgence", Status.SUGGESTED, rule="urg")]
    return snapshot(found, GUIDE, codings, [read(where, GUIDE) for where in found])


def opened(made: Snapshot) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.build(made, [])))


def test_the_sheets_in_reading_order() -> None:
    names = opened(study()).sheetnames
    assert names[0] == "À lire d'abord"
    assert {"Matrice", "Verbatims", "Guide de codage"} <= set(names)
    with speaking("en"):
        assert opened(study()).sheetnames[0] == "Read first"


def test_every_link_lands_on_a_cell_and_stays_inside() -> None:
    book = opened(study())
    count = 0
    for sheet in book:
        for link in (cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            assert link.id is None
            name, _, place = str(link.location).rpartition("!")
            target = book[name.strip("'").replace("''", "'")]
            first = target[place.partition(":")[0]]
            assert first.row <= target.max_row
            count += 1
    assert count > 50


def test_a_figure_leads_to_exactly_its_passages() -> None:
    book = opened(study())
    matrix, verbatims = book["Matrice"], book["Verbatims"]
    heads = [cell.value for cell in verbatims[4]]
    checked = 0
    for row in matrix.iter_rows(min_row=8):
        for cell in row[1:]:
            location = str(cell.hyperlink.location) if cell.hyperlink else ""
            if ":" in location and row[0].value != "Temps":
                rows = verbatims[location.rpartition("!")[2]]
                codes = {line[heads.index("Code")].value for line in rows}
                assert codes == {row[0].value}
                checked += 1
    assert checked > 5


def test_a_share_of_nothing_read_is_unread_and_a_zero_is_zero() -> None:
    found = people()
    codings = [coding(where, 1, code) for where in found for code in ("lenteur", "lieux")]
    half = [read(where, GUIDE, codes=["temps"]) for where in found]
    blocks: dict[str, list[dict[str, object]]] = {}
    for row in opened(snapshot(found, GUIDE, codings, half))["Matrice"].iter_rows(min_row=8):
        if " · " in str(row[0].value):
            blocks[str(row[0].value)[:1]] = []
        elif blocks and row[0].value:
            list(blocks.values())[-1].append({"code": row[0].value, "value": row[1].value, "as": row[1].number_format})
    figures = {(block, line["code"]): line["value"] for block, lines in blocks.items() for line in lines}
    assert figures["3", "Lieux"] == 5
    assert figures["2", "Lieux"] == "non lu"
    assert figures["3", "Urgence"] == 0
    assert all("–" not in str(line["as"]) for lines in blocks.values() for line in lines)


def test_hostile_text_stays_text() -> None:
    hostile = "=1+1 #N/A http://x file://x _x0041_ +33 \x0b\ufffe"
    where = interview(
        "h", f"R: {hostile} fin", f"R2: {'😀' * 40_000}", territoire="=cmd|'/c calc'!A1", type_acteur="#REF!"
    )
    guide = codebook(temps="")
    made = snapshot([where], guide, [coding(where, n, "temps") for n in range(len(where.segments))])
    book = opened(made)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                ours = sheet.title in ("Recalcul", "À lire d'abord")
                assert cell.data_type != "f" or ours, cell.coordinate
    shown = [cell.value for row in book["Verbatims"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(value.startswith("=cmd") for value in shown)
    assert sum(value.count("😀") for value in shown) == 40_000
    first = [str(cell.value) for row in book["À lire d'abord"].iter_rows() for cell in row if cell.value]
    assert any("caractères illisibles" in value for value in first)


def test_names_that_excel_refuses() -> None:
    attributes = [
        Attribute("a", {"fr": "Quoi ? [oui/non]: 'où' et encore bien plus loin que trente et un"}),
        Attribute("b"),
    ]
    where = interview("h", "R: Un.", a="Nantes", b="nantes")
    book = opened(snapshot([where], GUIDE, [coding(where, 0, "lieux")], attributes=attributes))
    for name in book.sheetnames:
        assert len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.strip("'") == name


def test_tables_have_the_names_of_their_heads() -> None:
    book = opened(study())
    count = 0
    for sheet in book:
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert [column.name for column in table.tableColumns] == heads
            assert len({str(head).casefold() for head in heads}) == len(heads)
            count += 1
    assert count >= 2


def test_nothing_confirmed_is_said_in_every_title() -> None:
    found = people()
    made = snapshot(found, GUIDE, [coding(found[0], 1, "lieux", Status.SUGGESTED, rule="r")])
    book = opened(made)
    assert "Repérage automatique non relu" in book["Matrice"]["A2"].value
    assert "Repérage automatique non relu" in book["À lire d'abord"]["A2"].value


def test_warnings_of_the_run_are_on_the_first_sheet() -> None:
    problem = warning("unknown_choice", "transcripts/x.txt", 3, option="a", value="b", known="c")
    data = workbook.build(study(), [problem])
    first = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    shown = [cell.value for row in first.iter_rows() for cell in row]
    assert "Avertissement · transcripts/x.txt:3" in shown


def test_no_person_is_named_in_the_properties() -> None:
    properties = opened(study()).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == ("qcode", "qcode", "Étude d’essai")


def test_an_empty_study_has_a_workbook() -> None:
    assert "Matrice" in opened(snapshot([], GUIDE)).sheetnames
    assert "Matrice" in opened(snapshot([], codebook())).sheetnames


@pytest.mark.slow
def test_the_same_study_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.exports.test_workbook import study; from qcode.exports import workbook;"
        "print(hashlib.sha256(workbook.build(study(), [])).hexdigest())"
    )
    root = Path(__file__).parents[2]
    hashes = set[bytes]()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        hashes.add(subprocess.check_output([sys.executable, "-c", script], env=env, cwd=root))
    assert len(hashes) == 1
