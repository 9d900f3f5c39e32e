"""One file for a colleague, and back: a study is packed, and what was decided elsewhere is merged, line by line.

Merging adds lines and changes none; merging twice is merging once; the account that it gives balances.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

from qcode.codebook import loads
from qcode.codings import evolution, read_lines, union
from qcode.codings.splices import readable
from qcode.codings.union import said
from qcode.errors import Problem, QcodeError, Severity, error, has_errors, warning
from qcode.reading.archive import open_archive
from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.study.decisions import FOLDER, DecisionFiles
from qcode.study.guide_files import Guide
from qcode.study.naming import same_file
from qcode.study.truth import FILES
from qcode.study.writing import append, put_new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qcode.model import Decision, Settings

_HIDDEN = re.compile(r"(^|/)\.")
KINDS = (".jsonl", ".yaml", ".yml")
"""What is looked at in somebody's file; all else is left alone."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a merge did: `theirs` = `added` + `both` + `refused`, and `together` = `mine` + `added`."""

    mine: int
    theirs: int  # lines that hold something, each id once
    both: int  # there already
    added: int
    refused: int  # unreadable, or about what was erased since
    together: int
    problems: tuple[Problem, ...]

    @property
    def balances(self) -> bool:
        """Whether everything is accounted for."""
        return self.theirs == self.added + self.both + self.refused and self.together == self.mine + self.added


def pack(root: Path, settings: Settings, target: Path, *, decisions_only: bool = False) -> int:
    """Put a study in one file for a colleague, or the guide and what was decided alone; the number of files in it.

    What can be made again (cache, exports) and hidden files stay out.

    Raises:
        QcodeError: another file of this name is there, which may be what a colleague sent; or the disk refused.
    """
    folders = settings.codebook, f"{settings.transcripts}/{FOLDER}" if decisions_only else settings.transcripts
    files = ("qcode.toml",) if decisions_only else sorted(FILES)
    paths = [root / name for name in files] + [p for folder in folders for p in sorted((root / folder).rglob("*"))]
    names = {path.relative_to(root).as_posix(): path for path in paths if path.is_file() and not path.is_symlink()}
    kept = _for_every_disk({name: path for name, path in names.items() if not _HIDDEN.search(name)})
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in kept.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    put_new(target, data.getvalue())
    return len(kept)


def _for_every_disk(files: dict[str, Path]) -> dict[str, Path]:
    """Decision files under names that no disk takes for one; what they are called says nothing."""
    named: dict[str, Path] = {}
    taken = {same_file(name) for name in files}
    seen: set[str] = set()
    for name, path in files.items():
        free = name
        if same_file(name) in seen and name.endswith(".jsonl"):
            stem = name.removesuffix(".jsonl")
            free = next(f for n in count(2) if same_file(f := f"{stem}-{n}.jsonl") not in taken | seen)
        seen.add(same_file(free))
        named[free] = path
    return named


def merge(root: Path, settings: Settings, source: Path, *, dry_run: bool = False) -> Reconciliation:
    """Add what was decided in a packed study, or in a copy of its folder.

    The guide's history is merged as well, and codes that are not known here are taken over; what else is in its files
    is compared, and left alone.

    Raises:
        QcodeError: the file can't be read, is too big, or the disk refused.
    """
    files = DecisionFiles(root, settings)
    mine, _ = files.read()
    texts = dict(_texts(source, settings))
    theirs, problems = _decisions(texts)
    together, clashes = union([*files.lines(), *theirs])
    known, standing = {decision.id for decision in mine}, {decision.id for decision in together}
    ids = {decision.id for decision in theirs}
    added = (ids - known) & standing
    unreadable = sum(problem.severity is Severity.ERROR for problem in problems)
    new_codes = _new_codes(Guide(root, settings), texts, settings)
    if not dry_run:
        for name, text in new_codes.items():
            Guide(root, settings).put(name, readable(text))
        files.take(_new_lines(files.lines(), [decision for decision in theirs if decision.id in standing]))
        _take_events(Guide(root, settings), texts, settings)
    return Reconciliation(
        mine=len(known),
        theirs=len(ids) + unreadable,
        both=len(ids & known),
        added=len(added),
        refused=len(ids - known - standing) + unreadable,
        together=len(known) + len(added),
        problems=(
            *problems,
            *clashes,
            *([] if any(name.endswith(".jsonl") for name in texts) else [warning("merge_nothing", source.name)]),
            *(warning("merge_code_taken", name) for name in new_codes),
            *(problem for problem in _guide_differs(root, texts, settings) if problem.file not in new_codes),
        ),
    )


