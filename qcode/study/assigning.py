"""Draw the interviews that several people code: a seeded share of every group, drawn once and then frozen."""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qcode.codings.making import now
from qcode.errors import QcodeError, error
from qcode.study.decisions import FOLDER
from qcode.study.writing import replace
from qcode.tables.progress import readers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qcode.model import Interview, Settings, Snapshot

FILE = "double_coding.json"
SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which interviews are coded by all of these coders, and how they were drawn."""

    interviews: tuple[str, ...]
    coders: tuple[str, ...]
    share: float
    seed: int
    by: tuple[str, ...]  # the attributes whose groups are all drawn from
    at: str


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """Where the draw stands today."""

    assignment: Assignment
    interviews: tuple[str, ...]  # of those drawn, the ones that are there, in the order of the study
    left: tuple[tuple[str, str], ...]  # (interview, coder): who has not read which of them in full, for the whole guide


def draw(interviews: Sequence[Interview], share: float, seed: int, by: Sequence[str] = ()) -> tuple[str, ...]:
    """Draw a share of the interviews, rounded up, from each group in proportion; the same seed draws the same ones."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for interview in sorted(interviews, key=lambda interview: interview.id):
        groups[tuple(interview.value(name) for name in by)].append(interview.id)
    number = min(len(interviews), math.ceil(share * len(interviews) - 1e-9))
    dice = random.Random(seed)
    for members in groups.values():
        dice.shuffle(members)
    fair = {key: number * len(members) / max(1, len(interviews)) for key, members in groups.items()}
    sizes = {key: math.floor(size) for key, size in fair.items()}
    order = list(groups)
    dice.shuffle(order)
    for key in sorted(order, key=lambda key: sizes[key] - fair[key])[: number - sum(sizes.values())]:
        sizes[key] += 1
    drawn = {name for key, members in groups.items() for name in members[: sizes[key]]}
    return tuple(interview.id for interview in interviews if interview.id in drawn)


def assign(
    root: Path,
    settings: Settings,
    interviews: Sequence[Interview],
    coders: Sequence[str],
    *,
    share: float = SHARE,
    seed: int = 1,
    by: Sequence[str] | None = None,
) -> Assignment:
    """Draw and freeze; by default every group of the study's first attribute is drawn from.

    Raises:
        QcodeError: it was drawn already (`already_assigned`), or fewer than two coders or no share is asked for.
    """
    path = root / settings.transcripts / FOLDER / FILE
    name = path.relative_to(root).as_posix()
    if path.exists():
        raise QcodeError(error("already_assigned", name))
    if len(set(coders)) < 2 or not 0 < share <= 1:
        raise QcodeError(error("assign_needs_two", name))
    by = tuple(attribute.id for attribute in settings.attributes[:1]) if by is None else tuple(by)
    made = Assignment(draw(interviews, share, seed, by), tuple(coders), share, seed, by, now())
    replace(path, (json.dumps({"v": 1, **asdict(made)}, ensure_ascii=False, indent=1) + "\n").encode(), owner=True)
    return made


def double_coding(root: Path, snapshot: Snapshot) -> DoubleCoding | None:
    """Which interviews were drawn for double coding, and who still has to read them in full; None without a draw.

    Raises:
        QcodeError: the file of the draw can't be read.
    """
    made = assigned(root, snapshot.settings)
    if made is None:
        return None
    read_by = readers(snapshot)
    drawn = tuple(interview.id for interview in snapshot.interviews if interview.id in made.interviews)
    left = tuple((name, coder) for name in drawn for coder in made.coders if coder not in read_by.get(name, ()))
    return DoubleCoding(made, drawn, left)


def assigned(root: Path, settings: Settings) -> Assignment | None:
    """What was drawn, if anything was.

    Raises:
        QcodeError: the file is not what `assign` wrote.
    """
    path = root / settings.transcripts / FOLDER / FILE
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_bytes())
        names = {key: tuple(map(str, data[key])) for key in ("interviews", "coders", "by")}
        return Assignment(**names, share=float(data["share"]), seed=int(data["seed"]), at=str(data["at"]))
    except (ValueError, KeyError, TypeError) as fault:
        raise QcodeError(error("assignment_corrupt", path.relative_to(root).as_posix())) from fault
