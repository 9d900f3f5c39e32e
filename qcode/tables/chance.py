"""Agreement beyond chance, from sums that add up: the sums of two sets of units are the sums of both.

So a bootstrap is one product of matrices. Answers are 0 … values-1, or MISSING. NaN where a figure is undefined.

Sources: Krippendorff, Content Analysis (2004), ch. 11, for alpha; Cohen (1960); Fleiss (1971); Gwet (2008) for AC1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Grid = np.ndarray[Any, np.dtype[Any]]

MISSING = -1


class Sums(NamedTuple):
    """What every coefficient needs; the leading axes are units or resamples, then codes."""

    coincidences: Grid  # […, value, value]: pairs of answers within units, each unit weighing as its answers
    agreed: Grid  # […]: over units with two answers or more, the share of pairs of coders who agree
    paired: Grid  # […]: how many such units
    shares: Grid  # […, value]: over all answered units, the share of coders who gave this answer
    answered: Grid  # […]: how many units have an answer
    crossed: Grid  # […, value, value]: units by the answers of the first and of the second coder


def sums(answers: Grid, values: int = 2) -> Sums:
    """Count the answers (coders × units × codes), unit by unit: leading axes units × codes."""
    import numpy as np

    given = np.stack([(answers == value).sum(axis=0) for value in range(values)], axis=-1).astype(float)
    total = given.sum(axis=-1)
    paired = total >= 2
    pairs = given[..., :, None] * given[..., None, :] - given[..., :, None] * np.eye(values)
    coincidences = np.where(paired[..., None, None], pairs, 0) / np.maximum(total - 1, 1)[..., None, None]
    agreed = np.einsum("...kk->...", coincidences) / np.maximum(total, 1)
    shares = given / np.maximum(total, 1)[..., None]
    first = np.stack([answers[0] == value for value in range(values)], axis=-1)
    second = np.stack([answers[1 % len(answers)] == value for value in range(values)], axis=-1)
    crossed = (first[..., :, None] & second[..., None, :]).astype(float)
    return Sums(coincidences, agreed, paired.astype(float), shares, (total > 0).astype(float), crossed)


def complete(answers: Grid) -> Grid:
    """The answers to the units that every coder answered; the others count for nobody (Fleiss)."""
    import numpy as np

    return np.where((answers != MISSING).all(axis=0), answers, MISSING)


def weighed(parts: Sums, weights: Grid) -> Sums:
    """Add units up, each as often as a row of weights (resamples × units) says: leading axis resamples."""
    import numpy as np

    return Sums(*(np.tensordot(weights, part, axes=(1, 0)) for part in parts))


def percent(s: Sums) -> Grid:
    """Share of pairs of coders who agree, averaged over units."""
    return _ratio(s.agreed, s.paired)


def alpha(s: Sums) -> Grid:
    """Krippendorff's α, nominal; units with a single answer don't count. Undefined when all answers are the same."""
    import numpy as np

    by_value = s.coincidences.sum(axis=-1)
    number = by_value.sum(axis=-1)
    observed = number - np.einsum("...kk->...", s.coincidences)
    expected = _ratio(number**2 - (by_value**2).sum(axis=-1), number - 1)
    return 1 - _ratio(observed, expected)


def kappa(s: Sums) -> Grid:
    """Cohen's κ of the first two coders. Undefined when both always give the same answer."""
    import numpy as np

    number = s.crossed.sum(axis=(-1, -2))
    agreed = _ratio(np.einsum("...kk->...", s.crossed), number)
    by_chance = _ratio((s.crossed.sum(axis=-1) * s.crossed.sum(axis=-2)).sum(axis=-1), number**2)
    return _beyond(agreed, by_chance)


def fleiss(s: Sums) -> Grid:
    """Fleiss' κ, from the sums of complete units. Undefined when all answers are the same."""
    shares = _ratio(s.shares, s.answered[..., None])
    return _beyond(percent(s), (shares**2).sum(axis=-1))


def ac1(s: Sums) -> Grid:
    """Gwet's AC1; steadier than κ where a code is rare."""
    shares = _ratio(s.shares, s.answered[..., None])
    by_chance = (shares * (1 - shares)).sum(axis=-1) / (shares.shape[-1] - 1)
    return _beyond(percent(s), by_chance)


def _beyond(agreed: Grid, by_chance: Grid) -> Grid:
    return _ratio(agreed - by_chance, 1 - by_chance)


def _ratio(above: Grid, below: Grid) -> Grid:
    """A quotient that is NaN where there is nothing to divide by."""
    import numpy as np

    above, below = np.broadcast_arrays(np.asarray(above, dtype=float), np.asarray(below, dtype=float))
    quotient: Grid = np.divide(above, below, out=np.full(above.shape, np.nan), where=np.abs(below) > 1e-12)
    return quotient
