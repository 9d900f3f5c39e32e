"""Two groups of interviews compared, the interview being the unit. scipy does the statistics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qcode.tables.tally import Grid

EXACT = 20_000
"""All ways to share out the interviews are tried up to so many; beyond, so many drawn at random."""
RESAMPLES = 2_000
SEED = 2025
AT_ONCE = 8_000_000
"""Numbers that a test holds at once: memory stays flat however many codes and interviews there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Means of two groups compared, one place per code."""

    difference: Grid  # mean here − mean elsewhere
    p: Grid  # two-sided
    low: Grid  # 95 % of the differences when interviews are drawn again within each group
    high: Grid


def compare(here: Grid, elsewhere: Grid) -> Compared:
    """Compare codes × interviews with codes × interviews: permutation test and percentile bootstrap.

    The test is exact wherever there are at most EXACT ways to share out the interviews (Fisher 1935; Phipson and Smyth
    2010 for random ones). The seed is fixed: the same study gives the same figures.
    """
    import numpy as np
    from scipy import stats

    test = stats.permutation_test(
        (here, elsewhere),
        _difference,
        vectorized=True,
        n_resamples=EXACT,
        batch=max(1, AT_ONCE // max(1, here.shape[0] * (here.shape[-1] + elsewhere.shape[-1]))),
        axis=-1,
        rng=np.random.default_rng(SEED),
    )
    low, high = _interval(here, elsewhere)
    return Compared(_difference(here, elsewhere), test.pvalue, low, high)


def adjusted(p: list[float]) -> list[float]:
    """Correct for the number of tests made together: Benjamini and Hochberg (1995), the false discovery rate."""
    from scipy.stats import false_discovery_control

    return [float(value) for value in false_discovery_control(p, method="bh")] if p else []


def turning(here: Grid, elsewhere: Grid) -> tuple[list[int], list[int]]:
    """Which interviews (of one code), left out alone, make the difference vanish or turn round."""
    import numpy as np

    sign = np.sign(_difference(here, elsewhere))

    def turns(left: Grid, right: Grid) -> bool:
        return bool(len(left) == 0 or len(right) == 0 or np.sign(_difference(left, right)) != sign)

    first = [n for n in range(len(here)) if turns(np.delete(here, n), elsewhere)]
    second = [n for n in range(len(elsewhere)) if turns(here, np.delete(elsewhere, n))]
    return first, second


def _difference(here: Grid, elsewhere: Grid, axis: int = -1) -> Grid:
    difference: Grid = here.mean(axis=axis) - elsewhere.mean(axis=axis)
    return difference


def _interval(here: Grid, elsewhere: Grid) -> tuple[Grid, Grid]:
    """Interviews drawn again with replacement, the same ones for every code."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    first = draw.integers(0, here.shape[-1], (RESAMPLES, here.shape[-1]))
    second = draw.integers(0, elsewhere.shape[-1], (RESAMPLES, elsewhere.shape[-1]))
    pairs = zip(here, elsewhere, strict=True)  # code by code, so that memory does not grow with codes
    means = np.array([one[first].mean(axis=-1) - other[second].mean(axis=-1) for one, other in pairs])
    low, high = np.percentile(means, [2.5, 97.5], axis=-1)
    return low, high
