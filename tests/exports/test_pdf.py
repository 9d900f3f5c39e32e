import io
from dataclasses import replace

import pytest
from pdfminer.high_level import extract_text
from pdfminer.pdfpage import PDFPage

from qcode import words
from qcode.exports.audit_sheet import audit_sheet
from qcode.exports.report import report, to_pdf
from qcode.exports.report.blocks import Block, Cell, Document, Heading, Paragraph, Quote, Signature, Style, Table
from qcode.tables.audit import audit
from tests.exports.test_report import hostile, study
from tests.tables.test_audit import study as contested

LONG = "Et puis là, on a attendu, attendu, et on nous a dit que rien ne viendrait. "


def pages(data: bytes) -> int:
    return sum(1 for _ in PDFPage.get_pages(io.BytesIO(data)))


def text(data: bytes) -> str:
    return " ".join(extract_text(io.BytesIO(data)).split())


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_page_to_sign_is_one_page(language: str) -> None:
    with words.speaking(language):
        one = contested()
        data = to_pdf(audit_sheet(one, audit(one)))
        assert pages(data) == 1
        said = text(data)
        assert words.say("audit.title") in said
        assert "Il faut du temps." in said
        assert words.say("audit.sign.signature") in said
        assert data == to_pdf(audit_sheet(one, audit(one)))


def test_a_full_page_is_set_smaller_until_it_fits() -> None:
    row = (Cell("Structure d’accompagnement et d’appui aux initiatives locales"), *(Cell("12", bold=True),) * 8)
    blocks: list[Block] = [
        *(Paragraph(LONG, Style.ITEM) for _ in range(8)),
        Table("", ("Code", *"12345678"), (row,) * 25),
        *(Paragraph(LONG * 3, Style.ITEM) for _ in range(3)),
        Signature(("Nom", "Date", "Signature")),
    ]
    assert pages(to_pdf(Document("Fiche", "", blocks, "pied", compact=True))) == 1
    assert pages(to_pdf(Document("Fiche", "", blocks, "pied"))) > 1


def test_words_are_never_markup() -> None:
    one = hostile()
    said = text(to_pdf(report(one)))
    assert "<script>alert(1)</script>" in said
    assert "&amp; {0}" in said
    assert pages(to_pdf(audit_sheet(one, audit(one)))) == 1


def test_fonts_are_embedded_and_the_language_is_said() -> None:
    data = to_pdf(replace(report(study()), language="fr"))
    assert b"FontFile2" in data
    assert b"fr-FR" in data
    assert "« On s'épuise à redéposer chaque année. »" in text(data)


def test_what_is_longer_than_a_page_goes_on_over_it() -> None:
    blocks: list[Block] = [
        Heading("Un titre"),
        Quote(LONG * 120, "E01", LONG * 5, "cas contraire"),
        Table("Un long tableau", ("a", "b"), ((Cell(LONG * 90), Cell("1")),) * 2, (("Lecture", LONG),), words=(0, 1)),
    ]
    data = to_pdf(Document("Titre", "", blocks, "pied"))
    assert pages(data) > 4
    assert text(data).count("viendrait") == 120 + 5 + 180 + 1
