"""Many writers, many machines, wrong clocks: all replicas of a study come to the same state."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qcode.codings import Folded, fold, place, read_lines, to_line, union
from qcode.codings.making import withdraw
from qcode.model import Decision, Kind, Settings, Span
from tests.codings.build import GUIDE
from tests.reliability.stream import ONE, Result, files, in_child, lost, made, told

SEGMENTS = [segment.span for segment in ONE.segments if ONE.is_coded(segment)]


def writers(number: int, each: int) -> Result:
    """Many processes decide at once, half of them in the same file: every decision is there once."""

    def work(name: int) -> Callable[[Callable[[str], None]], None]:
        def write(tell: Callable[[str], None]) -> None:
            target = files(root)
            for _ in range(each):
                start = time.perf_counter()
                (kept,) = target.append([made("ensemble" if name % 2 else f"codeur {name}")])
                tell(f"{kept.id} {time.perf_counter() - start:.6f}")

        return write

    with TemporaryDirectory() as folder:
        root = Path(folder)
        lines = [line for child in [in_child(work(name)) for name in range(number)] for line in told(*child)[0]]
        said = {line.split()[0] for line in lines}
        gone, bad = lost(root, said)
        decisions, _ = files(root).read()
        seconds = sorted(float(line.split()[1]) for line in lines)
        slow = 1000 * seconds[int(0.95 * len(seconds))]
    faults = gone + bad + abs(number * each - len(decisions))
    found = f"{len(decisions)} present, {gone} lost, 95 % acknowledged within {slow:.0f} ms"
    return Result("writers at once", f"{number} × {each}", found, faults)


def state(lines: set[str]) -> Folded:
    """What stands in a study that has these lines, read in any order."""
    shuffled = list(lines)
    random.Random(len(lines)).shuffle(shuffled)
    decisions, _ = union(read_lines("\n".join(shuffled), "f")[0])
    placements, _ = place(decisions, [ONE])
    return fold([ONE], GUIDE, [], placements, Settings(policy="majority"))


REPLICAS = st.sampled_from([0, 1, 2])


class Replicas(RuleBasedStateMachine):
    """Three machines that decide, undo, send each other copies of all or some of their lines, in any order."""

    @initialize()
    def begin(self) -> None:
        """Give each machine an empty study."""
        self.lines: list[set[str]] = [set(), set(), set()]
        self.decided: list[list[Decision]] = [[], [], []]
        self.number = 0

    def _keep(self, machine: int, decision: Decision) -> None:
        found, _ = union(read_lines("\n".join(self.lines[machine]), "f")[0])
        clock = max((known.clock for known in found), default=0) + 1
        kept = replace(decision, clock=clock)
        self.decided[machine].append(kept)
        self.lines[machine].add(to_line(kept))

    def _new(self, coder: str) -> Decision:
        self.number += 1
        return replace(made(coder), id=f"d{self.number}")

    @rule(
        machine=REPLICAS,
        coder=st.sampled_from("ab"),
        kind=st.sampled_from([Kind.ADD, Kind.REJECT, Kind.READ]),
        place=st.integers(0, len(SEGMENTS) - 1),
        at=st.sampled_from(["1999-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2099-01-01T00:00:00Z"]),
    )
    def decide(self, machine: int, coder: str, kind: Kind, place: int, at: str) -> None:
        """Decide something, on a machine whose clock may be a century wrong."""
        from qcode.codings import anchor

        span: Span = SEGMENTS[place]
        where = None if kind is Kind.READ else anchor(ONE, span)
        self._keep(machine, replace(self._new(coder), kind=kind, anchor=where, at=at))

    @rule(machine=REPLICAS, which=st.integers(0, 50))
    def undo(self, machine: int, which: int) -> None:
        """Take back (or take up again) something decided on this machine."""
        if self.decided[machine]:
            target = self.decided[machine][which % len(self.decided[machine])]
            self.number += 1
            self._keep(
                machine, replace(withdraw(target.coder, target), id=f"d{self.number}", at="2026-01-01T00:00:00Z")
            )

    @rule(sender=REPLICAS, receiver=REPLICAS, share=st.sampled_from([0.5, 1.0]), seed=st.integers(0, 9))
    def send(self, sender: int, receiver: int, share: float, seed: int) -> None:
        """Send a copy, perhaps of some files alone."""
        lines = sorted(self.lines[sender])
        self.lines[receiver] |= set(random.Random(seed).sample(lines, round(share * len(lines))))

    @invariant()
    def all_come_to_the_same(self) -> None:
        """Whatever the order in which everything is merged, the state is one; merging twice is merging once."""
        if not hasattr(self, "lines"):
            return
        a, b, c = self.lines
        whole = state(a | b | c)
        assert state((c | a) | (b | c)) == whole
        merged = set(a)
        for other in (c, b, c, a):
            merged |= other
        assert state(merged) == whole


def replicas(runs: int) -> Result:
    """Let three machines do anything, `runs` times."""
    checks = settings(max_examples=runs, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Replicas, settings=checks)
    return Result("merges of three replicas in any order", f"{runs} runs", "all converge", 0)


def clocks(times: int, seed: int = 1) -> Result:
    """Decisions whose wall clocks are shuffled between −30 and +70 years: the same state."""
    dice, faults = random.Random(seed), 0
    for number in range(times):
        history = []
        for clock in range(1, 13):
            kind = dice.choice([Kind.ADD, Kind.REJECT])
            history.append(replace(made(dice.choice("ab")), id=f"{number}-{clock}", kind=kind, clock=clock))
        wrong = [replace(d, at=f"{dice.randrange(1996, 2096)}-01-01T00:00:00Z") for d in history]
        faults += state({to_line(d) for d in history}) != state({to_line(d) for d in wrong})
    return Result("wrong clocks", f"{times} histories", f"{faults} differ", faults)
