"""Do coders agree? Every usual figure per code, with its interval and what it rests on; undefined is None.

Only what was decided blind is agreement between coders; anything else is computed as well, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcode.tables import chance
from qcode.tables.marking import marked
from qcode.tables.unitizing import Marked, alphas, parts
from qcode.tables.units import MISSING, Units, units

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from qcode.model import Codebook, Snapshot

    Grid = np.ndarray[Any, np.dtype[Any]]

RESAMPLES = 1000
SEED = 20_260_101
DRAWN = 0.95
"""An interval is given when the figure is defined in at least this share of the resamples."""

FIGURES: Mapping[str, Callable[[chance.Sums], Grid]] = {
    "agreement": chance.percent,
    "kappa": chance.kappa,
    "alpha": chance.alpha,
    "ac1": chance.ac1,
    "fleiss": chance.fleiss,
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval; None where it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How much the coders agree on one code."""

    code: str
    figures: Mapping[str, Estimate]  # the keys of FIGURES
    ualpha: Estimate  # on the very words that were selected
    n: int  # units with two answers or more
    prevalence: Mapping[str, float]  # per coder: share of yes among these units
    table: tuple[int, int, int, int] | None  # two coders: both, the first alone, the second alone, neither


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much the coders agree, per code and in the mean of codes."""

    coders: tuple[str, ...]
    unit: str
    level: str
    blind: bool  # False: some had seen the others' codings or the rules' proposals; no inter-coder agreement
    interviews: tuple[str, ...]  # where at least two coders answered
    codes: tuple[CodeAgreement, ...]
    overall: Mapping[str, Estimate]
    n: int  # units with two answers or more on some code


def agree(
    snapshot: Snapshot,
    coders: Sequence[str] = (),
    *,
    unit: str = "sentence",
    level: str = "top",
    blind: bool | None = None,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Agreement:
    """Compare coders (all, if none is named).

    `blind=None`: on what was decided blind where two coders did so, else on everything, and told. The intervals are
    percentiles of a bootstrap that draws interviews.
    """
    found = units(snapshot, coders, unit=unit, level=level, blind=blind is not False)
    if blind is None and not compared(found).any():
        blind, found = False, units(snapshot, coders, unit=unit, level=level)
    rows = compared(found)
    names = tuple(name for name, numbers in found.interviews().items() if rows[numbers].any())
    draws = _draws(len(names), resamples, seed)
    estimates = _estimates(found, names, draws)
    stretches = marked(snapshot, found, blind=blind is not False) if rows.any() else {}
    codes = tuple(
        CodeAgreement(
            code,
            {name: estimates[name][place] for name in FIGURES},
            _ualpha(stretches.get(code, {}), names, draws),
            int(rows[:, place].sum()),
            _prevalence(found, rows, place),
            _table(found, place),
        )
        for place, code in enumerate(found.codes)
    )
    overall = {name: estimates[name][-1] for name in FIGURES}
    number = int(rows.any(axis=1).sum())
    return Agreement(found.coders, unit, level, blind is not False, names, codes, overall, number)


def compared(found: Units) -> Grid:
    """Which units (rows) two coders or more answered, per code."""
    import numpy as np

    answered: Grid = (found.says != MISSING).sum(axis=0, dtype=np.int16) >= 2
    return answered


def as_json(agreement: Agreement, codebook: Codebook) -> dict[str, object]:
    """The agreement as `qcode agree --format json` prints it; codes by their dotted path."""
    return {
        "coders": list(agreement.coders),
        "unit": agreement.unit,
        "level": agreement.level,
        "blind": agreement.blind,
        "interviews": list(agreement.interviews),
        "codes": {codebook.path(code.code): _code_json(code) for code in agreement.codes},
        "overall": {**_figures_json(agreement.overall), "n": agreement.n},
    }


def _code_json(code: CodeAgreement) -> dict[str, object]:
    table = dict(zip(("both", "first", "second", "neither"), code.table, strict=True)) if code.table else None
    more = {"n": code.n, "prevalence": dict(code.prevalence), "table": table}
    return {**_figures_json({**code.figures, "ualpha": code.ualpha}), **more}


def _figures_json(figures: Mapping[str, Estimate]) -> dict[str, object]:
    values: dict[str, object] = {name: estimate.value for name, estimate in figures.items()}
    intervals = {f"{name}_ci": [e.low, e.high] if e.low is not None else None for name, e in figures.items()}
    return values | intervals


# --- estimates --------------------------------------------------------------------------------------------------


def _draws(interviews: int, resamples: int, seed: int) -> Grid:
    """How often each interview is drawn in each resample; no resamples where there are not two to draw from."""
    import numpy as np

    if interviews < 2:
        return np.empty((0, interviews))
    chances = np.full(interviews, 1 / interviews)
    drawn: Grid = np.random.default_rng(seed).multinomial(interviews, chances, resamples).astype(float)
    return drawn


def _estimates(found: Units, names: Sequence[str], draws: Grid) -> dict[str, list[Estimate]]:
    """Each figure per code, and last the mean over the codes for which it is defined."""
    import numpy as np

    if not names:
        return {name: [Estimate(None)] * (len(found.codes) + 1) for name in FIGURES}
    rows = found.interviews()
    groups = [rows[name] for name in names]
    every, whole = _by_interview(found.says, groups), _by_interview(chance.complete(found.says), groups)
    estimates = {}
    for name, figure in FIGURES.items():
        by_interview = whole if name == "fleiss" else every
        drawn = figure(chance.weighed(by_interview, draws))
        points = _points(name, found, figure(chance.weighed(by_interview, np.ones((1, len(groups)))))[0])
        estimates[name] = _with_mean(points, drawn)
    return estimates


def _ualpha(marked: Mapping[str, Marked], names: Sequence[str], draws: Grid) -> Estimate:
    """The uα of one code over the interviews that all coders answered in full, in the same resamples as the rest."""
    import numpy as np

    if not marked or len(next(iter(marked.values()))[0]) < 2:
        return Estimate(None)
    measured = parts(list(marked.values()))
    value = float(alphas(measured, np.ones((1, len(marked))))[0])
    return _estimate(value, alphas(measured, draws[:, [names.index(name) for name in marked]]))


def _by_interview(answers: Grid, groups: Sequence[Sequence[int]]) -> chance.Sums:
    """Add up the units of each interview; one interview at a time, because sums take far more room than answers."""
    import numpy as np

    added = [[part.sum(axis=0) for part in chance.sums(answers[:, numbers])] for numbers in groups]
    return chance.Sums(*map(np.stack, zip(*added, strict=True)))


def _points(name: str, found: Units, computed: Grid) -> Grid:
    """The figures over all units; κ by scikit-learn, for two coders alone."""
    import numpy as np

    if name != "kappa":
        return computed
    if len(found.coders) != 2:
        return np.full(len(found.codes), np.nan)
    defined = ~np.isnan(computed)
    return np.array([_kappa(found.says[:, :, n]) if defined[n] else np.nan for n in range(len(found.codes))])


def _kappa(answers: Grid) -> float:
    from sklearn.metrics import cohen_kappa_score

    both = (answers != MISSING).all(axis=0)
    return float(cohen_kappa_score(answers[0, both], answers[1, both]))


def _with_mean(points: Grid, drawn: Grid) -> list[Estimate]:
    import numpy as np

    values = np.append(points, _mean(points[None])[0])
    samples = np.column_stack([drawn, _mean(drawn)])
    return [_estimate(value, samples[:, place]) for place, value in enumerate(values)]


def _mean(figures: Grid) -> Grid:
    """The mean over codes, where any is defined."""
    import numpy as np

    defined = ~np.isnan(figures)
    total, number = np.where(defined, figures, 0).sum(axis=1), defined.sum(axis=1)
    mean: Grid = np.where(number > 0, total / np.maximum(number, 1), np.nan)
    return mean


def _estimate(value: float, samples: Grid) -> Estimate:
    import numpy as np

    if np.isnan(value):
        return Estimate(None)
    defined = samples[~np.isnan(samples)]
    if not len(samples) or len(defined) < DRAWN * len(samples):
        return Estimate(float(value))
    low, high = np.percentile(defined, [2.5, 97.5])
    return Estimate(float(value), float(low), float(high))


# --- beside each figure -------------------------------------------------------------------------------------------


def _prevalence(found: Units, rows: Grid, place: int) -> dict[str, float]:
    """How often each coder says yes where two answered."""
    shares = {}
    for coder, answers in zip(found.coders, found.says[:, rows[:, place], place], strict=True):
        given = answers[answers != MISSING]
        if len(given):
            shares[coder] = float(given.mean())
    return shares


def _table(found: Units, place: int) -> tuple[int, int, int, int] | None:
    if len(found.coders) != 2:
        return None
    one, other = found.says[:, (found.says[:, :, place] != MISSING).all(axis=0), place] == 1
    counts = (one & other).sum(), (one & ~other).sum(), (~one & other).sum(), (~one & ~other).sum()
    both, first, second, neither = (int(count) for count in counts)
    return both, first, second, neither
