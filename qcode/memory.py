"""Memory with care: many small objects made without the collector of cycles, answers kept as long as they serve."""

from __future__ import annotations

import gc
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")
Seen = TypeVar("Seen")


def uncollected(function: Callable[P, R]) -> Callable[P, R]:
    """Pause the collector while a function runs; for functions that make no cycles."""

    @wraps(function)
    def paused(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return paused


def once_for_each(function: Callable[[Seen], R]) -> Callable[[Seen], R]:
    """Keep the answer for the argument asked about last, by identity: all parts of an export ask about one study."""
    kept: list[tuple[Seen, R]] = []

    @wraps(function)
    def remembered(seen: Seen) -> R:
        if not (kept and kept[0][0] is seen):
            kept[:] = [(seen, function(seen))]
        return kept[0][1]

    return remembered
