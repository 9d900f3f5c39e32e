"""Bombs, injections and broken files: each becomes a clear problem, and the files beside it are read."""

import time
from pathlib import Path

import pytest

from qcode.errors import Problem
from qcode.model import Interview, Settings
from qcode.reading import read_folder
from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.sandbox import Sandbox
from tests.reading.bombs import BOMBS, LONG_WALKS
from tests.reading.makers import TALK, docx, txt

SETTINGS = Settings(attributes=())


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Interview], list[Problem]]:
    """All bombs in one folder, with sound files before and after them."""
    root = tmp_path_factory.mktemp("study")
    folder = root / "transcripts"
    folder.mkdir()
    for name, (suffix, make, _) in BOMBS.items():
        (folder / f"{name}{suffix}").write_bytes(make())
    for name in ("a", "zz"):
        (folder / f"{name}.docx").write_bytes(docx(TALK))
    (folder / "b.txt").write_bytes(txt(TALK))
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    interviews, problems = read_folder(root, SETTINGS)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before  # nothing is written
    return {interview.id: interview for interview in interviews}, problems


@pytest.mark.parametrize("name", BOMBS)
def test_each_is_a_clear_problem(name: str, outcome: tuple[dict[str, Interview], list[Problem]]) -> None:
    mine = [problem for problem in outcome[1] if Path(problem.file).stem == name]
    assert BOMBS[name][2] in [problem.kind for problem in mine]
    for problem in mine:
        assert problem.message and problem.hint


@pytest.mark.parametrize("name", ["a", "b", "zz"])
def test_the_others_are_read(name: str, outcome: tuple[dict[str, Interview], list[Problem]]) -> None:
    assert len(outcome[0][name].turns) == len(TALK)


def test_no_secret_comes_in(outcome: tuple[dict[str, Interview], list[Problem]]) -> None:
    assert not any("root:" in interview.text for interview in outcome[0].values())


@pytest.mark.parametrize("name", LONG_WALKS)
def test_no_text_takes_a_pattern_for_a_walk(name: str, tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "a.txt").write_bytes(LONG_WALKS[name]())
    started = time.process_time()
    interviews, _ = read_folder(tmp_path, SETTINGS)
    assert len(interviews) == 1 and time.process_time() - started < 5


def test_a_limit_can_be_raised(tmp_path: Path) -> None:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts" / "a.txt").write_bytes(b"R : " + b"mot " * 10)
    tight = Settings(attributes=(), limits={"line_chars": 20})
    assert [problem.kind for problem in read_folder(tmp_path, tight)[1]] == ["limit_passed"]
    assert len(read_folder(tmp_path, Settings(attributes=(), limits={"line_chars": 100}))[0]) == 1


def test_too_long_is_stopped_by_the_clock() -> None:
    started = time.monotonic()
    with Sandbox(Limits(seconds=0)) as sandbox, pytest.raises(UnreadableError, match="parser_stopped"):
        sandbox.draft(".docx", docx(TALK))
    assert time.monotonic() - started < 5


def test_too_much_memory_costs_one_file() -> None:
    with Sandbox(Limits(memory_mb=220, ratio=10_000)) as sandbox:
        assert sandbox.draft(".docx", docx(TALK)).text
        big = BOMBS["zip-bomb"][1]()
        with pytest.raises(UnreadableError, match=r"limit_passed|parser_stopped|xml_broken"):
            sandbox.draft(".docx", big)
        assert sandbox.draft(".docx", docx(TALK)).text
