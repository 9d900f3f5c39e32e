"""A folder of transcripts: tables beside them, numbers, and every way in which a file can be wrong."""

import os
import sys
from pathlib import Path

import pytest

from qcode.errors import Problem, Severity
from qcode.model import Attribute, Form, Interview, Settings
from qcode.reading import number_table, read_folder

SETTINGS = Settings(
    attributes=(Attribute("territoire", values=("Nantes", "Lyon")), Attribute("type_acteur", values=("association",)))
)
HEAD = "territoire: Nantes\ntype_acteur: association\n\n"
TALK = "Q : Et ?\n\nR : Oui.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "transcripts"
    path.mkdir()
    return path


def read(folder: Path, settings: Settings = SETTINGS) -> tuple[dict[str, Interview], list[tuple[str, str, int]]]:
    interviews, problems = read_folder(folder.parent, settings)
    for problem in problems:
        assert problem.message and problem.hint
    return {each.id: each for each in interviews}, [(p.kind, p.file, p.line) for p in problems]


def problem(folder: Path, kind: str, settings: Settings = SETTINGS) -> Problem:
    return next(each for each in read_folder(folder.parent, settings)[1] if each.kind == kind)


def test_missing_and_misspelt_attributes(folder: Path) -> None:
    (folder / "a.txt").write_text(f"titre: x\nTerritoire: nante\n\n{TALK}")
    interviews, problems = read(folder)
    assert problems == [
        ("attribute_not_allowed", "transcripts/a.txt", 2),
        ("attribute_missing", "transcripts/a.txt", 0),
    ]
    assert problem(folder, "attribute_not_allowed").values["near"] == "Nantes"
    assert interviews["a"].attributes["territoire"] == "nante"  # kept as written, never replaced


def test_values_are_spelt_as_the_list_spells_them(folder: Path) -> None:
    (folder / "a.txt").write_text(f"Térritoire: NANTES\nType d’acteur: Association\n\n{TALK}")
    interviews, problems = read(folder)
    assert not problems
    assert interviews["a"].attributes == {"territoire": "Nantes", "type_acteur": "association"}


@pytest.mark.parametrize(
    "content",
    [
        "interview;territoire;type_acteur\na;Lyon;association\n",
        "\ufeffEntretien,Territoire,Type d'acteur\na.txt,Lyon,association\n",
    ],
)
def test_attributes_beside_the_files(folder: Path, content: str) -> None:
    (folder / "a.txt").write_text(TALK)
    (folder / "attributes.csv").write_text(content, encoding="utf-8")
    interviews, problems = read(folder)
    assert not problems
    assert interviews["a"].attributes == {"territoire": "Lyon", "type_acteur": "association"}


def test_the_table_wins_and_says_so(folder: Path) -> None:
    (folder / "a.txt").write_text(HEAD + TALK)
    (folder / "attributes.csv").write_text("interview,territoire\na,Lyon\nb,Lyon\n")
    interviews, problems = read(folder)
    assert interviews["a"].attributes["territoire"] == "Lyon"
    assert problems == [
        ("header_and_table", "transcripts/a.txt", 1),
        ("row_without_interview", "transcripts/attributes.csv", 3),
    ]


def test_attributes_in_a_workbook(folder: Path) -> None:
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["entretien", "territoire", "type d'acteur", "date", "âge"])
    sheet.append(["a", "Lyon", "association", datetime.datetime(2025, 3, 2), 41.0])
    book.save(folder / "attributs.xlsx")
    (folder / "a.txt").write_text(TALK)
    interviews, problems = read(folder)
    assert not problems
    assert interviews["a"].attributes["date"] == "2025-03-02"
    assert interviews["a"].attributes["age"] == "41"


def test_one_row_a_person(folder: Path) -> None:
    (folder / "a.txt").write_text(
        f"{HEAD[:-1]}enquêté: R1 (coordinatrice, genre=f), R2\n\nQ : Et ?\n\nR1 : Oui.\n\nR2 : Non."
    )
    (folder / "enquetes.csv").write_text("interview,personne,genre,territoire\na,R2,h,Lyon\n")
    interviews, problems = read(folder)
    a = interviews["a"]
    assert not problems and a.form is Form.JOINT
    assert a.value("fonction", "R1") == "coordinatrice" and a.value("genre", "R1") == "f"
    assert a.value("genre", "R2") == "h"
    assert a.value("territoire", "R1") == "Nantes" and a.value("territoire", "R2") == "Lyon"


def test_form_comparable_phase_and_state(folder: Path) -> None:
    more = "forme: focus group\ncomparable: non\nphase: 2\nétat: relu\n\n"
    (folder / "a.txt").write_text(HEAD[:-1] + more + TALK)
    (folder / "b.txt").write_text(HEAD[:-1] + "comparable: peut-être\n\n" + TALK)
    interviews, problems = read(folder)
    a = interviews["a"]
    assert (a.form, a.comparable, a.phase, a.state) == (Form.GROUP, False, "2", "proofread")
    assert interviews["b"].comparable and problems == [("value_not_understood", "transcripts/b.txt", 3)]


