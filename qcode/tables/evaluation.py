"""What the rules propose against what one person coded: noise and silence, per code, rule and interview.

This is never agreement between coders: rules are made by people who read the same texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from qcode.model import Span, by_id
from qcode.tables.counts import FIGURES, Counts, mean
from qcode.tables.units import MISSING, Unit, Units, proposals, units

if TYPE_CHECKING:
    import numpy as np

    from qcode.model import Codebook, Evidence, Interview, Snapshot

    Grid = np.ndarray[Any, np.dtype[Any]]

RESAMPLES = 1000
SEED = 20_260_101


@dataclass(frozen=True, slots=True)
class RuleScore:
    """What one rule is worth: of the units it helps to propose, those that the reference codes."""

    code: str  # dotted path of the rule's code
    right: int
    n_suggested: int
    alone: int  # units that it proposes without the help of another rule

    @property
    def precision(self) -> float | None:
        """Share of its units that the reference codes too."""
        return self.right / self.n_suggested if self.n_suggested else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit that the rules missed or proposed wrongly, to learn from."""

    interview: str
    turn: int  # 0: the whole interview
    span: Span
    code: str  # dotted path
    evidence: tuple[Evidence, ...] = ()  # why it was proposed


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rules against one reference, on the units that the reference answers for."""

    reference: str
    unit: str
    level: str
    interviews: Mapping[str, Mapping[str, Counts]]  # interview → code's dotted path → counts
    codes: Mapping[str, Counts]
    rules: Mapping[str, RuleScore]
    missed: tuple[Difference, ...]
    wrong: tuple[Difference, ...]

    def macro(self, figure: str) -> float | None:
        """The mean of one of FIGURES over the codes for which it is defined."""
        return mean(getattr(counts, figure) for counts in self.codes.values())


def evaluate(snapshot: Snapshot, reference: str, unit: str = "sentence", level: str = "top") -> Evaluation:
    """Compare `snapshot.suggestions` with what the coder `reference` says.

    `unit` is sentence, turn or interview; `level` top (a sub-code counts as its top-level code) or exact.
    """
    said = units(snapshot, [reference], unit=unit, level=level)
    proposed = proposals(snapshot, snapshot.suggestions, unit=unit, level=level)
    paths = [snapshot.codebook.path(code) for code in said.codes]
    evidence = _Evidence(snapshot, said)
    interviews: dict[str, dict[str, Counts]] = {}
    for interview, rows in said.interviews().items():
        counted = {path: _counts(said.says[0, rows, n], proposed.says[0, rows, n]) for n, path in enumerate(paths)}
        if any(counts.n for counts in counted.values()):
            interviews[interview] = counted
    missed, wrong = evidence.differences(proposed.says[0], paths)
    return Evaluation(
        reference,
        unit,
        level,
        interviews,
        {path: sum((counts[path] for counts in interviews.values()), Counts()) for path in paths},
        evidence.rules(),
        missed,
        wrong,
    )


def _counts(said: Grid, proposed: Grid) -> Counts:
    known = said != MISSING
    yes, found = said[known] == 1, proposed[known] == 1
    return Counts(
        int((yes & found).sum()), int((~yes & found).sum()), int((yes & ~found).sum()), int((~yes & ~found).sum())
    )


class _Evidence:
    """Which rules stand behind each proposed unit and code."""

    def __init__(self, snapshot: Snapshot, said: Units) -> None:
        self.said, self.codebook = said, snapshot.codebook
        self.interviews = by_id(snapshot.interviews)
        self.column = {code: n for n, code in enumerate(said.codes)}
        self.row = {unit: n for n, unit in enumerate(said.units)}
        self.behind: dict[tuple[int, int], list[Evidence]] = defaultdict(list)
        for suggestion in snapshot.suggestions:
            row = self.row.get(self._unit(suggestion.interview, suggestion.segment))
            code = self.codebook.top(suggestion.code) if said.level == "top" else suggestion.code
            if row is not None and code in self.column:
                self.behind[row, self.column[code]] += suggestion.evidence

    def _unit(self, name: str, segment: int) -> Unit:
        interview = self.interviews[name]
        numbers = {"sentence": segment, "turn": interview.segments[segment].turn, "interview": 0}
        return Unit(name, numbers[self.said.unit])

    def rules(self) -> dict[str, RuleScore]:
        """The score of each rule that helped to propose something, in codebook order."""
        found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        for (row, column), evidence in self.behind.items():
            answer = self.said.says[0, row, column]
            names = {item.rule for item in evidence}
            for name in names if answer != MISSING else ():
                found[name].append((bool(answer == 1), len(names) == 1))
        return {
            rule.id: RuleScore(
                self.codebook.path(rule.code),
                sum(right for right, _ in found[rule.id]),
                len(found[rule.id]),
                sum(alone for _, alone in found[rule.id]),
            )
            for rule in self.codebook.rules
            if rule.id in found
        }

    def differences(self, proposed: Grid, paths: list[str]) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
        """What was missed and what was wrong, in the order of the texts."""
        missed, wrong = [], []
        for row, column in product(range(len(self.said.units)), range(len(paths))):
            answer = self.said.says[0, row, column]
            if answer == 1 and not proposed[row, column]:
                missed.append(self._difference(row, paths[column], ()))
            elif answer == 0 and proposed[row, column]:
                wrong.append(self._difference(row, paths[column], tuple(self.behind[row, column])))
        return tuple(missed), tuple(wrong)

    def _difference(self, row: int, path: str, evidence: tuple[Evidence, ...]) -> Difference:
        unit = self.said.units[row]
        interview = self.interviews[unit.interview]
        turn, span = _place(interview, self.said.unit, unit.number)
        return Difference(unit.interview, turn, span, path, evidence)


def _place(interview: Interview, unit: str, number: int) -> tuple[int, Span]:
    if unit == "sentence":
        segment = interview.segments[number]
        return segment.turn, segment.span
    if unit == "turn":
        return number, interview.turn(number).span
    return 0, Span(0, len(interview.text))


def interval(evaluation: Evaluation, figure: str, code: str = "") -> tuple[float, float] | None:
    """95 % percentile interval of a code's figure (the mean over codes if none is named), interviews being drawn.

    None where fewer than two interviews were compared, or where the figure is undefined in one resample of twenty.
    """
    import numpy as np

    names = sorted(evaluation.interviews)
    if len(names) < 2:
        return None
    draws = np.random.default_rng(SEED).integers(0, len(names), (RESAMPLES, len(names)))
    drawn = [_figure(evaluation, [names[place] for place in row], figure, code) for row in draws.tolist()]
    known = [value for value in drawn if value is not None]
    if len(known) < 0.95 * RESAMPLES:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)


def _figure(evaluation: Evaluation, names: list[str], figure: str, code: str) -> float | None:
    codes = [code] if code else list(evaluation.codes)
    sums = (sum((evaluation.interviews[name][code] for name in names), Counts()) for code in codes)
    return mean(getattr(counts, figure) for counts in sums)


def as_json(evaluation: Evaluation, codebook: Codebook) -> dict[str, object]:
    """The evaluation as `qcode evaluate --format json` prints it."""
    rules = {rule.id: rule for rule in codebook.rules}
    return {
        "reference": evaluation.reference,
        "unit": evaluation.unit,
        "level": evaluation.level,
        "codes": {path: _json(counts) for path, counts in evaluation.codes.items()},
        "macro": {figure: evaluation.macro(figure) for figure in FIGURES},
        "rules": {
            name: {
                "code": score.code,
                "precision": score.precision,
                "n_suggested": score.n_suggested,
                "alone": score.alone,
                "file": rules[name].file,
                "line": rules[name].line,
            }
            for name, score in evaluation.rules.items()
        },
        "interviews": {
            name: {path: _json(counts) for path, counts in codes.items()}
            for name, codes in evaluation.interviews.items()
        },
    }


def _json(counts: Counts) -> dict[str, object]:
    figures: dict[str, object] = {figure: getattr(counts, figure) for figure in FIGURES}
    return figures | {"n_reference": counts.n_reference, "n_suggested": counts.n_suggested, "n": counts.n}
