"""The process in which libraries parse what came from outside: bounded, without network, writing no file.

It reads jobs from its standard input and answers on its standard output, one after another, until the input ends.
A job is a line of JSON (`reader`, `size`, `limits`) and then the bytes; an answer a line of JSON that says its size,
then JSON. Nothing but text and numbers ever comes back.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from qcode.reading.bounds import MEGA, Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.formats import BOUNDED
from qcode.reading.sheets import read_document_table, read_workbook

JOBS: dict[str, Callable[[bytes, Limits], Any]] = {
    **BOUNDED,
    "sheet": read_workbook,
    "document": read_document_table,
}
_DENIED = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.remove", "os.rename")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def main() -> None:
    """Answer jobs until there are no more."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints does not speak to us
    _close_doors()
    while line := jobs.readline():
        job = json.loads(line)
        limits = Limits(**job["limits"])
        _bound(limits)
        _send(answers, _answer(JOBS[job["reader"]], jobs.read(job["size"]), limits))


def _answer(reader: Callable[[bytes, Limits], Any], data: bytes, limits: Limits) -> dict[str, Any]:
    """What the reader makes of the bytes, or why it cannot: whatever a library raises, the file is unreadable."""
    try:
        return {"result": asdict(reader(data, limits))}
    except UnreadableError as problem:
        return {"kind": problem.kind, "values": problem.values}
    except MemoryError:
        return {"kind": "limit_passed", "values": {"limit": "memory_mb", "value": limits.memory_mb}}
    except RecursionError:
        return {"kind": "limit_passed", "values": {"limit": "depth", "value": limits.depth}}
    except Exception as problem:  # libraries raise anything at all on a broken file
        return {"kind": "file_broken", "values": {"reason": type(problem).__name__}}


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode("ascii")
    answers.write(f"{len(data)}\n".encode("ascii") + data)
    answers.flush()


def _bound(limits: Limits) -> None:
    """Let the system hold the bounds of the next job (where it can: not on Windows)."""
    with contextlib.suppress(ImportError):
        import resource

        spent = resource.getrusage(resource.RUSAGE_SELF)
        until = int(spent.ru_utime + spent.ru_stime) + 1 + limits.seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * MEGA, hard))


def _close_doors() -> None:
    """No file may grow, no core be dumped, nothing be reached or started."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.dont_write_bytecode = True
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser has any business with."""
    if event.startswith(_DENIED) or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
        raise PermissionError(event)
