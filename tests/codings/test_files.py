import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.codings import to_line
from qcode.errors import QcodeError
from qcode.model import Decision, Kind, Settings
from qcode.study import writing
from qcode.study.decisions import DecisionFiles
from qcode.study.naming import file_name
from tests.codings.build import decision, interview

ONE = interview("E: Alors ?\nR: On attend. On attend encore.")


def add(coder: str = "léa") -> Decision:
    return replace(decision(Kind.ADD, coder, ONE, "On attend.", "lenteur"), clock=0)


@pytest.fixture
def files(tmp_path: Path) -> DecisionFiles:
    return DecisionFiles(tmp_path, Settings())


def test_what_was_added_is_read_again_in_its_own_file(files: DecisionFiles, tmp_path: Path) -> None:
    kept = files.append([add(), add("noé")])
    assert [made.clock for made in kept] == [1, 2]
    assert (tmp_path / "transcripts/codings/léa/un.jsonl").is_file()
    again = DecisionFiles(tmp_path, Settings())
    assert again.read() == (kept, [])
    assert again.append([add()])[0].clock == 3


def test_the_clock_follows_what_another_program_wrote_meanwhile(files: DecisionFiles, tmp_path: Path) -> None:
    files.append([add()])
    other = DecisionFiles(tmp_path, Settings())
    assert other.append([add(), add()])[-1].clock == 3
    assert files.append([add()])[0].clock == 4
    assert len(files.read()[0]) == 4


def test_a_retry_adds_nothing(files: DecisionFiles) -> None:
    made = add()
    assert len(files.append([made, made])) == 1
    assert files.append([made]) == []
    assert len(files.read()[0]) == 1


def test_a_conflicted_copy_is_read_like_any_other_file(files: DecisionFiles) -> None:
    kept = files.append([add(), add()])
    path = files.path("léa", "un")
    copy = path.with_name("un (conflicted copy 2026-03-02).jsonl")
    theirs = replace(add(), clock=9)
    copy.write_text(to_line(kept[0]) + "\n" + to_line(theirs) + "\n", encoding="utf-8")
    assert files.read() == ([*kept, theirs], [])


@pytest.mark.parametrize("tail", ['{"v":1,"id":"ab', '{"v":1,"quote":"caf\u00e9'[:-1], "\0\0\0"])
def test_a_torn_tail_is_never_glued_to_the_next_line(files: DecisionFiles, tail: str) -> None:
    (first,) = files.append([add()])
    path = files.path("léa", "un")
    with path.open("ab") as file:
        file.write(tail.encode() + (b"\xc3" if "caf" in tail else b""))
    assert [p.kind for p in files.read()[1]] == ["decision_torn"]
    (second,) = files.append([add()])
    decisions, problems = files.read()
    assert decisions == [first, second]
    assert [(p.kind, p.line) for p in problems] == [("decision_torn", 2)]


def test_a_whole_line_without_its_newline_is_kept(files: DecisionFiles) -> None:
    (first,) = files.append([add()])
    path = files.path("léa", "un")
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    (second,) = files.append([add()])
    assert files.read() == ([first, second], [])


def test_unreadable_is_not_empty(files: DecisionFiles, tmp_path: Path) -> None:
    files.append([add()])
    (tmp_path / "transcripts/codings/x.jsonl").mkdir()
    (tmp_path / "transcripts/codings/y.jsonl").write_bytes(b"\xff\xfe\n")
    decisions, problems = files.read()
    assert len(decisions) == 1
    assert [p.kind for p in problems] == ["decisions_unreadable", "decision_corrupt"]


def test_a_full_disk_is_told_and_nothing_is_acknowledged(files: DecisionFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = files.append([add()])
    whole = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, data[: len(data) // 2]))
    made = add()
    with pytest.raises(QcodeError) as caught:
        files.append([made])
    assert [p.kind for p in caught.value.problems] == ["disk_full"]
    monkeypatch.undo()
    (again,) = files.append([made])  # the same decision, once there is room again
    assert files.read()[0] == [first, again]


def test_a_write_limit_of_the_system_is_told(tmp_path: Path) -> None:
    """A real short write: the system lets a file grow to 600 bytes and no further."""
    program = """
import resource, signal, sys
from pathlib import Path
from qcode.errors import QcodeError
from qcode.model import Settings
from qcode.study.decisions import DecisionFiles
from tests.codings.test_files import add
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
files, kept = DecisionFiles(Path(sys.argv[1]), Settings()), 0
try:
    while True:
        kept += len(files.append([add()]))
except QcodeError as refused:
    print(kept, refused.problems[0].kind)
"""
    if not hasattr(os, "fork"):
        pytest.skip("no such limit here")
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    kept, kind = done.stdout.split()
    decisions, problems = DecisionFiles(tmp_path, Settings()).read()
    assert (len(decisions), kind) == (int(kept), "disk_full")
    assert {p.kind for p in problems} <= {"decision_torn"}


def test_a_whole_file_is_replaced_or_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a/b.txt"
    writing.replace(path, b"one")
    writing.replace(path, b"two")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(5, "I/O error")))
    with pytest.raises(QcodeError) as caught:
        writing.replace(path, b"three")
    assert caught.value.problems[0].kind == "disk_failed"
    assert path.read_bytes() == b"two"
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_a_folder_that_takes_no_files_is_read_only(files: DecisionFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not files.read_only

    def refuse(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", refuse)
    assert files.read_only
    with pytest.raises(QcodeError) as caught:
        files.append([add()])
    assert caught.value.problems[0].kind in ("read_only", "disk_failed")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Léa M.", "Léa M"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../..", "-"),
        ("..", "_"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "_"),
        ("x\n", "x-"),
    ],
)
def test_names_of_files(name: str, expected: str) -> None:
    assert file_name(name) == expected


def test_long_names_stay_apart() -> None:
    one, two = file_name("é" * 300), file_name("é" * 301)
    assert one != two
    assert len(one.encode()) <= 100
