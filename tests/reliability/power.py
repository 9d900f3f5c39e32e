"""Cut the power: the real write path is recorded, and every disk that a cut could leave is looked at.

What the disk may have lost: bytes written and not fsynced (all, half, none of them), and names made or changed in a
folder that was not fsynced. A kill can't show a missing fsync, since the system keeps what was written; this can.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.study import writing
from tests.reliability.killing import NEW, OLD, bring_in, decide
from tests.reliability.stream import Result, lost

Event = tuple[str, tuple[object, ...]]


@dataclass
class File:
    """What is in a file, and how much of it the disk has for certain."""

    data: bytes = b""
    safe: bytes = b""

    def after_cut(self, share: float) -> bytes:
        """The bytes on the disk when this share of what was not yet certain arrived."""
        new = self.data[len(self.safe) :]
        return self.safe + new[: round(len(new) * share)]


@dataclass
class Disk:
    """Names and files as the program sees them, and as the disk has them for certain."""

    names: dict[str, File | None] = field(default_factory=dict)  # None: a folder
    safe: dict[str, File | None] = field(default_factory=dict)

    def do(self, event: Event) -> None:
        """Apply one recorded call."""
        call, (path, *rest) = event
        name = str(path)
        if call == "create":
            self.names.setdefault(name, File())
        elif call == "mkdir":
            self.names[name] = None
        elif call == "write":
            file, data = self.names[name], rest[0]
            assert isinstance(file, File)
            assert isinstance(data, bytes)
            file.data += data
        elif call == "replace":
            self.names[str(rest[0])] = self.names.pop(name)
        elif call == "unlink":
            self.names.pop(name, None)
        elif call == "fsync" and isinstance(file := self.names.get(name), File):
            file.safe = file.data
        elif call == "fsync":
            self._fsync_folder(name)

    def _fsync_folder(self, folder: str) -> None:
        inside = {name for name in {*self.names, *self.safe} if str(Path(name).parent) == folder}
        for name in inside:
            if name in self.names:
                self.safe[name] = self.names[name]
            else:
                self.safe.pop(name, None)

    def after_cut(self, share: float, *, with_names: bool) -> dict[str, bytes | None]:
        """What is found when the power comes back; what lies in a folder that is not there is not there."""
        names = self.names if with_names else self.safe
        found = {name: None if file is None else file.after_cut(share) for name, file in names.items()}
        return {name: data for name, data in found.items() if _reachable(name, found)}


def _reachable(name: str, found: dict[str, bytes | None]) -> bool:
    parent = str(Path(name).parent)
    return parent == "/" or (parent in found and _reachable(parent, found))


@contextmanager
def recorded(root: Path) -> Iterator[list[Event]]:
    """Record what is done to the files below a folder, in the order it is done; paths are told from `root`."""
    events: list[Event] = []
    paths: dict[int, str] = {}
    real = {name: getattr(os, name) for name in ("open", "write", "fsync", "mkdir", "replace", "unlink")}

    def inside(path: object) -> str:
        return "/" + Path(str(path)).relative_to(root).as_posix().removeprefix(".")

    def opened(path: object, flags: int, *more: object) -> int:
        new = bool(flags & os.O_CREAT) and not Path(str(path)).exists()
        handle: int = real["open"](path, flags, *more)
        paths[handle] = inside(path)
        if new:
            events.append(("create", (inside(path),)))
        return handle

    def written(handle: int, data: bytes) -> int:
        if handle in paths:
            events.append(("write", (paths[handle], bytes(data))))
        done: int = real["write"](handle, data)
        return done

    def synced(handle: int) -> None:
        events.append(("fsync", (paths[handle].rstrip("/") or "/",)))
        real["fsync"](handle)

    def changed(call: str) -> Callable[..., None]:
        def change(*args: object, **more: object) -> None:
            real[call](*args, **more)
            events.append((call, tuple(inside(arg) for arg in args if not isinstance(arg, int))))

        return change

    replaced = {"open": opened, "write": written, "fsync": synced}
    try:
        for name in real:
            setattr(os, name, replaced.get(name) or changed(name))
        yield events
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def violations(work: Callable[[Path, Callable[[str], None]], None], check: Callable[[Path], int]) -> tuple[int, int]:
    """Cut the power at every moment of some work, in six ways; how many disks there were, and how many were wrong."""
    with TemporaryDirectory() as folder, recorded(Path(folder)) as events:
        work(Path(folder), lambda line: events.append(("told", (line,))))
    states = faults = 0
    for moment in range(len(events) + 1):
        disk, said = Disk(), set[str]()
        for event in events[:moment]:
            said |= {str(event[1][0])} if event[0] == "told" else set()
            disk.do(event)
        for share in (0.0, 0.5, 1.0):
            for with_names in (False, True):
                states += 1
                faults += _wrong(disk.after_cut(share, with_names=with_names), said, check)
    return states, faults


def _wrong(found: dict[str, bytes | None], said: set[str], check: Callable[[Path], int]) -> bool:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in sorted(found.items()):
            path = root / name.lstrip("/")
            if data is None:
                path.mkdir(parents=True, exist_ok=True)
            else:
                path.write_bytes(data)
        return any(lost(root, said - {"exported"})) or bool(check(root) if "exported" in said else _mixed(root))


def _mixed(root: Path) -> bool:
    path = root / "exports/matrice.xlsx"
    return path.exists() and path.read_bytes() not in (OLD, NEW)


def _exported(root: Path) -> int:
    path = root / "exports/matrice.xlsx"
    return int(not path.exists() or path.read_bytes() != NEW)


def export(root: Path, tell: Callable[[str], None]) -> None:
    """Put two exports in place, one after the other; the second is told."""
    writing.replace(root / "exports" / "matrice.xlsx", OLD)
    writing.replace(root / "exports" / "matrice.xlsx", NEW)
    tell("exported")


def all_writers() -> list[Result]:
    """The real writers, which must stand; and writers with an fsync left out, which must be caught."""
    results = []
    for what, work in (("decide", decide), ("import", bring_in), ("export", export)):
        states, faults = violations(work, _exported)
        results.append(Result(f"power cut: {what}", f"{states} disks", f"{faults} wrong", faults))
    for what, work in (("append", decide), ("replace", export)):
        for name, left_out in (("file", _only_folders), ("folder", _only_files)):
            caught = violations(_without(work, left_out), _exported)[1]
            told = f"{caught} wrong, as must be" if caught else "not caught"
            results.append(Result(f"power cut: {what} without fsync of the {name}", "mutated", told, int(not caught)))
    return results


def _without(
    work: Callable[[Path, Callable[[str], None]], None],
    left_out: Callable[[Callable[[int], None]], Callable[[int], None]],
) -> Callable[[Path, Callable[[str], None]], None]:
    def mutated(root: Path, tell: Callable[[str], None]) -> None:
        real = os.fsync
        os.fsync = left_out(real)  # type: ignore[assignment]
        try:
            work(root, tell)
        finally:
            os.fsync = real

    return mutated


def _only_folders(real: Callable[[int], None]) -> Callable[[int], None]:
    return lambda handle: real(handle) if _is_folder(handle) else None


def _only_files(real: Callable[[int], None]) -> Callable[[int], None]:
    return lambda handle: None if _is_folder(handle) else real(handle)


def _is_folder(handle: int) -> bool:
    import stat

    return stat.S_ISDIR(os.fstat(handle).st_mode)
