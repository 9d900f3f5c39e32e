"""Printed pages: columns, running heads, wrapped lines and cut words."""

from collections import Counter

import pytest

from qcode.reading.bounds import Limits
from qcode.reading.formats import pdf
from qcode.reading.pages import Line, in_order, read_pages, rejoined
from tests.reading.makers import pdf_file

WORDS = [f"mot{n:03}" for n in range(240)]


def printed(*columns: tuple[float, list[str]], top: float = 700, page: int = 0) -> list[Line]:
    """Columns of lines, 12 points apart, 5 points a letter."""
    return [
        Line(page, text, left, left + 5 * len(text), top - 12 * row, top - 12 * row - 10)
        for left, lines in columns
        for row, text in enumerate(lines)
    ]


def wrapped(words: list[str], per_line: int = 6) -> list[str]:
    return [" ".join(words[at : at + per_line]) for at in range(0, len(words), per_line)]


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = printed((50, ["Entretien avec Mme V., qui traverse toute la largeur de la page imprimée, ici"]), top=760)
    lines += printed((50, wrapped(WORDS[:120])), (310, wrapped(WORDS[120:])))
    found = read_pages(in_order(lines))
    assert found.columns == 1 and found.text.split()[-240:] == WORDS
    assert found.text.count("\n") == 2  # the title apart, each column is one paragraph that the other goes on


def test_labels_in_the_margin_are_no_column() -> None:
    lines = printed((50, ["E1", "R"] * 10), (250, ["mot " * 12] * 20))
    found = read_pages(in_order(lines))
    assert found.columns == 0 and found.text.split()[:2] == ["E1", "mot"]


def test_one_column_is_not_two() -> None:
    assert read_pages(in_order(printed((50, wrapped(WORDS))))).columns == 0


def test_a_file_with_two_columns() -> None:
    def block(x: int, lines: list[str]) -> str:
        return f"BT /F1 8 Tf 12 TL {x} 780 Td " + "".join(f"({line}) Tj T* " for line in lines) + "ET "

    stream = (block(40, wrapped(WORDS[:120])) + block(320, wrapped(WORDS[120:]))).encode()
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents 4 0 R >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    draft = pdf.read(pdf_file(objects), Limits())
    assert draft.text.split() == WORDS and [note.kind for note in draft.notes] == ["pdf_columns"]


def test_running_heads_come_off_the_edges_only() -> None:
    pages = []
    for page in range(3):
        body = [f"R : réponse {'abc'[page]}", "2018", f"voilà {'abc'[page]}"]
        pages += printed((50, ["Entretien 4", f"- {page + 1} -", *body, "Ne pas diffuser", str(page + 1)]), page=page)
    found = read_pages(in_order(pages))
    assert found.left_out == 12 and found.text.count("2018") == 3 and "diffuser" not in found.text


@pytest.mark.parametrize(
    ("line", "following", "elsewhere", "expected"),
    [
        ("une sub-", "vention", "", "une sub"),
        ("et peut-", "être pas", "", "et peut-"),
        ("une co-", "construction", "la co-construction", "une co-"),
        ("une co-", "construction", "la coconstruction", "une co"),
        ("un mot\u00ad", "le", "", "un mot"),
        ("Saint-", "Denis", "", None),
        ("il a dit -", "non", "", None),
        ("en 2018-", "2019", "", None),
    ],
)
def test_words_cut_at_the_end_of_a_line(line: str, following: str, elsewhere: str, expected: str | None) -> None:
    assert rejoined(line, following, Counter(elsewhere.split())) == expected
