"""`qcode.toml`: what is right is kept, what is wrong is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qcode.errors import Severity
from qcode.model import Role, Settings
from qcode.study import settings


def read(folder: Path, source: str) -> tuple[Settings, list[tuple[str, int]]]:
    (folder / "qcode.toml").write_text(source, encoding="utf-8")
    found, problems = settings.read(folder)
    return found, [(problem.kind, problem.line) for problem in problems]


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, "") == (Settings(), [])


def test_a_team_names_its_own_attributes_and_roles(tmp_path: Path) -> None:
    found, problems = read(
        tmp_path,
        """
title = "Écoles"
language = "en"
[attributes.school]
label = "School"
values = ["A", "B"]
[attributes.grade]
[roles]
"Mme V." = "interviewee"
""",
    )
    assert problems == []
    assert [attribute.id for attribute in found.attributes] == ["school", "grade"]
    assert found.attributes[0].values == ("A", "B")
    assert found.attributes[0].name("fr") == "School"
    assert found.attributes[1].name("fr") == "grade"
    assert found.roles == {"Mme V.": Role.INTERVIEWEE}


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ('title = "a"\nunit = "paragraph"', "settings_wrong_value", 2),
        ("threshold = 3", "settings_wrong_value", 1),
        ("threshold = true", "settings_wrong_value", 1),
        ("\nattributes = 3", "settings_wrong_value", 2),
        ('[attributes.a]\nvalues = "x"', "settings_wrong_value", 1),
        ('[roles]\nR = "guest"', "settings_wrong_value", 1),
        ("[limits]\nfile_mb = -1", "settings_wrong_value", 1),
        ("[limits]\nfile_megabytes = 1", "settings_wrong_value", 1),
        ('titel = "a"', "settings_unknown_key", 1),
        ('title = "a"\ntitle = "b"\nunit = "turn"', "settings_unparsable", 2),
        ("title = sans guillemets", "settings_unparsable", 1),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, source: str, kind: str, line: int) -> None:
    _, problems = read(tmp_path, source)
    assert problems == [(kind, line)]


def test_what_is_right_beside_a_mistake_is_kept(tmp_path: Path) -> None:
    found, problems = read(tmp_path, 'unit = 3\npolicy = "majority"')
    assert (found.unit, found.policy) == ("sentence", "majority")
    assert len(problems) == 1


def test_a_file_that_is_no_text_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "qcode.toml").write_bytes(b"\xff\xfe\x00")
    _, [problem] = settings.read(tmp_path)
    assert (problem.kind, problem.severity) == ("settings_unreadable", Severity.ERROR)


WRONG = (
    *("language = 3", "title = 1", "discussed = 3", "threshold = 7", "attributes = 1", "attributes.a = 1"),
    *("roles = 1", "limits = 1", "limits = {unheard = 3}"),
)


@pytest.mark.parametrize("wrong", WRONG)
def test_the_example_for_a_wrong_value_can_be_pasted(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "qcode.toml").write_text(wrong, encoding="utf-8")
    [problem] = settings.read(tmp_path)[1]
    (tmp_path / "qcode.toml").write_text(str(problem.values["wanted"]), encoding="utf-8")
    assert settings.read(tmp_path)[1] == []


@pytest.mark.parametrize("broken", ['title = "x', "title 3", "a = 1\na = 2", "title = x", "[a", "a = [1, 2"])
def test_no_parser_s_english_in_french(tmp_path: Path, broken: str) -> None:
    (tmp_path / "qcode.toml").write_text(broken, encoding="utf-8")
    [problem] = settings.read(tmp_path)[1]
    assert problem.kind == "settings_unparsable"
    assert not any(word in problem.message for word in ("line", "Expected", "Invalid", "Unclosed", "at end"))