def test_numbers_are_stable(folder: Path) -> None:
    for name, date in (("b", "2025-01-02"), ("a", "2025-01-03"), ("c", "2025-01-01")):
        (folder / f"{name}.txt").write_text(f"date: {date}\n{HEAD}{TALK}")
    interviews, problems = read(folder)
    assert not problems
    assert {name: each.number for name, each in interviews.items()} == {"c": "E01", "b": "E02", "a": "E03"}
    (folder / "numeros.csv").write_text(number_table(interviews.values()))
    (folder / "older.txt").write_text(f"date: 2024-01-01\n{HEAD}{TALK}")
    interviews, problems = read(folder)
    assert not problems
    assert {name: each.number for name, each in interviews.items()} == {
        "c": "E01", "b": "E02", "a": "E03", "older": "E04",
    }  # fmt: skip


def test_one_number_for_two(folder: Path) -> None:
    (folder / "a.txt").write_text("numéro: 7\n" + HEAD + TALK)
    (folder / "b.txt").write_text("numéro: E07\n" + HEAD + TALK)
    interviews, problems = read(folder)
    assert interviews["a"].number == "E07"
    assert problems == [("number_twice", "transcripts/b.txt", 0)]


def test_one_bad_file_costs_no_other(folder: Path) -> None:
    (folder / "a.txt").write_text(HEAD + TALK)
    (folder / "a.md").write_text(HEAD + TALK)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").write_text("")
    (folder / "fake.docx").write_text("not a document")
    (folder / "notes.xyz").write_text("?")
    (folder / "odd.csv").write_text("x,y\n1,2\n")
    (folder / "README.md").write_text("about this folder")
    (folder / ".hidden.txt").write_text("no")
    (folder / "codings").mkdir()
    (folder / "codings" / "x.txt").write_text("no")
    interviews, problems = read(folder)
    assert sorted(interviews) == ["a", "empty"]
    assert {(kind, file.rpartition("/")[2]) for kind, file, _ in problems} == {
        ("interview_twice", "a.txt"),
        ("not_text", "binary.txt"),
        ("empty_transcript", "empty.txt"),
        ("attribute_missing", "empty.txt"),
        ("archive_broken", "fake.docx"),
        ("format_unknown", "notes.xyz"),
        ("table_unknown", "odd.csv"),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders, and links need rights")
def test_links_and_pipes_are_refused_by_name(folder: Path) -> None:
    (folder / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.txt")
    interviews, problems = read(folder)
    assert not interviews
    assert problems == [("not_a_plain_file", f"transcripts/{name}.txt", 0) for name in ("link", "pipe")]


def test_no_folder(tmp_path: Path) -> None:
    interviews, problems = read_folder(tmp_path, SETTINGS)
    assert interviews == () and [each.severity for each in problems] == [Severity.ERROR]


def test_nothing_of_the_sample_study_is_wired_in(folder: Path) -> None:
    settings = Settings(attributes=(Attribute("country", {"en": "Country"}, ("France", "Perú")),))
    (folder / "a.txt").write_text("Country: peru\nInterviewer: Ann\nInterviewee: Bo\n\nAnn: Why?\n\nBo: Well.", "utf-8")
    interviews, problems = read(folder, settings)
    assert not problems and interviews["a"].attributes["country"] == "Perú"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_encodings(folder: Path, encoding: str) -> None:
    text = f"{HEAD}Q : Déjà, où ça ?\r\n\r\nR : À l’été, c’est « là » … voilà."
    (folder / "a.txt").write_bytes(text.encode(encoding))
    interviews, problems = read(folder)
    assert interviews["a"].text == text.replace("\r\n", "\n")
    guessed = encoding in ("utf-16-le", "cp1252", "mac_roman")
    assert [kind for kind, _, _ in problems] == ["encoding_guessed"] * guessed
    if guessed:
        assert problem(folder, "encoding_guessed").values["encoding"] == encoding


def test_a_word_document(folder: Path) -> None:
    import docx

    document = docx.Document()
    for line in (HEAD + TALK).split("\n"):
        document.add_paragraph(line)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Q : Et dans le tableau ?"
    document.save(str(folder / "a.docx"))
    interviews, problems = read(folder)
    assert not problems
    assert [interviews["a"].quote(turn.span) for turn in interviews["a"].turns] == [
        "Et ?",
        "Oui.",
        "Et dans le tableau ?",
    ]


def test_a_misspelt_column_gets_a_suggestion(folder: Path) -> None:
    (folder / "a.txt").write_text(TALK)
    (folder / "attributes.csv").write_text("entretien;terrtoire;date\na;Lyon;2025\n", "utf-8")
    (folder / "autre.csv").write_text("entretein;territoire\na;Lyon\n", "utf-8")
    _, problems = read_folder(folder.parent, SETTINGS)
    hints = {problem.kind: problem.hint for problem in problems}
    assert "territoire" in hints["column_near"] and "entretien" in hints["table_unknown_near"]
