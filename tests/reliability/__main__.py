"""`make reliability`: kill, cut the power, fill the disk, let teams loose; a table of figures, exit 1 on any fault."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import bench_decisions
from tests.reliability import disks, killing, power, teams, texts
from tests.reliability.stream import Result

Programme = Callable[[], list[Result]]

PROGRAMMES: list[Programme] = [
    lambda: [killing.at_random(1000)],
    killing.every_call,
    lambda: [killing.by_strace()],
    power.all_writers,
    lambda: [disks.failing(200), disks.full()],
    disks.read_only,
    lambda: [teams.writers(20, 500)],
    lambda: [teams.replicas(2000), teams.clocks(2000)],
    lambda: [texts.edited(12_000), texts.rotten(2000)],
    lambda: [replayed()],
]


def replayed() -> Result:
    """Replay 100,000 decisions."""
    seconds = bench_decisions.best_of(3, 100_000)
    return Result("replay", "100,000 decisions", f"{seconds:.2f} s of processor", int(seconds >= bench_decisions.LIMIT))


def run() -> Iterator[Result]:
    """Run every programme and print its results as they come."""
    for programme in PROGRAMMES:
        start = time.perf_counter()
        results = programme()
        for result in results:
            verdict = "ok" if not result.faults else "FAULT"
            print(f"{verdict:<6}{result.what:<46}{result.tried:<18}{result.found}", flush=True)
            yield result
        print(f"{'':<6}({time.perf_counter() - start:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(1 if sum(result.faults for result in run()) else 0)