def _decisions(texts: dict[str, str]) -> tuple[list[Decision], list[Problem]]:
    decisions: list[Decision] = []
    problems: list[Problem] = []
    for name, text in texts.items():
        if FOLDER in name.split("/") and name.endswith(".jsonl"):
            found, unread = read_lines(text, name)
            decisions += found
            problems += unread
    return decisions, problems


def _new_lines(mine: list[Decision], theirs: list[Decision]) -> list[Decision]:
    """What is not here yet; of two lines with one id, both are kept unless they say the same."""
    here: dict[str, list[Decision]] = defaultdict(list)
    for decision in mine:
        here[decision.id].append(said(decision))
    new = []
    for decision in theirs:
        if said(decision) not in here[decision.id]:
            here[decision.id].append(said(decision))
            new.append(decision)
    return new


def _take_events(guide: Guide, texts: dict[str, str], settings: Settings) -> None:
    known = {event.id for event in guide.events()[0]}
    for name, text in texts.items():
        if name == f"{settings.codebook}/{evolution.FILE}":
            new = [event for event in evolution.read_events(text, name)[0] if event.id not in known]
            if new:
                append(guide.path, "\n".join(evolution.to_line(event) for event in new))


def _new_codes(guide: Guide, texts: dict[str, str], settings: Settings) -> dict[str, str]:
    """Files of the guide that are not here, with codes that are not: those that a colleague made while coding."""
    here = guide.texts()
    known = {code.id for code in loads(here, settings.language)[0].codes}
    found = {}
    for name, text in texts.items():
        if name.startswith(f"{settings.codebook}/") and name.endswith((".yaml", ".yml")) and name not in here:
            codes, wrong = loads({**here, name: readable(text)}, settings.language)
            mine = [code for code in codes.codes if code.file == name]
            if mine and not has_errors(p for p in wrong if p.file == name) and known.isdisjoint(c.id for c in mine):
                found[name] = text
    return found


def _guide_differs(root: Path, texts: dict[str, str], settings: Settings) -> Iterator[Problem]:
    """Tell which files of the guide are not the same there and here."""
    for name, text in texts.items():
        if name.startswith(f"{settings.codebook}/") and name.endswith((".yaml", ".yml")):
            here = root / name
            if not here.is_file() or here.read_text(encoding="utf-8-sig").split() != text.split():
                yield warning("merge_guide_differs", name)


# --- what somebody sent -------------------------------------------------------------------------------------------


def _texts(source: Path, settings: Settings) -> Iterator[tuple[str, str]]:
    """The text files of a packed study or of a folder, by their names in it."""
    if source.is_dir():
        parts = source.resolve().parts
        inside = PurePath(FOLDER if FOLDER in parts else "")  # the folder of decisions, or of one coder, by itself
        for path in sorted(source.rglob("*")):
            if path.suffix in KINDS and path.is_file() and not path.is_symlink():
                yield (inside / path.relative_to(source)).as_posix(), _text(path.read_bytes())
        return
    limits = Limits.of(settings)
    try:
        archive = open_archive(source.read_bytes(), limits, alike=True)
        for name in archive.zip.namelist():
            if name.endswith(KINDS):
                yield name, _text(archive.read(name) or b"")
    except UnreadableError as why:
        kind = "no_parcel" if why.kind == "archive_broken" else why.kind
        raise QcodeError(error(kind, source.name, **why.values)) from why
    except OSError as fault:
        raise QcodeError(error("merge_unreadable", source.name, reason=fault.strerror or str(fault))) from fault


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
