import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from qcode.citations import Paragraph, Verdict, read_document, verify_quotes
from qcode.errors import Problem
from tests.citations.study import study

QUOTE = "« Personne ne nous connaît à la mairie centrale » (E10)"


def texts(path: Path) -> list[str]:
    paragraphs, problems = read_document(path)
    assert problems == []
    return [paragraph.text for paragraph in paragraphs]


def test_word(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(QUOTE)
    document.add_paragraph("Moi j'écris les dossiers le dimanche soir", style="Quote")
    document.add_paragraph("Un retrait.").paragraph_format.left_indent = Cm(2)
    document.add_table(1, 1).cell(0, 0).text = "Dans une case."
    document.save(str(tmp_path / "r.docx"))
    paragraphs, _ = read_document(tmp_path / "r.docx")
    assert paragraphs == [
        Paragraph(QUOTE),
        Paragraph("Moi j'écris les dossiers le dimanche soir", apart=True),
        Paragraph("Un retrait.", apart=True, sure=False),
        Paragraph("Dans une case."),
    ]
    assert [c.verdict for c in verify_quotes(study(), paragraphs)] == [Verdict.EXACT, Verdict.EXACT]


def odt(content: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {spaces}>{content}</office:document-content>")
    return data.getvalue()


def test_opendocument(tmp_path: Path) -> None:
    (tmp_path / "r.odt").write_bytes(
        odt(
            '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
            "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
            "<text:p>«<text:s/>Personne <text:span>ne nous</text:span> connaît à la mairie centrale »"
            "<text:note><text:note-body><text:p>(E10)</text:p></text:note-body></text:note></text:p>"
            '<text:p text:style-name="P1">Un bloc.</text:p>'
        )
    )
    paragraphs, _ = read_document(tmp_path / "r.odt")
    assert paragraphs == [
        Paragraph("« Personne ne nous connaît à la mairie centrale » (E10)"),
        Paragraph("Un bloc.", apart=True),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "r.txt").write_bytes(f"Un\r\nparagraphe.\r\n\r\n> {QUOTE}\r\n\r\n    En retrait".encode(encoding))
    paragraphs, _ = read_document(tmp_path / "r.txt")
    assert paragraphs == [
        Paragraph("Un\nparagraphe."),
        Paragraph(QUOTE, apart=True),
        Paragraph("En retrait", apart=True, sure=False),
    ]


def test_text_whose_lines_are_paragraphs(tmp_path: Path) -> None:
    long = f"Elle raconte longuement ce que personne ne voit : {QUOTE}. " + "Et cela continue ainsi. " * 4
    (tmp_path / "r.txt").write_text(f"{long}\nUn autre paragraphe.", encoding="utf-8")
    assert texts(tmp_path / "r.txt") == [long, "Un autre paragraphe."]
    (tmp_path / "l.txt").write_text("    • un point\n\n    un retrait", encoding="utf-8")
    assert [one.apart for one in read_document(tmp_path / "l.txt")[0]] == [False, True]


@pytest.mark.parametrize(("name", "data"), [
    ("r.docx", b"no zip"), ("r.odt", b"PK"), ("r.pdf", b"%PDF"), ("r.odt", odt("<a")), ("absent.txt", None),
])  # fmt: skip
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    paragraphs, problems = read_document(tmp_path / name)
    assert paragraphs == []
    (problem,) = problems
    assert isinstance(problem, Problem)
    assert problem.message
    assert problem.hint


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "content.xml",
            f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
            '<a xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>&x;</text:p></a>',
        )
    (tmp_path / "r.odt").write_bytes(data.getvalue())
    assert "SECRET" not in "".join(texts(tmp_path / "r.odt"))
