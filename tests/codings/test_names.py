"""One person, one name: names that differ by case, accents or spaces alone never become several persons unseen."""

from __future__ import annotations

import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codings import to_line
from qcode.errors import QcodeError
from qcode.model import Decision, Kind, Settings
from qcode.study.carrying import merge, pack
from qcode.study.decisions import DecisionFiles
from qcode.study.naming import alike, same_file, tidy
from tests.codings.build import decision, interview

ONE = interview("R: On attend. On attend encore.")
SETTINGS = Settings()


def add(coder: str) -> Decision:
    return replace(decision(Kind.ADD, coder, ONE, "On attend.", "lenteur"), clock=0)


def written(root: Path, *coders: str) -> DecisionFiles:
    """Decisions as other machines wrote them, whatever the names."""
    for number, coder in enumerate(coders, 1):
        folder = root / "transcripts/codings" / coder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "un.jsonl").write_text(to_line(replace(add(coder), clock=number)) + "\n", encoding="utf-8")
    return DecisionFiles(root, SETTINGS)


@pytest.mark.parametrize("name", ["nadège", "Nadege", " NADÈGE ", "Na dège", "nadege."])
def test_nearly_a_coder_s_name_is_refused_with_the_name_there_is(tmp_path: Path, name: str) -> None:
    files = DecisionFiles(tmp_path, SETTINGS)
    files.append([add("Nadège")])
    for asked in (files, DecisionFiles(tmp_path, SETTINGS)):
        with pytest.raises(QcodeError) as caught:
            asked.append([add(name)])
        assert caught.value.problems[0].kind == "coder_alike"
        assert "« Nadège »".replace(" ", "\u00a0") in caught.value.problems[0].message
    assert len(files.read()[0]) == 1
    assert len(files.append([add("Nadine")])) == 1


def test_the_form_of_accents_and_spaces_at_the_ends_make_nobody_else(tmp_path: Path) -> None:
    files = written(tmp_path, unicodedata.normalize("NFD", "Nadège"))
    files.append([add("Nadège"), add(" Nadège  ")])
    decisions, problems = files.read()
    assert {made.coder for made in decisions} == {"Nadège"}
    assert problems == []


def test_names_that_came_together_are_told_and_both_may_go_on(tmp_path: Path) -> None:
    files = written(tmp_path, "Nadège", "nadege", "Zoé")
    files.append([add("Nadège"), add("nadege"), add("Nadège")])
    problem = next(iter(files.read()[1]))
    assert (problem.kind, problem.severity, problem.values["n"]) == ("coders_alike", "warning", 2)
    assert '"nadege" = "Nadège"' in problem.hint


def test_the_settings_join_them_and_lose_nothing(tmp_path: Path) -> None:
    before = written(tmp_path, "Nadège", "nadege", "N. D.").read()[0]
    joined = DecisionFiles(tmp_path, Settings(coders={"nadege": "Nadège", "N. D.": "Nadège"}))
    decisions, problems = joined.read()
    assert problems == []
    assert [made.id for made in decisions] == [made.id for made in before]
    assert {made.coder for made in decisions} == {"Nadège"}
    kept = joined.append([add("nadege"), add("N. D.")])
    assert {made.coder for made in kept} == {"Nadège"}
    assert joined.path("Nadège", "un").read_text(encoding="utf-8").count("\n") == 3


def test_a_parcel_survives_disks_that_take_two_names_for_one(tmp_path: Path) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    written(there, "Nadège", "nadège", unicodedata.normalize("NFD", "Nadège"))
    (there / "codebook").mkdir()
    (there / "qcode.toml").write_text("", encoding="utf-8")
    (here / "codebook").mkdir(parents=True)
    parcel = tmp_path / "parcel.zip"
    pack(there, SETTINGS, parcel)
    names = zipfile.ZipFile(parcel).namelist()
    assert len({same_file(name) for name in names}) == len(names) == 4
    done = merge(here, SETTINGS, parcel)
    assert (done.added, done.refused, done.balances) == (3, 0, True)
    again = merge(here, SETTINGS, there)
    assert (again.added, again.both) == (0, 3)


def test_a_parcel_made_elsewhere_with_such_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "codebook").mkdir()
    parcel = tmp_path / "parcel.zip"
    with zipfile.ZipFile(parcel, "w") as archive:
        for number, coder in enumerate(("Zoé", "zoé"), 1):
            archive.writestr(f"transcripts/codings/{coder}/un.jsonl", to_line(replace(add(coder), clock=number)) + "\n")
    assert merge(tmp_path, SETTINGS, parcel).added == 2


@given(st.text(max_size=12))
def test_a_tidy_name_is_alike_and_stays_tidy(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert alike(tidy(name)) == alike(name)
