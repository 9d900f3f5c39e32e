"""New transcripts, and what people say of those there are: who speaks in which role, and an interview's attributes.

A file is first looked at, then kept. What is said of an interview goes into a table beside the transcripts, which
wins over the file's header; the transcripts themselves are never rewritten.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qcode.errors import Problem, QcodeError, Severity, error
from qcode.model import Interview, Role
from qcode.reading import read_folder
from qcode.reading.decode import canonical, decode
from qcode.reading.formats import SUFFIXES
from qcode.reading.header import key
from qcode.reading.sheets import SUFFIXES as TABLES
from qcode.study import settings
from qcode.study.naming import file_name, same_file
from qcode.study.writing import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qcode.study.study import Study

TABLE = "attributes.csv"
ASKS, ANSWERS = "enqueteur", "enquete"
_COLUMNS = {Role.INTERVIEWER: ASKS, Role.INTERVIEWEE: ANSWERS}


@dataclass(frozen=True, slots=True)
class Look:
    """How a file would be understood: as interviews, or as a table about interviews with so many rows."""

    interviews: tuple[Interview, ...]
    rows: int
    problems: tuple[Problem, ...]


def suffixes() -> list[str]:
    """The kinds of file that may be brought in."""
    return sorted({*SUFFIXES, *TABLES})


def look(study: Study, name: str, data: bytes) -> Look:
    """How a file would be understood; nothing is kept.

    Raises:
        QcodeError: it can't be read.
    """
    safe = _safe(name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / study.settings.transcripts / safe
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        interviews, problems = read_folder(Path(folder), study.settings)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    rows = sum(problem.kind == "row_without_interview" for problem in problems)
    if errors or not (interviews or rows):
        raise QcodeError(*(errors or [error("empty_transcript", safe)]))
    return Look(interviews, 0 if interviews else rows, tuple(problems))


def keep(study: Study, name: str, data: bytes) -> Path:
    """Put a file among the transcripts, instead of one of the same name; its path.

    Raises:
        QcodeError: it can't be read, or the disk refused.
    """
    look(study, name, data)
    path = place(study, name)
    replace(path, data, owner=True)
    return path


def exists(study: Study, name: str) -> bool:
    """Whether the study has a file of this name."""
    return place(study, name).exists()


def place(study: Study, name: str) -> Path:
    """Where a file of this name is kept: the one there is, where names differ by case, accents' form or spaces alone.

    Two such names are one file on other machines.

    Raises:
        QcodeError: qcode can't read such a file.
    """
    path = study.root / study.settings.transcripts / _safe(name)
    there = path.parent.iterdir() if path.parent.is_dir() else ()
    return next((each for each in sorted(there) if same_file(each.name) == same_file(path.name)), path)


def say_of(study: Study, interview: str, roles: Mapping[str, Role], values: Mapping[str, str]) -> None:
    """Write down the roles of an interview's speakers and its attributes; "" takes nothing away.

    Raises:
        QcodeError: the disk refused.
    """
    row = {name: value for name, value in values.items() if value}
    for role, column in _COLUMNS.items():
        labels = [label for label, given in roles.items() if given is role and label]
        if labels:
            row[column] = ", ".join(labels)
    if row:
        _put_row(study, interview, row)
    others = [label for label, role in roles.items() if role is Role.OTHER and label]
    if others:
        _put_others(study, others)


def _safe(name: str) -> str:
    path = Path(name.replace("\\", "/").rpartition("/")[2])
    if path.suffix.lower() not in (*SUFFIXES, *TABLES) or path.name.startswith((".", "~$")):
        raise QcodeError(error("page_file_name", "", name=name, known=", ".join(suffixes())))
    return file_name(path.stem) + path.suffix.lower()


# --- the table beside the transcripts -----------------------------------------------------------------------------


def _put_row(study: Study, interview: str, row: Mapping[str, str]) -> None:
    path = _table_of(study, interview)
    titles, lines, separator = _read(path)
    names = [key(title, study.settings) for title in titles]
    for name in row:
        if name not in names:
            titles.append(name)
            names.append(name)
    place = names.index("interview")
    for line in lines:
        line += [""] * (len(titles) - len(line))
    mine = next((line for line in lines if Path(line[place]).stem == interview), None)
    if mine is None:
        mine = [""] * len(titles)
        mine[place] = interview
        lines.append(mine)
    for name, value in row.items():
        mine[names.index(name)] = value
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([titles, *lines])
    replace(path, out.getvalue().encode(), owner=True)


def _table_of(study: Study, interview: str) -> Path:
    """The CSV file that speaks of this interview already, else the usual one."""
    folder = study.root / study.settings.transcripts
    for path in sorted(folder.glob("*.csv")):
        titles, lines, _ = _read(path)
        names = [key(title, study.settings) for title in titles]
        if "interview" in names and "personne" not in names and set(names) != {"interview", "numero"}:
            place = names.index("interview")
            if any(len(line) > place and Path(line[place]).stem == interview for line in lines):
                return path
    return folder / TABLE


def _read(path: Path) -> tuple[list[str], list[list[str]], str]:
    if not path.exists():
        return ["interview"], [], ","
    text = canonical(decode(path.read_bytes())[0])
    separator = max(";,\t", key=text.partition("\n")[0].count)
    lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if line]
    return (lines[0], lines[1:], separator) if lines else (["interview"], [], ",")


def _put_others(study: Study, labels: list[str]) -> None:
    """Say in qcode.toml that these labels are nobody's speech; what else it says, and its comments, stay."""
    path = study.root / settings.FILE
    lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
    if "[roles]" not in (line.strip() for line in lines):
        lines += ["", "[roles]"]
    start = next(number for number, line in enumerate(lines) if line.strip() == "[roles]") + 1
    end = next((n for n in range(start, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    for label in labels:
        name = json.dumps(label, ensure_ascii=False)  # a basic string of TOML
        said = f'{name} = "{Role.OTHER}"'
        old = next((n for n in range(start, end) if lines[n].partition("=")[0].strip() in (name, label)), None)
        if old is None:
            lines.insert(start, said)
            end += 1
        else:
            lines[old] = said
    replace(path, ("\n".join(lines) + "\n").encode(), owner=True)
    study.settings, study.problems = settings.read(study.root)
