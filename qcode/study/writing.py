"""Write so that what was acknowledged is still there after a power cut; the only place that writes a study's files.

Whole files: tmp → fsync → rename → fsync of the folder. Lines: one write → fsync. A disk that is full, failing or
read-only raises a QcodeError, and what was there before stays.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

from qcode.codings.lines import TORN
from qcode.errors import QcodeError, error
from qcode.study.truth import is_true

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG})
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write \r\n otherwise


def replace(path: Path, data: bytes, *, owner: bool = False) -> None:
    """Put a whole file in place: after a crash, it is the old one or the new one.

    `owner`: the caller is the code whose files these are; nobody else may write over what is true.

    Raises:
        QcodeError: `over_truth`, `disk_full`, `read_only`, `place_unwritable`, `disk_failed` or `file_open`; the old
            file stands.
    """
    if not owner:
        refuse_truth(path)
    with _told(path):
        make_folder(path.parent)
        draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
        try:
            _write_new(draft, data)
            _move(draft, path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise
        sync_folder(path.parent)


def refuse_truth(path: Path) -> None:
    """Refuse a place before anything is made for it: what is true is written by its owner alone.

    Raises:
        QcodeError: `over_truth`.
    """
    if is_true(path):
        raise QcodeError(error("over_truth", str(path)))


def put_new(path: Path, data: bytes) -> None:
    """Put in place what people fill in or send on: never instead of another file, which may hold somebody's work.

    Raises:
        QcodeError: `name_taken`, or what `replace` raises.
    """
    if path.exists() and path.read_bytes() != data:
        raise QcodeError(error("name_taken", str(path), free=free_name(path)))
    replace(path, data)


def remove(path: Path) -> None:
    """Take a file away, so that it stays away after a crash.

    Raises:
        QcodeError: `read_only` or `disk_failed`.
    """
    with _told(path):
        path.unlink()
        sync_folder(path.parent)


def append(path: Path, text: str) -> None:
    """Add whole lines to a file with one write, and return once they are on the disk.

    What an earlier power cut left of a line without its end is closed off first, on a line of its own.

    Raises:
        QcodeError: `disk_full`, `read_only` or `disk_failed`; nothing was acknowledged.
    """
    with _told(path):
        make_folder(path.parent)
        created = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
        try:
            data = (_closing(handle) + text.removesuffix("\n") + "\n").encode()
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
        if created:
            sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each known to the disk before the next."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Let the disk know the names in a folder; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def can_write(folder: Path) -> bool:
    """Whether a folder, or the nearest one above that exists, takes files: tried, not guessed from rights."""
    while not folder.is_dir():
        folder = folder.parent
    probe = folder / f".{uuid4().hex[:8]}.tmp"
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        probe.unlink()
    except OSError:
        return False
    return True


def free_name(path: Path) -> str:
    """A name like this one that no file has."""
    names = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
    return next(name for name in names if not path.with_name(name).exists())


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _move(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except PermissionError as fault:  # the draft could be written beside it: another program holds the file (Windows)
        raise QcodeError(error("file_open", str(path), reason=fault.strerror or str(fault))) from fault


def _closing(handle: int) -> str:
    """What has to come before a new line: nothing, unless the last one has no end."""
    size = os.fstat(handle).st_size
    if not size:
        return ""
    os.lseek(handle, size - 1, os.SEEK_SET)
    return "" if os.read(handle, 1) == b"\n" else f" {TORN}\n"


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say what the disk refused, in words."""
    try:
        yield
    except OSError as fault:
        kinds = {"disk_full": _FULL, "read_only": _FORBIDDEN, "place_unwritable": _NOWHERE}
        kind = next((kind for kind, numbers in kinds.items() if fault.errno in numbers), "disk_failed")
        raise QcodeError(error(kind, str(path), reason=fault.strerror or str(fault))) from fault
