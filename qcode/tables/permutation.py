"""Two groups of interviews compared, the interview being the unit; all codes at once, a batch of draws at a time.

scipy's own test holds every draw of every code in memory; this one counts and forgets, and the tests hold it to scipy's
figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qcode.tables.tally import Grid

EXACT = 20_000
"""All ways to share out the interviews are tried up to so many; beyond, so many drawn at random."""
RESAMPLES = 2_000
SEED = 2025
AT_ONCE = 300_000
"""Numbers that a batch of draws holds: memory stays flat however many codes and interviews there are."""
TIE = 1e-9
"""What is nearer than this part of a code's highest rate is equal: sums of the same rates differ by their rounding."""


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

    highest = np.maximum(_highest(here), _highest(elsewhere))
    scale = np.where(highest > 0, highest, 1)[:, None]
    low, high = _interval(here, elsewhere)
    p = _p(np.concatenate([here, elsewhere], axis=1) / scale, here.shape[1])
    return Compared(_difference(here, elsewhere), p, low, high)


def adjusted(p: list[float]) -> list[float]:
    """Correct for the number of tests made together: Benjamini and Hochberg (1995), the false discovery rate."""
    from scipy.stats import false_discovery_control

    return [float(value) for value in false_discovery_control(p, method="bh")] if p else []


def turning(here: Grid, elsewhere: Grid) -> tuple[Grid, Grid]:
    """Which interviews, left out alone, make a code's difference vanish or turn round: two grids like those given."""
    import numpy as np

    near = TIE * np.maximum(_highest(here), _highest(elsewhere))[:, None]
    first, second = here.mean(axis=1, keepdims=True), elsewhere.mean(axis=1, keepdims=True)
    sign = _sign(first - second, near)
    return (
        _sign(_without_each(here) - second, near) != sign,
        _sign(first - _without_each(elsewhere), near) != sign,
    )


def _without_each(rates: Grid) -> Grid:
    """The means without each interview in turn; NaN, which has no sign, without the only one."""
    import numpy as np

    left = rates.shape[1] - 1
    means: Grid = (rates.sum(axis=1, keepdims=True) - rates) / (left or np.nan)
    return means


def _sign(values: Grid, near: Grid) -> Grid:
    import numpy as np

    sign: Grid = np.where(np.abs(values) <= near, 0, np.sign(values))
    return sign


def _highest(rates: Grid) -> Grid:
    highest: Grid = rates.max(axis=1, initial=0)
    return highest


def _difference(here: Grid, elsewhere: Grid) -> Grid:
    difference: Grid = (here.mean(axis=1) - elsewhere.mean(axis=1)).round(9) + 0.0
    return difference


def _p(rates: Grid, size: int) -> Grid:
    """How rarely so many interviews, chosen otherwise, have as high or as low a sum as the first ones: two-sided."""
    import numpy as np

    observed, number = rates[:, :size].sum(axis=1), rates.shape[1]
    below, above = (np.zeros(len(rates), dtype=np.int64) for _ in range(2))
    for chosen in _choices(number, size):
        member = np.zeros((len(chosen), number))
        np.put_along_axis(member, chosen, 1, axis=1)
        sums = member @ rates.T
        below += (sums <= observed + TIE).sum(axis=0)
        above += (sums >= observed - TIE).sum(axis=0)
    ways = comb(number, size)
    tail = np.minimum(below, above) / ways if ways <= EXACT else (np.minimum(below, above) + 1) / (EXACT + 1)
    p: Grid = np.minimum(2 * tail, 1)
    return p


def _choices(number: int, size: int) -> Iterator[Grid]:
    """All ways to choose so many interviews, or EXACT random ones: batches of rows of places."""
    import numpy as np

    at_once = max(1, AT_ONCE // number)
    if comb(number, size) > EXACT:
        orders = _orders(number)
        yield from (orders[start : start + at_once, :size] for start in range(0, EXACT, at_once))
        return
    ways = combinations(range(number), size)
    while batch := list(islice(ways, at_once)):
        yield np.array(batch)


@lru_cache(maxsize=1)
def _orders(number: int) -> Grid:
    """Random orders of so many interviews, drawn once for all the values of a table."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    return np.array([draw.permutation(number).astype(np.int16) for _ in range(EXACT)])


def _interval(here: Grid, elsewhere: Grid) -> tuple[Grid, Grid]:
    """Interviews drawn again with replacement, the same ones for every code."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    first, second = (_drawn(draw.integers(0, side.shape[1], (RESAMPLES, side.shape[1]))) for side in (here, elsewhere))
    means = first @ here.T / here.shape[1] - second @ elsewhere.T / elsewhere.shape[1]
    low, high = np.percentile(means, [2.5, 97.5], axis=0).round(9) + 0.0
    return low, high


def _drawn(places: Grid) -> Grid:
    """How often each interview was drawn: resamples × interviews."""
    import numpy as np

    rows, number = places.shape
    flat = (places + number * np.arange(rows)[:, None]).ravel()
    times: Grid = np.bincount(flat, minlength=rows * number).reshape(rows, number).astype(float)
    return times
