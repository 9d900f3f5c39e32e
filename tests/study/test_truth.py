"""What is made is never written over what is true, nor over what people filled in or wrote on."""

from __future__ import annotations

import ast
from pathlib import Path
from shutil import copytree

import pytest

from qcode.errors import QcodeError
from qcode.study import Study
from qcode.study.edited import put_version
from qcode.study.start import start
from qcode.study.truth import is_true
from qcode.study.writing import put_new, replace
from tests.cli.test_commands import call
from tests.conftest import ROOT

OWNERS = {"assigning", "guide_files", "intake", "listing", "start", "study"}
"""Modules of qcode/study whose files these are; decision files and events are only ever added to."""

TRUE = (
    "qcode.toml",
    "lemmes.csv",
    "actors.yaml",
    "constats.yaml",
    "codebook/interfaces.yaml",
    "codebook/new.yaml",
    "transcripts_sample/lyon-etat.txt",
    "transcripts_sample/numeros.csv",
    "transcripts_sample/codings/codeur-a/lyon-etat.jsonl",
    "transcripts_sample/new/deep/file.csv",
)


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_known(name: str, uncoded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_true(uncoded / name)
    monkeypatch.chdir(uncoded)
    assert is_true(Path(name))
    with pytest.raises(QcodeError) as caught:
        replace(uncoded / name, b"x")
    assert caught.value.problems[0].kind == "over_truth"


def test_exports_and_the_rest_of_the_disk_are_free(uncoded: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in ("exports/passages.csv", "passages.csv", ".qcode/x", "memos/qcode.toml.txt"):
        assert not is_true(uncoded / name)
    assert not is_true(tmp_path_factory.mktemp("elsewhere") / "qcode.toml")


def test_a_link_or_another_study_is_no_way_round(uncoded: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    here = tmp_path_factory.mktemp("elsewhere")
    (here / "link").symlink_to(uncoded / "transcripts_sample")
    assert is_true(here / "link/lyon-etat.txt")


def test_exports_may_lie_among_the_transcripts(tmp_path: Path) -> None:
    (tmp_path / "qcode.toml").write_text('transcripts = "."\n', encoding="utf-8")
    (tmp_path / "exports").mkdir()
    assert is_true(tmp_path / "e01.txt")
    assert not is_true(tmp_path / "exports/passages.csv")


def test_only_the_code_that_owns_a_file_may_replace_it() -> None:
    owners = set()
    for path in (ROOT / "qcode").rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        if any(keyword.arg == "owner" for call in calls for keyword in call.keywords):
            owners.add(path.stem)
    assert owners == OWNERS


@pytest.mark.parametrize(
    "arguments",
    [
        ("pack",),
        ("codebook", "export"),
        ("export", "csv", "--out"),
        ("export", "docx", "--out"),
        ("audit", "--draw"),
    ],
)
@pytest.mark.parametrize("name", ["transcripts_sample/lyon-etat.txt", "constats.yaml", "codebook/nouveau.xlsx"])
def test_no_command_writes_over_what_is_true(sample: Path, arguments: tuple[str, ...], name: str) -> None:
    (sample / "constats.yaml").write_text("constats: []\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in sample.rglob("*") if path.is_file() and ".qcode" not in path.parts}
    assert call(sample, *arguments, str(sample / name)).exit_code == 1
    assert {path: path.read_bytes() for path in sample.rglob("*") if path in before} == before
    assert not (sample / "codebook/nouveau.xlsx").exists()


def test_a_run_into_the_transcripts_is_refused(sample: Path) -> None:
    assert call(sample, "run", "--out", str(sample / "transcripts_sample")).exit_code == 1
    assert not (sample / "transcripts_sample/passages.csv").exists()


def test_a_draw_that_was_filled_in_stays(sample: Path) -> None:
    sheet = sample / "tirage.csv"
    assert call(sample, "audit", "--draw", str(sheet)).exit_code == 0
    assert call(sample, "audit", "--draw", str(sheet)).exit_code == 0  # nothing filled in: the same draw
    filled = sheet.read_bytes().replace(b'""\r\n', b'"oui"\r\n')
    sheet.write_bytes(filled)
    refused = call(sample, "audit", "--draw", str(sheet))
    assert refused.exit_code == 1
    assert "tirage-2.csv" in refused.stderr
    assert sheet.read_bytes() == filled


def test_what_a_colleague_sent_is_not_packed_over(sample: Path) -> None:
    sent = sample / "léa.zip"
    sent.write_bytes(b"hers")
    assert call(sample, "pack", str(sent)).exit_code == 1
    assert sent.read_bytes() == b"hers"


def test_a_free_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1")
    (tmp_path / "a-2.csv").write_bytes(b"2")
    with pytest.raises(QcodeError) as caught:
        put_new(tmp_path / "a.csv", b"3")
    assert caught.value.problems[0].values["free"] == "a-3.csv"


def test_a_document_that_people_changed_stays_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    report, cache = tmp_path / "rapport.docx", tmp_path / ".qcode"
    assert put_version(report, b"one", cache) == (report, [])
    assert put_version(report, b"two", cache) == (report, [])
    report.write_bytes(b"two, and my conclusions")
    path, problems = put_version(report, b"three", cache)
    assert (path.name, [problem.kind for problem in problems]) == ("rapport-2.docx", ["document_edited"])
    assert (report.read_bytes(), path.read_bytes()) == (b"two, and my conclusions", b"three")
    (cache / "documents.json").write_bytes(b"[")
    assert put_version(report, b"four", cache)[0].name == "rapport-3.docx"


def test_a_new_study_leaves_what_is_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    mine = tmp_path / "transcripts/exemple.txt"
    mine.write_text("mon entretien", encoding="utf-8")
    start(tmp_path)
    assert mine.read_text(encoding="utf-8") == "mon entretien"
    assert (tmp_path / "codebook/liens.yaml").is_file()
    assert Study(tmp_path).problems == []


def test_a_copied_study_knows_its_own_documents(tmp_path: Path) -> None:
    first = tmp_path / "étude"
    (first / ".qcode").mkdir(parents=True)
    put_version(first / "fiche.docx", b"une", first / ".qcode")
    copy = copytree(first, tmp_path / "copie")
    assert put_version(copy / "fiche.docx", b"deux", copy / ".qcode") == (copy / "fiche.docx", [])


def test_a_place_where_nothing_can_be_is_not_a_failing_disk(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    with pytest.raises(QcodeError) as caught:
        replace(tmp_path / "fichier" / "rapport.docx", b"x")
    assert caught.value.problems[0].kind == "place_unwritable"
