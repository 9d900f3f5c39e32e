"""The files that hold what people decided: `<transcripts>/codings/<coder>/<interview>.jsonl`, append-only.

Whoever writes, writes to files of their own; the union of all lines by id is the truth, whatever the files are
called, so that a conflicted copy made by a synced folder is harmless.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from json import dumps
from typing import TYPE_CHECKING

from qcode.codings import read_lines, to_line, union
from qcode.errors import Problem, QcodeError, error, warning
from qcode.memory import uncollected
from qcode.study.naming import alike, file_name, taken_for_one, tidy
from qcode.study.writing import append, can_write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qcode.model import Decision, Settings

    _Read = tuple[tuple[int, int], list[Decision], list[Problem]]  # when and how long the file was; what it holds

FOLDER = "codings"


class DecisionFiles:
    """All decisions of a study: read together, added one line at a time."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Say where they are; nothing is read yet."""
        self.root = root
        self.folder = root / settings.transcripts / FOLDER
        self.aliases = {tidy(name): tidy(known) for name, known in settings.coders.items()}
        self.clock = 0  # the highest seen, on whatever machine
        self._known: set[str] = set()
        self._coders: set[str] = set()  # as they are written in the files
        self._news: list[Decision] = []  # written by others, and not yet asked for
        self._doubtful: set[str] = set()  # the disk did not confirm them
        self._seen: dict[Path, int] = {}  # how much of each file was looked at
        self._read: dict[Path, _Read] = {}

    @property
    def read_only(self) -> bool:
        """Whether nothing can be added here: the disk, the rights or the archive say no."""
        return not can_write(self.folder)

    @uncollected
    def read(self) -> tuple[list[Decision], list[Problem]]:
        """Every decision once, in the order of the study's clock; files that did not change are not read again."""
        self._read = {path: self._file(path) for path in sorted(self.folder.rglob("*.jsonl"))}
        problems = [problem for _, _, found in self._read.values() for problem in found]
        self._news.clear()
        decisions, clashes = union(decision for _, found, _ in self._read.values() for decision in found)
        signed = [self._signed(decision) for decision in decisions]
        return signed, [*problems, *clashes, *self._alike(signed)]

    def lines(self) -> list[Decision]:
        """Every line of the files as last read, the same decision as often as it stands there."""
        return [decision for _, found, _ in self._read.values() for decision in found]

    def append(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Keep new decisions and return them as kept, with their clock; on return they are on the disk.

        A decision whose id is known already is not written again, so that a retry or a second import adds nothing;
        one that the disk failed to confirm is.

        Raises:
            QcodeError: the disk refused, or a name is none, or nearly somebody else's; nothing was acknowledged.
        """
        wanted = {decision.id: decision for decision in map(self._signed, decisions)}
        self._look({self.path(d.coder, d.interview).parent for d in wanted.values()} if self._seen else {self.folder})
        for coder in {decision.coder for decision in wanted.values()}:
            self.person(coder)
        new = [d for d in wanted.values() if d.id not in self._known or d.id in self._doubtful]
        stamped = [replace(decision, clock=self.clock + count) for count, decision in enumerate(new, 1)]
        self._write(stamped)
        return stamped

    def take(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions that were taken elsewhere as they are, with their own clock.

        Raises:
            QcodeError: the disk refused.
        """
        self._write(list(decisions))

    def _write(self, stamped: list[Decision]) -> None:
        texts: dict[Path, list[str]] = {}
        for decision in stamped:
            texts.setdefault(self.path(decision.coder, decision.interview), []).append(to_line(decision))
        self._doubtful |= {decision.id for decision in stamped}
        for path, lines in texts.items():
            append(path, "\n".join(lines))
        self._doubtful -= {decision.id for decision in stamped}
        self._note(stamped)

    def news(self) -> list[Decision]:
        """What others have added since this was last asked, or since all was read; each decision once."""
        self._look({self.folder})
        news, self._news = self._news, []
        return [self._signed(decision) for decision in news]

    def person(self, name: str) -> str:
        """The one name under which this person's decisions are kept.

        Raises:
            QcodeError: no name, or not quite the name of somebody who has decided something.
        """
        name, folder = self._named(name), self.folder.relative_to(self.root).as_posix()
        if not name:
            raise QcodeError(error("coder_empty", folder))
        if not self._seen:
            self._look({self.folder})
        known = {self._named(coder) for coder in self._coders}
        others = sorted(coder for coder in known if alike(coder) == alike(name))
        if others and name not in others:
            raise QcodeError(error("coder_alike", folder, name=name, known=others[0]))
        return name

    def _named(self, name: str) -> str:
        return self.aliases.get(tidy(name), tidy(name))

    def _signed(self, decision: Decision) -> Decision:
        """The decision under the one name of whoever took it."""
        name = self._named(decision.coder)
        return decision if name == decision.coder else replace(decision, coder=name)

    def _alike(self, decisions: list[Decision]) -> list[Problem]:
        """Names that look like one person's: they count as several until the settings say otherwise."""
        number = Counter(decision.coder for decision in decisions)
        folder = self.folder.relative_to(self.root).as_posix()
        problems = []
        for group in taken_for_one(number):
            known, *others = sorted(group, key=lambda name: (-number[name], name))
            for name in others:
                line = f"{dumps(name, ensure_ascii=False)} = {dumps(known, ensure_ascii=False)}"
                problems.append(warning("coders_alike", folder, known=known, name=name, n=number[name], line=line))
        return problems

    def path(self, coder: str, interview: str) -> Path:
        """The file in which what this person says about this interview is kept."""
        return self.folder / file_name(coder) / f"{file_name(interview or '_')}.jsonl"

    def _look(self, folders: Iterable[Path]) -> None:
        """Learn the ids and the clock of what was written since, here or elsewhere: files grow at their end alone."""
        for path in (path for folder in folders for path in folder.rglob("*.jsonl")):
            with suppress(OSError):  # `read` tells
                size, seen = path.stat().st_size, self._seen.get(path, 0)
                if size != seen:
                    self._look_at(path, seen if size > seen else 0)

    def _look_at(self, path: Path, start: int) -> None:
        with path.open("rb") as file:
            file.seek(start)
            whole, newline, _ = file.read().rpartition(b"\n")
        decisions, _ = read_lines(whole.decode("utf-8", "surrogateescape"), path.relative_to(self.root).as_posix())
        self._news += [decision for decision in decisions if decision.id not in self._known]
        self._note(decisions)
        self._seen[path] = start + len(whole + newline)

    def _note(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self._known.add(decision.id)
            self._coders.add(decision.coder)
            self.clock = max(self.clock, decision.clock)

    def _file(self, path: Path) -> _Read:
        name = path.relative_to(self.root).as_posix()
        try:
            now = path.stat()
            stamp = (now.st_mtime_ns, now.st_size)
            if path in self._read and self._read[path][0] == stamp:
                return self._read[path]
            data = path.read_bytes()
        except OSError as fault:
            return (0, 0), [], [error("decisions_unreadable", name, reason=fault.strerror or str(fault))]
        decisions, problems = read_lines(data.decode("utf-8", "surrogateescape"), name)
        self._note(decisions)
        self._seen[path] = data.rfind(b"\n") + 1
        return stamp, decisions, problems
