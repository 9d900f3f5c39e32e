"""Bytes from disk, within bounds, to a draft or a sheet: plain formats here, the others in the child process."""

from __future__ import annotations

import stat
from pathlib import Path

from qcode.reading.bounds import MEGA, Limits, too_big, within
from qcode.reading.draft import Draft, UnreadableError
from qcode.reading.formats import PLAIN
from qcode.reading.sandbox import Sandbox
from qcode.reading.sheets import Sheet, read_csv


def load_draft(path: Path, sandbox: Sandbox) -> Draft:
    """Read one transcript.

    Raises:
        UnreadableError: it cannot be read, for whatever reason.
    """
    data, suffix = _bytes(path, sandbox.limits), path.suffix.lower()
    reader = PLAIN.get(suffix)
    return within(reader(data, sandbox.limits) if reader else sandbox.draft(suffix, data), sandbox.limits)


def load_sheet(path: Path, sandbox: Sandbox) -> Sheet:
    """Read one table.

    Raises:
        UnreadableError: it cannot be read, for whatever reason.
    """
    data, suffix = _bytes(path, sandbox.limits), path.suffix.lower()
    if suffix in (".xlsx", ".docx"):
        return sandbox.sheet(data, "sheet" if suffix == ".xlsx" else "document")
    return read_csv(data)


def _bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file: never through a link, a pipe or a device."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("not_a_plain_file")
        if status.st_size > limits.file_mb * MEGA:
            raise too_big("file_mb", limits.file_mb)
        return path.read_bytes()
    except OSError as problem:
        raise UnreadableError("file_unreadable", reason=problem.strerror or "") from problem
