"""Mistakes in users' files are data: a `Problem` says which file, which line, what, and what to do.

Its sentences live in the catalogue (`qcode/words/*/problems.toml`, one table per kind, keys `what` and `todo`);
here is only what happened. Standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qcode.words import say


class Severity(StrEnum):
    """An error leaves its thing out and stops `run`; a warning takes part and is said on the first sheet."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a study's files."""

    kind: str
    severity: Severity
    file: str  # relative to the study
    line: int = 0  # 0: the whole file
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What is wrong, in the user's language."""
        return say(f"problems.{self.kind}.what", **self.values)

    @property
    def hint(self) -> str:
        """What to do about it."""
        return say(f"problems.{self.kind}.todo", **self.values)

    @property
    def place(self) -> str:
        """`file:line`, as editors and terminals understand it."""
        return f"{self.file}:{self.line}" if self.line else self.file


def error(kind: str, file: str, line: int = 0, /, **values: object) -> Problem:
    """Something that can't be used as it stands."""
    return Problem(kind, Severity.ERROR, file, line, values)


def warning(kind: str, file: str, line: int = 0, /, **values: object) -> Problem:
    """Something that takes part, and must be known."""
    return Problem(kind, Severity.WARNING, file, line, values)


def count_errors(problems: Iterable[Problem]) -> int:
    """How many things were left out."""
    return sum(problem.severity is Severity.ERROR for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything was left out."""
    return count_errors(problems) > 0


class QcodeError(Exception):
    """The one exception that reaches an edge: it stops the command and carries what to show."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems; the text is for logs and tests."""
        super().__init__("\n".join(f"{problem.place}: {problem.message}" for problem in problems))
        self.problems = problems
