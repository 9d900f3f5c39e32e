"""What the programmes have in common: a small study, decisions to write, and what is found of them afterwards."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from qcode.codings import anchor
from qcode.codings.making import new_id
from qcode.errors import Problem, Severity
from qcode.model import Decision, Kind, Settings, Span
from qcode.study.decisions import DecisionFiles
from tests.codings.build import interview

ONE = interview("E: Alors ?\nR: On attend. On attend encore, « depuis un an ».\nE: Oui.\nR: Oui.", "un")
SPAN = Span(ONE.text.index("On attend."), ONE.text.index("On attend.") + len("On attend."))
HARMLESS = frozenset({"decision_torn"})


@dataclass(frozen=True, slots=True)
class Result:
    """What a programme found: what was tried, how often, and what went wrong (nothing, one hopes)."""

    what: str
    tried: str
    found: str
    faults: int


def files(root: Path) -> DecisionFiles:
    return DecisionFiles(root, Settings())


def made(coder: str = "léa", value: str = "") -> Decision:
    """A new decision; with a value, a memo of that text."""
    kind = Kind.MEMO if value else Kind.ADD
    place = anchor(ONE, SPAN)
    return Decision(new_id(), kind, coder, 0, "2026-01-01T00:00:00Z", ONE.id, ONE.sha256, place, "lenteur", value=value)


def lost(root: Path, acknowledged: set[str]) -> tuple[int, int]:
    """How many acknowledged decisions are not there, and how many lines can't be read and were not merely torn."""
    decisions, problems = files(root).read()
    return len(acknowledged - {decision.id for decision in decisions}), len(serious(problems))


def serious(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR or problem.kind not in HARMLESS]


def write_forever(root: Path, sizes: random.Random, tell: Callable[[str], None]) -> None:
    """Decide as fast as the disk allows, and tell each id once it is acknowledged."""
    target = files(root)
    for _ in count():
        (kept,) = target.append([made(value="mémo " * sizes.randrange(400))])
        tell(kept.id)


def in_child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Run work in a forked process that tells lines through a pipe; its pid and the reading end."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status, send = 1, os.write  # the real one, whatever the work does to `os`

    def tell(line: str) -> None:
        send(writing, f"{line}\n".encode())

    try:
        os.close(reading)
        work(tell)
        status = 0
    finally:
        os._exit(status)


def told(pid: int, reading: int) -> tuple[set[str], int]:
    """All that the child told before its end, whole lines alone, and how it ended."""
    data = b""
    while part := os.read(reading, 65536):
        data += part
    os.close(reading)
    _, status = os.waitpid(pid, 0)
    return {line.decode() for line in data.split(b"\n")[:-1]}, status


def kill(pid: int) -> None:
    """End a child that this test started, as a power button would end its program."""
    os.kill(pid, signal.SIGKILL)
