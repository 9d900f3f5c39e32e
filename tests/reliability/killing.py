"""Kill the writer: at random moments of a stream of decisions, and at every call it makes to the system."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.study import writing
from tests.reliability.stream import Result, files, in_child, kill, lost, made, told, write_forever

CALLS = ("open", "write", "fsync", "close", "mkdir", "replace", "unlink")
Work = Callable[[Path, Callable[[str], None]], None]
PER_FOLDER = 25
"""Kills before a fresh folder: a torn file has to be taken up again and again."""


def at_random(times: int, seed: int = 1) -> Result:
    """Kill -9 during a stream of decisions: nothing that was acknowledged may be missing, nothing unreadable."""
    dice, missing, unreadable, acknowledged = random.Random(seed), 0, 0, 0
    for first in range(0, times, PER_FOLDER):
        with TemporaryDirectory() as folder:
            said: set[str] = set()
            for number in range(first, min(times, first + PER_FOLDER)):
                pid, reading = in_child(partial(write_forever, Path(folder), random.Random(number)))
                time.sleep(dice.uniform(0, 0.03))
                kill(pid)
                said |= told(pid, reading)[0]
            gone, bad = lost(Path(folder), said)
            missing, unreadable, acknowledged = missing + gone, unreadable + bad, acknowledged + len(said)
    found = f"{acknowledged} acknowledged, {missing} lost, {unreadable} unreadable"
    return Result("kill -9 at random", f"{times} kills", found, missing + unreadable)


@contextmanager
def killed_at(number: int) -> Iterator[list[str]]:
    """Kill this process at its nth call to the system; a write is first done by half, as a crash may leave it."""
    calls: list[str] = []
    real = {name: getattr(os, name) for name in CALLS}

    def watched(name: str) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            calls.append(name)
            if len(calls) == number:
                if name == "write":
                    data = bytes(args[1])  # type: ignore[call-overload]
                    real["write"](args[0], data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real[name](*args, **kwargs)

        return call

    try:
        for name in CALLS:
            setattr(os, name, watched(name))
        yield calls
    finally:
        for name in CALLS:
            setattr(os, name, real[name])


def at_every_call(what: str, work: Work, check: Callable[[Path], int]) -> Result:
    """Kill some work at its first call, its second… What it told must be there, and no file be half old, half new."""
    points = faults = 0
    while True:
        with TemporaryDirectory() as folder:
            root = Path(folder)
            pid, reading = in_child(partial(_with_kill, root, work, points + 1))
            said, status = told(pid, reading)
            gone, bad = lost(root, said)
            faults += gone + bad + check(root)
            if not os.WIFSIGNALED(status):
                return Result(f"kill at every call: {what}", f"{points} points", f"{faults} mixed or lost", faults)
        points += 1


def _with_kill(root: Path, work: Work, number: int, tell: Callable[[str], None]) -> None:
    with killed_at(number):
        work(root, tell)


def decide(root: Path, tell: Callable[[str], None]) -> None:
    """Decide three times, undo included in the kinds of lines."""
    target = files(root)
    for number in range(3):
        (kept,) = target.append([made(value="m" * number)])
        tell(kept.id)


def bring_in(root: Path, tell: Callable[[str], None]) -> None:
    """Import sixty rows of three coders at once."""
    kept = files(root).append([made(coder) for coder in ("léa", "noé", "zoé") for _ in range(20)])
    for decision in kept:
        tell(decision.id)


OLD, NEW = b"old\n" * 1000, b"new\n" * 2000


def export(root: Path, tell: Callable[[str], None]) -> None:
    """Put an export in the place of the last good one."""
    writing.replace(root / "exports" / "matrice.xlsx", NEW)


def whole_export(root: Path) -> int:
    path = root / "exports" / "matrice.xlsx"
    return int(path.exists() and path.read_bytes() not in (OLD, NEW))


def every_call() -> list[Result]:
    """The three ways to write to a study, killed at every point."""

    def replacing(root: Path, tell: Callable[[str], None]) -> None:
        (root / "exports").mkdir()
        with (root / "exports/matrice.xlsx").open("wb") as file:
            file.write(OLD)
        export(root, tell)

    return [
        at_every_call("decide", decide, lambda _: 0),
        at_every_call("import", bring_in, lambda _: 0),
        at_every_call("export", replacing, whole_export),
    ]


PROGRAM = """
import os, sys
from pathlib import Path
from tests.reliability.killing import decide
decide(Path(sys.argv[1]), lambda line: os.write(1, (line + "\\n").encode()) and None)
"""


def by_strace(calls: tuple[str, ...] = ("write", "fsync", "mkdir", "rename")) -> Result:
    """The same from outside: a real process, killed by strace at the nth call of each kind."""
    if not shutil.which("strace"):
        return Result("kill at every system call (strace)", "strace is not here", "not run", 0)
    points = faults = 0
    for call in calls:
        for number in range(1, 100):
            with TemporaryDirectory() as folder:
                trap = f"inject={call}:signal=KILL:when={number}"
                command = ["strace", "-f", "-o", os.devnull, "-e", f"trace={call}", "-e", trap]
                done = subprocess.run(
                    [*command, sys.executable, "-B", "-c", PROGRAM, folder], capture_output=True, check=False
                )
                said = {line.decode() for line in done.stdout.split(b"\n")[:-1]}
                faults += sum(lost(Path(folder), said))
                if done.returncode == 0:
                    break
                points += 1
    return Result("kill at every system call (strace)", f"{points} points", f"{faults} lost or unreadable", faults)
