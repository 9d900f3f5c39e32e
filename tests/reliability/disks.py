"""Disks that refuse: full, failing, read-only. What was acknowledged stays, what was not is told, work can go on."""

from __future__ import annotations

import errno
import os
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.errors import QcodeError
from tests.reliability.stream import Result, files, in_child, lost, made, told

NOBODY = 65534


@contextmanager
def refusing(dice: random.Random, share: float) -> Iterator[None]:
    """Let a share of all writes and fsyncs fail: no room, after some of the bytes or none, or an error of the disk."""
    write, fsync = os.write, os.fsync

    def refused_write(handle: int, data: bytes) -> int:
        if dice.random() >= share:
            return write(handle, data)
        if dice.random() < 0.5:
            return write(handle, bytes(data)[: dice.randrange(len(data))])
        raise OSError(dice.choice([errno.ENOSPC, errno.EIO]), "refused")

    def refused_fsync(handle: int) -> None:
        if dice.random() < share:
            raise OSError(errno.EIO, "refused")
        fsync(handle)

    os.write, os.fsync = refused_write, refused_fsync  # type: ignore[assignment]
    try:
        yield
    finally:
        os.write, os.fsync = write, fsync


def failing(seeds: int) -> Result:
    """Thirty decisions on a disk that often refuses, each tried again until it is taken: once each, none lost."""
    refused = faults = 0
    for seed in range(seeds):
        dice, said = random.Random(seed), set[str]()
        with TemporaryDirectory() as folder:
            target = files(Path(folder))
            with refusing(dice, 0.2):
                for _ in range(30):
                    decision = made()
                    while True:
                        try:
                            said |= {kept.id for kept in target.append([decision])}
                        except QcodeError:
                            refused += 1
                        else:
                            break
            faults += sum(lost(Path(folder), said)) + (len(said) != 30)
    return Result("ENOSPC, EIO, short writes", f"{seeds} disks", f"{refused} refusals told, {faults} faults", faults)


def full() -> Result:
    """A real disk of 256 KiB is filled with decisions, then emptied a little: told, intact, and it goes on."""
    what = "a disk that is really full"
    with TemporaryDirectory() as folder, mounted("tmpfs", "-o", "size=256k", folder) as there:
        if not there:
            return Result(what, "no right to mount", "not run", 0)
        root, said = Path(folder), set[str]()
        target = files(root)
        ballast = root / "ballast"
        ballast.write_bytes(b"x" * 100_000)
        try:
            while True:
                said |= {kept.id for kept in target.append([made(value="mémo " * 100)])}
        except QcodeError as refusal:
            told_full = [problem.kind for problem in refusal.problems] == ["disk_full"]
        full_faults = sum(lost(root, said))
        ballast.unlink()
        said |= {kept.id for kept in target.append([made()])}
        faults = full_faults + sum(lost(root, said)) + (not told_full)
        return Result(what, f"{len(said)} decisions", f"{faults} faults, goes on with room", faults)


def read_only() -> list[Result]:
    """A study on a read-only disk, and one whose folder belongs to somebody else: opened, told, nothing raised."""
    results = []
    with TemporaryDirectory() as folder:
        root = Path(folder)
        said = {kept.id for kept in files(root).append([made(), made()])}
        with mounted("--bind", folder, folder) as there:
            if there and _mount("-o", "remount,ro,bind", folder):
                faults = _looks_read_only(root, said)
                results.append(Result("read-only disk", "1 study", f"{faults} faults", faults))
            else:
                results.append(Result("read-only disk", "no right to mount", "not run", 0))
        root.chmod(0o755)
        results.append(_as_somebody_else(root, said))
    return results


def _looks_read_only(root: Path, said: set[str]) -> int:
    target = files(root)
    faults = sum(lost(root, said)) + (not target.read_only)
    try:
        target.append([made()])
    except QcodeError as refusal:
        return faults + ([problem.kind for problem in refusal.problems] != ["read_only"])
    return faults + 1


def _as_somebody_else(root: Path, said: set[str]) -> Result:
    if os.geteuid() != 0:
        return Result("folder of somebody else", "only root can try", "not run", 0)

    def work(tell: Callable[[str], None]) -> None:
        os.setuid(NOBODY)
        tell(str(_looks_read_only(root, said)))

    answer, _ = told(*in_child(work))
    return Result("folder of somebody else", "1 study", f"{','.join(answer)} faults", int(answer != {"0"}))


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@contextmanager
def mounted(first: str, *rest: str) -> Iterator[bool]:
    """Mount a file system (the last argument is where) and take it away again; whether it could be."""
    target = rest[-1]
    arguments = (first, *rest) if first.startswith("-") else ("-t", first, *rest[:-1], first, target)
    there = _mount(*arguments)
    try:
        yield there
    finally:
        if there:
            subprocess.run(["umount", target], capture_output=True, check=True)
