"""One warm child process for all parsers of binary and XML formats; killed and started again when it oversteps."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict
from types import TracebackType
from typing import Any

from qcode.reading.bounds import MEGA, Limits, too_big
from qcode.reading.draft import Draft, Note, Said, UnreadableError
from qcode.reading.sheets import Row, Sheet

_START = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from qcode.reading.child import main; main()"


class Sandbox:
    """Runs readers in a child process; the process starts with the first job and ends with the `with` block."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self.limits = limits
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        """Be usable in a `with`."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        child, self.child = self.child, None
        if child:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def draft(self, suffix: str, data: bytes) -> Draft:
        """Read a transcript of a bounded format."""
        return _draft(self._ask(suffix, data))

    def sheet(self, data: bytes, kind: str = "sheet") -> Sheet:
        """Read a workbook, or (`document`) the first table of a Word document."""
        found = self._ask(kind, data)
        return Sheet(tuple(found["titles"]), tuple(Row(row["line"], row["cells"]) for row in found["rows"]))

    def _ask(self, reader: str, data: bytes) -> dict[str, Any]:
        """Have one job done, within its time."""
        child = self.child = self.child or _started()
        late = threading.Timer(self.limits.seconds * 1.5, child.kill)
        late.start()
        try:
            answer = _exchange(child, reader, data, self.limits)
        except (OSError, ValueError) as problem:
            self.close()
            raise UnreadableError("parser_stopped", seconds=self.limits.seconds) from problem
        finally:
            late.cancel()
        if "kind" in answer:
            if answer["kind"] == "limit_passed":
                self.close()  # its memory may be in any state
            raise UnreadableError(answer["kind"], **answer["values"])
        return dict(answer["result"])


def _started() -> subprocess.Popen[bytes]:
    """A child that imports what we import, and nothing from where we stand."""
    command = [sys.executable, "-E", "-P", "-B", "-c", _START, json.dumps(sys.path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _exchange(child: subprocess.Popen[bytes], reader: str, data: bytes, limits: Limits) -> dict[str, Any]:
    """Send a job and wait for its answer; ValueError where there is none."""
    if child.stdin is None or child.stdout is None:
        raise ValueError("no pipes")
    job = {"reader": reader, "size": len(data), "limits": asdict(limits)}
    child.stdin.write(json.dumps(job).encode("ascii") + b"\n" + data)
    child.stdin.flush()
    size = int(child.stdout.readline())
    if size > 8 * limits.member_mb * MEGA:
        raise too_big("member_mb", limits.member_mb)
    answer = json.loads(child.stdout.read(size))
    return dict(answer)


def _draft(found: dict[str, Any]) -> Draft:
    return Draft(
        found["text"],
        tuple(Said(**turn) for turn in found["turns"]),
        found["attributes"],
        tuple(Note(**note) for note in found["notes"]),
        tuple((place, time) for place, time in found["marks"]),
        tuple((start, end) for start, end in found["strong"]),
    )
