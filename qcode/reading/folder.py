"""A folder of transcripts to interviews; what is wrong with one file never costs another."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from qcode.errors import Problem, error, warning
from qcode.memory import uncollected
from qcode.model import Interview, Settings
from qcode.reading.beside import Beside, is_table, read_beside, unused
from qcode.reading.bounds import Limits
from qcode.reading.draft import Draft
from qcode.reading.formats import SUFFIXES
from qcode.reading.interview import read_draft, read_interview
from qcode.reading.numbers import with_numbers
from qcode.reading.sandbox import Sandbox

NOT_TRANSCRIPTS = frozenset({"readme", "lisez-moi", "lisezmoi", "licence", "license"})

ENOUGH_WORDS = 100
"""Words of an interview that nobody says twice."""


@uncollected
def read_folder(root: Path, settings: Settings) -> tuple[tuple[Interview, ...], list[Problem]]:
    """Read every transcript of a study, by id, with the tables beside them.

    A file that cannot be read, a second file with the same id, a number carried twice: errors, the others go on.
    """
    with Sandbox(Limits.of(settings)) as sandbox:
        return _read(root, settings, sandbox)


def _read(root: Path, settings: Settings, sandbox: Sandbox) -> tuple[tuple[Interview, ...], list[Problem]]:
    files, problems = _files(root, settings)
    beside, wrong = read_beside([path for path in files if is_table(path)], root, settings, sandbox)
    problems += wrong
    read: list[Interview] = []
    seen: dict[str, str] = {}
    for identifier, file, source in _sources(files, root, beside):
        if identifier in seen:
            problems.append(error("interview_twice", file, id=identifier, other=seen[identifier]))
            continue
        seen[identifier] = file
        given = beside.of(identifier)
        if isinstance(source, Draft):
            interview, wrong = read_draft(identifier, file, source, settings, given)
        else:
            interview, wrong = read_interview(source, root, settings, given, sandbox)
        problems += wrong
        read += [interview] if interview else []
    interviews, wrong = with_numbers(sorted(read, key=lambda each: each.id))
    return tuple(interviews), problems + wrong + _copies(interviews) + unused(beside, seen)


def _copies(interviews: Iterable[Interview]) -> list[Problem]:
    """Interviews that say the same, word for word: counted twice, nothing else would show it."""
    first: dict[int, Interview] = {}
    found = []
    for interview in interviews:
        said = interview.text[interview.turns[0].span.start :] if interview.turns else ""
        other = first.setdefault(hash(said), interview)
        if other is not interview and sum(segment.words for segment in interview.segments) >= ENOUGH_WORDS:
            found.append(warning("interview_copied", interview.path, other=other.path))
    return found


def _sources(files: list[Path], root: Path, beside: Beside) -> Iterator[tuple[str, str, Path | Draft]]:
    """All interviews to be: files first, then the rows of tables."""
    for path in sorted((path for path in files if not is_table(path)), key=lambda path: (path.stem, path.suffix)):
        yield path.stem, path.relative_to(root).as_posix(), path
    yield from beside.drafts


def _files(root: Path, settings: Settings) -> tuple[list[Path], list[Problem]]:
    """The files of the transcripts folder that may be read, and a problem for each of the others."""
    folder = root / settings.transcripts
    name = settings.transcripts
    if not folder.is_dir():
        return [], [error("no_transcripts_folder", name)]
    files, problems = [], list[Problem]()
    for path in sorted(folder.iterdir()):
        file = path.relative_to(root).as_posix()
        kind = path.lstat().st_mode
        if path.name.startswith((".", "~$")) or path.stem.lower() in NOT_TRANSCRIPTS or stat.S_ISDIR(kind):
            continue
        if not stat.S_ISREG(kind):
            problems.append(error("not_a_plain_file", file))
        elif path.suffix.lower() in SUFFIXES or is_table(path):
            files.append(path)
        else:
            problems.append(warning("format_unknown", file, known=", ".join(sorted(SUFFIXES))))
    return files, problems
