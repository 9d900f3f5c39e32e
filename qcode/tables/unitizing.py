"""Krippendorff's α for unitizing (uα): do coders mark the same stretches of a continuum, and as long?

Source: Krippendorff, Content Analysis (2004), ch. 11.6, p. 251–256 (after Krippendorff 1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Grid = np.ndarray[Any, np.dtype[Any]]

Stretch = tuple[int, int]
"""Where a unit begins and how long it is."""


Marked = tuple[Sequence[Sequence[Stretch]], int]
"""The stretches of each coder on one continuum, and how long it is."""


class Parts(NamedTuple):
    """What uα needs of several continua, so that any of them may count as often as a resample says."""

    coders: int
    lengths: Grid  # per continuum
    between: Grid  # how much the coders' stretches differ, squared, each pair of coders once
    marked: Grid  # how many stretches
    sizes: Grid  # 2 l³ - 3 l² + l, summed over stretches of length l
    inside: Grid  # l (l - 1), summed
    room: Grid  # [stretches of one, gaps of another]: l² times the places where a stretch fits into a gap, summed


def ualpha(continua: Sequence[Marked]) -> float | None:
    """Compute uα for one code. A stretch never lies across two continua, nor does a gap.

    None where nobody marked anything, or there are not two coders.
    """
    import numpy as np

    if not continua or len(continua[0][0]) < 2:
        return None
    value = float(alphas(parts(continua), np.ones((1, len(continua))))[0])
    return None if np.isnan(value) else value


def alphas(p: Parts, weights: Grid) -> Grid:
    """The uα of each resample (resamples × continua: how often each counts); NaN where nobody marked anything."""
    import numpy as np

    above, below = observed(p, weights), expected(p, weights)
    defined = below > 0
    value: Grid = np.where(defined, 1 - above / np.where(defined, below, 1), np.nan)
    return value


def parts(continua: Sequence[Marked]) -> Parts:
    """Measure each continuum, and how the stretches of each fit into the gaps of every other."""
    import numpy as np

    sizes = [np.array([size for coder in marked for _, size in coder], dtype=float) for marked, _ in continua]
    gaps = [
        np.array([gap for coder in marked for gap in _gaps(coder, length)], dtype=float) for marked, length in continua
    ]
    room = [[_room(size, gap) for gap in gaps] for size in sizes]
    return Parts(
        len(continua[0][0]),
        np.array([length for _, length in continua], dtype=float),
        np.array([_pairs(marked) for marked, _ in continua]),
        np.array([len(size) for size in sizes], dtype=float),
        np.array([(2 * size**3 - 3 * size**2 + size).sum() for size in sizes]),
        np.array([(size * (size - 1)).sum() for size in sizes]),
        np.array(room),
    )


def observed(p: Parts, weights: Grid) -> Grid:
    """How much the coders' stretches differ, squared, over all pairs of coders; each counts both ways."""
    length = weights @ p.lengths
    difference: Grid = _over(2 * (weights @ p.between), p.coders * (p.coders - 1) * length**2)
    return difference


def expected(p: Parts, weights: Grid) -> Grid:
    """How much they would differ if the same stretches and gaps lay anywhere on the continua."""
    import numpy as np

    length = weights @ p.lengths
    among = (weights @ p.marked - 1) / 3 * (weights @ p.sizes)
    room = np.einsum("ri,ij,rj->r", weights, p.room, weights)
    whole = p.coders * length
    return _over(2 * (among + room), length * (whole * (whole - 1) - weights @ p.inside))


def _over(above: Grid, below: Grid) -> Grid:
    """A quotient that is 0 where there is nothing."""
    import numpy as np

    quotient: Grid = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    return quotient


def _room(sizes: Grid, gaps: Grid) -> float:
    import numpy as np

    fits = np.where(gaps >= sizes[:, None], gaps - sizes[:, None] + 1, 0).sum(axis=1)
    return float((sizes**2 * fits).sum())


def _pairs(marked: Sequence[Sequence[Stretch]]) -> float:
    return sum(_between(one, other) for place, one in enumerate(marked) for other in marked[place + 1 :])


def _between(one: Sequence[Stretch], other: Sequence[Stretch]) -> float:
    """Overlapping stretches differ by their ends, squared; one that meets none, by its whole length."""
    import numpy as np

    first, second = np.array(one, dtype=float).reshape(-1, 2), np.array(other, dtype=float).reshape(-1, 2)
    starts = first[:, 0][:, None] - second[:, 0]
    ends = first.sum(axis=1)[:, None] - second.sum(axis=1)
    overlap = (starts > -first[:, 1][:, None]) & (starts < second[:, 1])
    alone = (first[~overlap.any(axis=1), 1] ** 2).sum() + (second[~overlap.any(axis=0), 1] ** 2).sum()
    return float((starts**2 + ends**2)[overlap].sum() + alone)


def _gaps(stretches: Sequence[Stretch], length: int) -> list[int]:
    found, position = [], 0
    for start, size in sorted(stretches):
        found.append(start - position)
        position = start + size
    return [gap for gap in [*found, length - position] if gap > 0]
