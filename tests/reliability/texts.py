"""Texts that change under their codings, and files that rot: nothing shifts silently, nothing is taken for empty."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode import reading
from qcode.codings import anchor, place
from qcode.codings.finding import FUZZY, plain
from qcode.model import Settings, Span
from tests.reliability.stream import Result, files, made

SAMPLE = Path(__file__).parents[2]
EDITS = 3
"""Corrections made to a transcript in one go, at most."""


def edited(times: int, seed: int = 1) -> Result:
    """Correct a transcript at random; each coding keeps its own words where they are now, or is told.

    The true place of each coding is known from the edits themselves. A fault is a coding that lies elsewhere than at
    its true place and yet is not an orphan, or whose altered words are not told as moved.
    """
    interviews, _ = reading.read_folder(SAMPLE, Settings(transcripts="transcripts_sample"))
    dice = random.Random(seed)
    exact = followed = orphans = faults = 0
    for number in range(times):
        before = interviews[number % len(interviews)]
        segment = dice.choice([s for s in before.segments if before.is_coded(s)])
        span = _selection(segment.span, dice)
        text, true = _corrected(before.text, span, dice)
        after = replace(before, text=text, sha256=sha256(text.encode()).hexdigest())
        decision = replace(made(), interview=before.id, sha256=before.sha256, anchor=anchor(before, span))
        (placed,), problems = place([decision], [after])
        if placed.span is None:
            orphans += 1
            faults += [problem.kind for problem in problems] != ["orphan"]
        elif after.quote(placed.span) == before.quote(span):
            exact += 1
            faults += not _overlap(placed.span, true)
        else:
            followed += 1
            faults += not _overlap(placed.span, true) or [problem.kind for problem in problems] != ["moved"]
            faults += not _alike(before.quote(span), after.quote(placed.span))
    found = f"{exact} kept their words, {followed} followed, {orphans} orphans, {faults} misplaced or silent"
    return Result("corrected transcripts", f"{times} codings", found, faults)


def _selection(span: Span, dice: random.Random) -> Span:
    """A whole sentence, or some words of it."""
    if dice.random() < 0.5 or span.end - span.start < 10:
        return span
    start = dice.randrange(span.start, span.end - 8)
    return Span(start, dice.randrange(start + 4, span.end))


def _corrected(text: str, span: Span, dice: random.Random) -> tuple[str, Span]:
    """A text with a few corrections, half of them near the coding, and where the coding's two ends went."""
    start, end = span.start, span.end
    for _ in range(dice.randint(1, EDITS)):
        near = dice.random() < 0.5
        at = dice.randrange(max(0, start - 60), min(len(text), end + 60)) if near else dice.randrange(len(text))
        removed = dice.choice([0, 0, 1, 1, 3, 20, 200])
        added = dice.choice(
            ["", "e", "s", " très", "\n", "Oui. ", "’", "Et puis on a attendu encore un an. ", "\u00a0"]
        )
        text = text[:at] + added + text[at + removed :]
        start, end = (_after(position, at, removed, len(added)) for position in (start, end))
    return text, Span(start, end)


def _after(position: int, at: int, removed: int, added: int) -> int:
    if position <= at:
        return position
    return max(at + added, position + added - removed)


def _overlap(found: Span, true: Span) -> bool:
    return found.overlap(true) > 0


def _alike(quote: str, now: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return plain(quote).strip() == plain(now).strip() or ratio(plain(quote).strip(), plain(now).strip()) >= 100 * FUZZY


def rotten(times: int, seed: int = 1) -> Result:
    """Flip, cut, zero or shuffle bytes of a decision file: the lines that were not touched are all read."""
    dice, faults = random.Random(seed), 0
    with TemporaryDirectory() as folder:
        root = Path(folder)
        files(root).append([made(value=f"mémo {number}") for number in range(20)])
        (path,) = root.rglob("*.jsonl")
        whole = path.read_bytes()
        lines = whole.split(b"\n")[:-1]
        for _ in range(times):
            data = _damaged(whole, dice)
            path.write_bytes(data)
            left = [line for line in data.split(b"\n") if line]
            intact = len(set(left) & set(lines))
            decisions, problems = files(root).read()
            silent = len(decisions) == intact and not problems and bool(set(left) - set(lines))
            faults += len(decisions) < intact or silent
    return Result(
        "damaged decision files", f"{times} files", f"{faults} with more lost than was hit, or silent", faults
    )


def _damaged(data: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data)), dice.choice([1, 5, 400])
    return dice.choice(list(_damages(data, at, length)))


def _damages(data: bytes, at: int, length: int) -> Iterator[bytes]:
    yield data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
    yield data[:at]
    yield data[:at] + b"\0" * length + data[at + length :]
    yield data[:at] + data[at + length :]
    yield data[:at] + data[at : at + length] + data[at:]
    yield b"\0" * len(data)
