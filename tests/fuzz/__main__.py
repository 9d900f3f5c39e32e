"""`make fuzz`: break the test file of every format and read it through the child process; then atheris, if installed.

    python -m tests.fuzz [SECONDS for each reader, 10 unless told]

Prints a line a reader: files read, refused, broken (a library raised), stopped (killed by a bound), the longest time,
the most memory of the child. Ends with 1 if anything came through that should not.
"""

from __future__ import annotations

import importlib.util
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.formats import PLAIN
from qcode.reading.sandbox import Sandbox
from tests.fuzz.judge import judge
from tests.fuzz.mutate import mutated
from tests.reading.makers import MAKERS, TALK

MEMORY_MB, SECONDS = 1024, 100  # a parser is killed after 90 s by the clock


def attempt(read: Callable[[bytes], None], data: bytes) -> str:
    """Read one broken file; what came of it."""
    try:
        read(data)
    except UnreadableError as problem:
        return {"file_broken": "broken", "parser_stopped": "stopped"}.get(problem.kind, "refused")
    return "read"


def peak(sandbox: Sandbox) -> float:
    """The most memory that the child has had, in MB (Linux)."""
    child = sandbox.child
    status = Path(f"/proc/{child.pid}/status") if child else None
    if status is None or not status.exists():
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def fuzz(name: str, seconds: float) -> bool:
    """Break one format's file for a while, print the counts; whether all went well."""
    suffix, make = MAKERS[name]
    sound, chance, outcome = make(TALK), random.Random(name), Counter[str]()
    longest = memory = 0.0
    with Sandbox(Limits()) as sandbox:

        def read(data: bytes) -> None:
            if suffix == ".xlsx":
                sandbox.sheet(data)
            else:
                plain = PLAIN.get(suffix.lower())
                judge(plain(data, Limits()) if plain else sandbox.draft(suffix.lower(), data))

        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.monotonic()
            outcome[attempt(read, mutated(sound, chance))] += 1
            longest, memory = max(longest, time.monotonic() - start), max(memory, peak(sandbox))
    counts = " ".join(f"{outcome[kind]:7}" for kind in ("read", "refused", "broken", "stopped"))
    print(f"{name:15} {outcome.total():7} {counts} {longest:8.2f} s {memory:6.0f} MB", flush=True)
    return longest < SECONDS and memory < MEMORY_MB


def guided(suffix: str, seconds: float) -> bool:
    """Have atheris look for trouble in one reader; whether it found none."""
    call = [sys.executable, "-m", "tests.fuzz.guided", suffix, str(int(seconds))]
    done = subprocess.run(call, capture_output=True, text=True, timeout=seconds + 300, check=False)
    runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    memory = re.search(r"stat::peak_rss_mb:\s*(\d+)", done.stderr)
    print(
        f"{suffix:15} {runs[1] if runs else '?':>7} runs {memory[1] if memory else '?':>6} MB  exit {done.returncode}",
        flush=True,
    )
    if done.returncode:
        print(done.stderr[-3000:])
    return done.returncode == 0


def main() -> int:
    """Fuzz everything; 0 if all went well."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{'':15}   files    read refused  broken stopped   longest   memory")
    fine = [fuzz(name, seconds) for name in MAKERS if name != "csv"]
    if importlib.util.find_spec("atheris"):
        suffixes = dict.fromkeys(suffix.lower() for suffix, _ in MAKERS.values() if suffix != ".csv")
        print("\nguided by coverage (atheris)")
        fine += [guided(suffix, seconds) for suffix in suffixes]
    else:
        print("\natheris is not installed: not guided by coverage (pip install atheris)")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
