"""Contrasts, co-occurrences, appearance of codes and double coding, as a reader of the workbook finds them."""

import io
from typing import Any

import openpyxl
import pytest

from qcode import words
from qcode.citations import Checked, Verdict
from qcode.exports import workbook
from qcode.exports.workbook import citations
from qcode.model import Snapshot
from qcode.tables.agreement import agree
from qcode.tables.contrasts import contrasts
from tests.exports.test_report import hostile
from tests.exports.test_report import study as plain_study
from tests.tables.test_audit import study as double_study
from tests.tables.test_contrasts import corpus


def rows(made: Snapshot, sheet: str, table: str) -> list[dict[str, Any]]:
    """The rows of an Excel table by its column names."""
    page = openpyxl.load_workbook(io.BytesIO(workbook.build(made)))[sheet]
    cells = [[cell.value for cell in row] for row in page[page.tables[table].ref]]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:] if any(value is not None for value in row)]


def test_contrasts_are_those_of_the_tables() -> None:
    made = corpus([12, 11, 13, 12, 14, 12], [1, 2, 3, 1, 2, 2])
    shown = {(row["Modalité"], row["Code"]): row for row in rows(made, "Contrastes", "tContrastes")}
    for contrast in (c for c in contrasts(made) if c.attribute == "territoire"):
        row = shown[contrast.value, made.codebook.find(contrast.code).name("fr")]  # type: ignore[union-attr]
        assert (row["Entretiens concernés"], row["sur"]) == (contrast.here.present, len(contrast.here.interviews))
        assert row["Écart"] == contrast.difference
        assert row["Verdict"] == "établi"


def test_what_could_not_be_tested_has_no_row_and_is_said() -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook.build(plain_study())))["Contrastes"]
    said = " ".join(str(cell.value) for cell in page["A"] if cell.value)
    assert not page.tables
    assert "au moins 5 entretiens" in said
    assert "Nantes" in said


def test_pairs_and_appearance() -> None:
    made = plain_study()
    (pair,) = rows(made, "Cooccurrences", "tCooccurrences")
    assert (pair["Code"], pair["Autre code"], pair["Entretiens"], pair["Lien"]) == ("Urgence", "Reporting", 6, "oui")
    steps = rows(made, "Apparition des codes", "tApparition")
    assert [(step["Entretien"], step["Nouveaux"], step["Cumulés"]) for step in steps][:2] == [
        ("E01", 2, 2),
        ("E02", 0, 2),
    ]


def test_double_coding_is_that_of_agree_and_undefined_stays_empty() -> None:
    made = double_study()
    found = {row["Code"]: row for row in rows(made, "Double codage", "tDouble")}
    expected = {code.code: code for code in agree(made, level="exact").codes}
    assert found["Reporting"]["Phrases jugées"] == expected["reporting"].n
    assert found["Urgence"]["A seul·e"] == 1
    assert found["Temps"]["κ"] is None


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_hostile_text_is_no_formula_and_no_double_coding_is_said(language: str) -> None:
    with words.speaking(language):
        book = openpyxl.load_workbook(io.BytesIO(workbook.build(hostile())))
        for key in ("contrasts", "together", "appearance", "double"):
            page = book[words.say(f"workbook.sheet.{key}")]
            assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
        assert words.say("report.method.agreement_none") in {cell.value for cell in page["A"]}


def test_quotations_of_a_report_as_a_sheet_the_gravest_first() -> None:
    found = [
        Checked("=1+1", Verdict.EXACT, "e1", "E01", 2, found="=1+1", similarity=100.0, paragraph=1),
        Checked("jamais dit", Verdict.NOT_FOUND, said="E09", paragraph=2),
    ]
    page = openpyxl.load_workbook(io.BytesIO(citations.build(found, "rapport.docx")))["Citations"]
    rows = [[cell.value for cell in row] for row in page[page.tables["tCitations"].ref]]
    assert [row[0] for row in rows[1:]] == ["introuvable", "exacte"]
    assert rows[2][2:5] == ["=1+1", "=1+1", "E01:2"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert citations.build(found, "rapport.docx") == citations.build(found, "rapport.docx")
