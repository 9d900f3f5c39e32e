"""Krippendorff's α for unitizing (uα): do coders mark the same stretches of a continuum, and as long?

Source: Krippendorff, Content Analysis (2004), ch. 11.6, p. 251–256 (after Krippendorff 1995).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    Grid = np.ndarray[Any, np.dtype[Any]]

Stretch = tuple[int, int]
"""Where a unit begins and how long it is."""


def ualpha(marked: Sequence[Sequence[Stretch]], length: int) -> float | None:
    """Compute uα for one code: the stretches that each coder marked on a continuum of this length.

    None where nobody marked anything, or there are not two coders.
    """
    if len(marked) < 2 or not any(marked):
        return None
    return 1 - observed(marked, length) / expected(marked, length)


def observed(marked: Sequence[Sequence[Stretch]], length: int) -> float:
    """How much the coders' stretches differ, squared, over all pairs of coders."""
    total = sum(
        _between(one, other) for place, one in enumerate(marked) for other in marked[place + 1 :]
    )  # each pair once; the definition counts it both ways
    return 2 * total / (len(marked) * (len(marked) - 1) * length**2)


def expected(marked: Sequence[Sequence[Stretch]], length: int) -> float:
    """How much they would differ if the same stretches and gaps lay anywhere on the continuum."""
    import numpy as np

    sizes = np.array([size for stretches in marked for _, size in stretches], dtype=float)
    gaps = np.array([gap for stretches in marked for gap in _gaps(stretches, length)], dtype=float)
    among = (len(sizes) - 1) / 3 * (2 * sizes**3 - 3 * sizes**2 + sizes)
    room = np.where(gaps >= sizes[:, None], gaps - sizes[:, None] + 1, 0).sum(axis=1)
    whole = len(marked) * length
    pairs = whole * (whole - 1) - (sizes * (sizes - 1)).sum()
    return float(2 / length * (among + sizes**2 * room).sum() / pairs)


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
