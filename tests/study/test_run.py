"""The main job on a study on disk: what is written, when, and when nothing is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from qcode import words
from qcode.errors import QcodeError
from qcode.study import Study
from qcode.study.run import is_current, run
from qcode.study.start import start
from tests.conftest import ROOT


def kinds(study: Study) -> list[str]:
    return [problem.kind for problem in study.check()]


def test_the_sample_has_no_problem(sample: Path) -> None:
    assert Study(sample).check() == []


def test_a_run_writes_its_exports_and_says_so(sample: Path) -> None:
    done = run(Study(sample))
    assert {path.name for path in done.written} == {"matrice.xlsx", "passages.csv", "manifest.json"}
    assert not done.current
    head, *rows = done.summary
    assert len(rows) == 4
    assert {"Nantes", "Lyon", "Marseille", "National"} <= set(head)


def test_a_second_run_finds_nothing_to_do_and_shows_the_same(sample: Path) -> None:
    study = Study(sample)
    first, second = run(study), run(study)
    assert second.current
    assert second.written == ()
    assert [list(row) for row in second.summary] == [list(row) for row in first.summary]


def test_the_same_study_gives_the_same_exports(sample: Path) -> None:
    study = Study(sample)
    run(study, sample / "a")
    shutil.rmtree(study.cache)
    run(study, sample / "b")
    assert (sample / "a/passages.csv").read_bytes() == (sample / "b/passages.csv").read_bytes()
    assert (sample / "a/matrice.xlsx").read_bytes() == (sample / "b/matrice.xlsx").read_bytes()


INPUTS = [
    "qcode.toml",
    "codebook/temporalites.yaml",
    "transcripts_sample/lyon-etat.txt",
    "actors.yaml",
    "constats.yaml",
]


@pytest.mark.parametrize("change", INPUTS)
def test_any_input_that_changed_makes_exports_old(sample: Path, change: str) -> None:
    study = Study(sample)
    run(study)
    assert is_current(study)
    with (sample / change).open("a", encoding="utf-8") as file:
        file.write("\n# .\n")
    assert not is_current(Study(sample))


def test_an_export_that_somebody_touched_is_made_again(sample: Path) -> None:
    study = Study(sample)
    run(study)
    (study.exports / "passages.csv").write_text("x", encoding="utf-8")
    assert not is_current(study)
    assert not run(study).current


def test_another_language_is_another_export(sample: Path) -> None:
    study = Study(sample)
    run(study)
    with words.speaking("en"):
        assert not is_current(study)


def test_errors_leave_the_last_good_exports_in_place(sample: Path) -> None:
    study = Study(sample)
    run(study)
    before = {path.name: path.read_bytes() for path in study.exports.iterdir()}
    (sample / "codebook/temporalites.yaml").write_text("id: [", encoding="utf-8")
    done = run(study)
    assert done.written == ()
    assert done.problems
    assert {path.name: path.read_bytes() for path in study.exports.iterdir()} == before
    assert {path.name for path in run(study, keep_going=True).written} == set(before)


def test_decisions_on_a_code_that_is_gone_are_told_and_kept(sample: Path) -> None:
    (sample / "codebook/temporalites.yaml").unlink()
    files = {path: path.read_bytes() for path in (sample / "transcripts_sample/codings").rglob("*.jsonl")}
    assert "unknown_code" in kinds(Study(sample))
    assert {path: path.read_bytes() for path in files} == files


def test_a_study_is_found_from_inside_its_folders(sample: Path) -> None:
    assert Study.find(sample / "transcripts_sample").root == sample.resolve()
    with pytest.raises(QcodeError):
        Study.find(Path("/"))


def test_a_new_study_runs_at_once_and_is_never_made_over_another(tmp_path: Path) -> None:
    start(tmp_path / "new")
    study = Study(tmp_path / "new")
    assert study.check() == []
    done = run(study)
    assert done.written
    with pytest.raises(QcodeError):
        start(tmp_path / "new")


def test_a_file_to_double_click_opens_the_page(tmp_path: Path) -> None:
    start(tmp_path / "étude à moi")
    launcher = tmp_path / "étude à moi/ouvrir.command"
    assert os.access(launcher, os.X_OK)
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    process = subprocess.Popen([launcher], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
    finally:
        process.kill()
        process.communicate()


def test_other_codes_other_attributes_another_language(tmp_path: Path) -> None:
    (tmp_path / "qcode.toml").write_text(
        'language = "en"\n[attributes.school]\nlabel = "School"\nvalues = ["North", "South"]\n', encoding="utf-8"
    )
    for name, school in (("ann", "North"), ("bob", "South")):
        folder = tmp_path / "transcripts"
        folder.mkdir(exist_ok=True)
        head = f"school: {school}\ninterviewer: Q\ninterviewee: R\n"
        text = f"{head}\nQ: How do you get there?\n\nR: Le bus est en retard.\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/travel.yaml").write_text(
        'id: "travel"\nlabel: {en: "Travel"}\nrules:\n  - id: "bus"\n    any: ["bus"]\n', encoding="utf-8"
    )
    with words.speaking("en"):
        done = run(Study(tmp_path))
    assert [list(row) for row in done.summary] == [
        ["Code", "Interviews", "Passages", "North", "South"],
        ["Travel", 2, 2, 1, 1],
    ]
    manifest = json.loads((tmp_path / "exports/manifest.json").read_text(encoding="utf-8"))
    assert manifest["language"] == "en"
