"""What each coder says about each unit and code: the one table that agreement and evaluation are computed from.

Units are sentences, turns or interviews of interviewees. A coder says yes (1), no (0), or nothing that counts
(MISSING): silence is a no only in an interview in which the coder decided something or said to have read it, and there
only in what was read, where a reading is on record.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qcode.codings.votes import votes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from qcode.codings.votes import Votes
    from qcode.model import Codebook, Interview, Placement, Snapshot, Suggestion

    Grid = np.ndarray[Any, np.dtype[Any]]

MISSING = -1
UNITS = ("sentence", "turn", "interview")
LEVELS = ("top", "exact")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (by its segment number), a turn (by its number) or an interview (number 0)."""

    interview: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The answers: `says[coder, unit, code]` is 1, 0 or MISSING, in the order of the three tuples."""

    unit: str
    level: str
    units: tuple[Unit, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    says: Grid  # int8

    def of(self, coder: str, code: str) -> Grid:
        """What one coder says about one code, unit by unit."""
        answers: Grid = self.says[self.coders.index(coder), :, self.codes.index(code)]
        return answers

    def interviews(self) -> dict[str, list[int]]:
        """The rows of each interview: what a bootstrap draws."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, unit in enumerate(self.units):
            rows[unit.interview].append(row)
        return dict(rows)


def units(
    snapshot: Snapshot,
    coders: Sequence[str] = (),
    *,
    unit: str = "sentence",
    level: str = "top",
    blind: bool = False,
) -> Units:
    """Gather what coders (all, if none is named) say.

    `level="top"`: a top-level code is said where it or a code under it is; `exact`: each code by itself.
    `blind`: only what was decided or read without seeing the others' codings or the rules' proposals.
    """
    import numpy as np

    chosen = [p for p in snapshot.placements if p.decision.blind] if blind else list(snapshot.placements)
    coders = tuple(coders) or tuple(sorted({p.decision.coder for p in chosen}))
    by_interview: dict[str, list[Placement]] = defaultdict(list)
    for placement in chosen:
        by_interview[placement.interview].append(placement)
    parts, rows = [np.empty((len(coders), 0, len(snapshot.codebook.codes)), dtype=np.int8)], list[Unit]()
    for interview in snapshot.interviews:
        said = votes(interview, by_interview[interview.id], snapshot.codebook)
        numbers, answers = _answers(interview, said, coders, snapshot.codebook)
        rows += [Unit(interview.id, number) for number in numbers]
        parts.append(answers)
    exact = tuple(code.id for code in snapshot.codebook.codes)
    sentences = Units("sentence", "exact", tuple(rows), tuple(coders), exact, np.concatenate(parts, axis=1))
    leveled = _top(sentences, snapshot.codebook) if level == "top" else sentences
    return leveled if unit == "sentence" else _larger(leveled, unit, snapshot.interviews)


def proposals(
    snapshot: Snapshot, suggestions: Iterable[Suggestion], *, unit: str = "sentence", level: str = "top"
) -> Units:
    """What the rules say, as the one "coder" called `""`: on the same units in the same order, and never MISSING."""
    import numpy as np

    rows = [Unit(i.id, s.number) for i in snapshot.interviews for s in i.segments if i.is_coded(s)]
    exact = tuple(code.id for code in snapshot.codebook.codes)
    row, column = {unit: n for n, unit in enumerate(rows)}, {code: n for n, code in enumerate(exact)}
    says = np.zeros((1, len(rows), len(exact)), dtype=np.int8)
    for suggestion in suggestions:
        place = row.get(Unit(suggestion.interview, suggestion.segment))
        if place is not None and suggestion.code in column:
            says[0, place, column[suggestion.code]] = 1
    sentences = Units("sentence", "exact", tuple(rows), ("",), exact, says)
    leveled = _top(sentences, snapshot.codebook) if level == "top" else sentences
    return leveled if unit == "sentence" else _larger(leveled, unit, snapshot.interviews)


def _answers(interview: Interview, said: Votes, coders: Sequence[str], codebook: Codebook) -> tuple[list[int], Grid]:
    """Coders × segments of interviewees × codes, and the segments' numbers."""
    import numpy as np

    numbers = [segment.number for segment in interview.segments if interview.is_coded(segment)]
    row = {number: n for n, number in enumerate(numbers)}
    column = {code.id: n for n, code in enumerate(codebook.codes)}
    says = np.full((len(coders), len(numbers), len(column)), MISSING, dtype=np.int8)
    for place, coder in enumerate(coders):
        readings = [reading for reading in said.readings if reading.coder == coder]
        for reading in readings:
            read = np.ix_([row[n] for n in reading.segments], [column[c] for c in reading.codes if c in column])
            says[place][read] = 0
        mine = {cell: cast[coder] for cell, cast in said.by_coder.items() if coder in cast and cell[1] in column}
        if mine and not readings:
            says[place] = 0
        for (segment, code), vote in mine.items():
            says[place, row[segment], column[code]] = vote.yes
    return numbers, says


def _top(exact: Units, codebook: Codebook) -> Units:
    """Say a top-level code where any code of its family is said; deny it where it was read for, or all of them were."""
    import numpy as np

    tops = [code.id for code in codebook.codes if not code.parent]
    says = np.full((*exact.says.shape[:2], len(tops)), MISSING, dtype=np.int8)
    for place, top in enumerate(tops):
        family = exact.says[:, :, [n for n, code in enumerate(exact.codes) if codebook.top(code) == top]]
        own = exact.says[:, :, exact.codes.index(top)]
        denied = (own == 0) | (family == 0).all(axis=2)
        says[:, :, place] = np.where((family == 1).any(axis=2), 1, np.where(denied, 0, MISSING))
    return replace(exact, level="top", codes=tuple(tops), says=says)


def _larger(sentences: Units, unit: str, interviews: Sequence[Interview]) -> Units:
    """Run sentences together: yes where any is, no where all are, else MISSING."""
    import numpy as np

    turns = {Unit(i.id, s.number): s.turn for i in interviews for s in i.segments}
    rows: dict[Unit, list[int]] = defaultdict(list)
    for row, sentence in enumerate(sentences.units):
        rows[Unit(sentence.interview, turns[sentence] if unit == "turn" else 0)].append(row)
    says = np.empty((len(sentences.coders), len(rows), len(sentences.codes)), dtype=np.int8)
    for place, group in enumerate(rows.values()):
        part = sentences.says[:, group]
        says[:, place] = np.where((part == 1).any(axis=1), 1, part.min(axis=1))
    return replace(sentences, unit=unit, units=tuple(rows), says=says)
