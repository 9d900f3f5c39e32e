"""Compare ways of doing one thing on a machine that others use too: interleaved rounds, medians, ratios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def medians(
    ways: Mapping[str, Callable[[], object]], rounds: int = 5, clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """The median seconds of each way; every round runs all of them, one after another."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = clock()
            way()
            times[name].append(clock() - start)
    return {name: median(found) for name, found in times.items()}
