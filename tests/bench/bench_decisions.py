"""How long it takes to replay a study's decisions: read the files, unite, place, fold. Linear in their number.

`python -m tests.bench.bench_decisions` prints one line a size: processor seconds, the best of three rounds.
"""

from __future__ import annotations

import gc
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.codings import anchor, fold, place, to_line
from qcode.codings.making import same_id
from qcode.model import Decision, Interview, Kind, Settings
from qcode.study.decisions import DecisionFiles
from tests.codings.build import GUIDE, interview

SIZES = (25_000, 50_000, 100_000)
LIMIT = 2.0
"""Seconds for 100,000 decisions."""
WORDS = ("on", "attend", "un", "dossier", "de", "la", "ville", "pour", "payer", "les", "heures", "du", "réseau")


def study(size: int, seed: int = 1) -> tuple[list[Interview], list[str]]:
    """Interviews of 200 sentences, 500 decisions each by three coders, as the text of one file an interview."""
    dice = random.Random(seed)
    interviews, files = [], []
    for number in range(size // 500):
        turns = [f"R: {' '.join(_sentence(dice) for _ in range(10))}\nE: Et puis ?" for _ in range(20)]
        made = interview("\n".join(turns), f"e{number}")
        interviews.append(made)
        files.append("\n".join(to_line(decision) for decision in _decisions(made, dice, number * 500)) + "\n")
    return interviews, files


def replay(root: Path, interviews: Sequence[Interview]) -> int:
    """Do what opening a study does with its decisions; the number of codings that stand."""
    decisions, problems = DecisionFiles(root, Settings()).read()
    placements, unplaced = place(decisions, interviews)
    folded = fold(interviews, GUIDE, [], placements, Settings())
    assert not problems
    assert not unplaced
    return len(folded.codings)


def best_of(rounds: int, size: int) -> float:
    """Processor seconds of the quickest round."""
    with TemporaryDirectory() as folder:
        interviews, files = study(size)
        for number, text in enumerate(files):
            path = Path(folder, "transcripts/codings/equipe", f"e{number}.jsonl")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return min(_seconds(Path(folder), interviews) for _ in range(rounds))


def _seconds(root: Path, interviews: Sequence[Interview]) -> float:
    gc.collect()
    start = time.process_time()
    replay(root, interviews)
    return time.process_time() - start


def main() -> dict[str, object]:
    """Measure all sizes, print them, and return the figures."""
    figures = {size: best_of(3, size) for size in SIZES}
    for size, seconds in figures.items():
        print(f"{size:>7} decisions replayed in {seconds:5.2f} s ({seconds * 100_000 / size:.2f} s per 100,000)")
    result: dict[str, object] = {"seconds": figures, "limit": LIMIT, "within": figures[SIZES[-1]] < LIMIT}
    return result


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=10)).capitalize() + "."


def _decisions(where: Interview, dice: random.Random, first: int) -> list[Decision]:
    segments = [segment for segment in where.segments if where.is_coded(segment)]
    kinds = (Kind.ACCEPT, Kind.ADD, Kind.REJECT)
    made = []
    for number in range(first + 1, first + 501):
        segment = dice.choice(segments)
        decision = Decision(
            same_id(number),
            dice.choice(kinds),
            dice.choice(("léa", "noé", "zoé")),
            number,
            "2026-01-02T03:04:05Z",
            where.id,
            where.sha256,
            anchor(where, segment.span),
            dice.choice(("lenteur", "urgence", "lieux")),
            "guide-1",
            seconds=2.5,
        )
        made.append(decision)
    return made


if __name__ == "__main__":
    print(json.dumps(main(), default=str))
