"""The files that hold what people decided: `<transcripts>/codings/<coder>/<interview>.jsonl`, append-only.

Whoever writes, writes to files of their own; the union of all lines by id is the truth, whatever the files are
called, so that a conflicted copy made by a synced folder is harmless.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from qcode.codings import read_lines, to_line, union
from qcode.codings.memory import uncollected
from qcode.errors import Problem, error
from qcode.study.writing import append, can_write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qcode.model import Decision, Settings

FOLDER = "codings"
_NO_FILE_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class DecisionFiles:
    """All decisions of a study: read together, added one line at a time."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Say where they are; nothing is read yet."""
        self.root = root
        self.folder = root / settings.transcripts / FOLDER
        self.clock = 0  # the highest seen, on whatever machine
        self._known: set[str] = set()
        self._news: list[Decision] = []  # written by others, and not yet asked for
        self._read: dict[Path, tuple[tuple[int, int], list[Decision], list[Problem]]] = {}

    @property
    def read_only(self) -> bool:
        """Whether nothing can be added here: the disk, the rights or the archive say no."""
        return not can_write(self.folder)

    @uncollected
    def read(self) -> tuple[list[Decision], list[Problem]]:
        """Every decision once, in the order of the study's clock; files that did not change are not read again."""
        self._look()
        problems = [problem for _, _, found in self._read.values() for problem in found]
        self._news.clear()
        decisions, clashes = union(decision for _, found, _ in self._read.values() for decision in found)
        return decisions, problems + clashes

    def append(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Keep new decisions and return them as kept, with their clock; on return they are on the disk.

        A decision whose id is known already is not written again, so that a retry or a second import adds nothing.

        Raises:
            QcodeError: the disk refused; what is not returned must not be shown as saved.
        """
        self._look()
        new = list({decision.id: decision for decision in decisions if decision.id not in self._known}.values())
        stamped = [replace(decision, clock=self.clock + count) for count, decision in enumerate(new, 1)]
        texts: dict[Path, list[str]] = {}
        for decision in stamped:
            texts.setdefault(self.path(decision.coder, decision.interview), []).append(to_line(decision))
        for path, lines in texts.items():
            append(path, "\n".join(lines))
        self._see(stamped)
        return stamped

    def news(self) -> list[Decision]:
        """What others have added since this was last asked, or since all was read; each decision once."""
        self._look()
        news, self._news = self._news, []
        return news

    def path(self, coder: str, interview: str) -> Path:
        """The file in which what this person says about this interview is kept."""
        return self.folder / file_name(coder) / f"{file_name(interview or '_')}.jsonl"

    def _look(self) -> None:
        """Read what others, or another program of one's own, have written since."""
        before, self._read = self._read, {path: self._file(path) for path in sorted(self.folder.rglob("*.jsonl"))}
        for path, (stamp, decisions, _) in self._read.items():
            if path not in before or before[path][0] != stamp:
                self._news += [decision for decision in decisions if decision.id not in self._known]
                self._see(decisions)

    def _see(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self._known.add(decision.id)
            self.clock = max(self.clock, decision.clock)

    def _file(self, path: Path) -> tuple[tuple[int, int], list[Decision], list[Problem]]:
        name = path.relative_to(self.root).as_posix()
        try:
            now = path.stat()
            stamp = (now.st_mtime_ns, now.st_size)
            if path in self._read and self._read[path][0] == stamp:
                return self._read[path]
            text = path.read_bytes().decode("utf-8", "surrogateescape")
        except OSError as fault:
            return (0, 0), [], [error("decisions_unreadable", name, reason=fault.strerror or str(fault))]
        return stamp, *read_lines(text, name)


def file_name(text: str) -> str:
    """A name that every system and sync client takes, as close to the text as can be."""
    name = _NO_FILE_NAME.sub("-", text).strip(". ") or "_"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name.encode()) <= 100:
        return name
    return f"{name.encode()[:80].decode('utf-8', 'ignore')}-{sha256(text.encode()).hexdigest()[:12]}"
