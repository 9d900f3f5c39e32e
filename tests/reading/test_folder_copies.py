"""The same interview twice in a folder, under two names: everything would count twice."""

from __future__ import annotations

from pathlib import Path

from qcode.model import Settings
from qcode.reading import read_folder

SAID = "E : Comment ça va ?\n\nR : On est fatigués.\n\nE : Et après ?\n\nR : On verra.\n" * 20


def test_a_copy_under_another_name_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "transcripts"
    folder.mkdir()
    for name, text in (("a.txt", SAID), ("b.md", SAID), ("c.txt", SAID.replace("verra", "voit"))):
        (folder / name).write_text(text, encoding="utf-8")
    _, problems = read_folder(tmp_path, Settings())
    (told,) = [problem for problem in problems if problem.kind == "interview_copied"]
    assert (told.file, "transcripts/a.txt" in told.message) == ("transcripts/b.md", True)
