"""What is kept up to date decision by decision is what reading and counting everything anew would give."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from qcode.codings import making
from qcode.model import Decision, Kind, Snapshot
from qcode.study import Study
from qcode.study.live import Live
from qcode.tables.matrix import LEVELS, MEASURES, matrix, matrix_of
from qcode.tables.tally import VIEWS

CUTS: tuple[tuple[str, ...], ...] = ((), ("territoire",), ("type_acteur", "territoire"))


def drawn(live: Live, draw: random.Random) -> Decision:
    """A decision of any kind that changes figures, by one of two people."""
    coder, interview = draw.choice(["Zoé", "Ali"]), draw.choice(list(live.interviews.values()))
    if draw.random() < 0.2:
        return making.read(coder, interview, live.codebook, kind=draw.choice([Kind.READ, Kind.UNREAD]))
    if draw.random() < 0.2 and live.decisions:
        undone = draw.choice([one for one in live.decisions.values() if one.kind is not Kind.WITHDRAW])
        return making.withdraw(undone.coder, undone)
    segment = draw.choice([s for s in interview.segments if interview.is_coded(s)])
    code, kind = draw.choice(live.codebook.codes), draw.choice([Kind.ADD, Kind.ACCEPT, Kind.REJECT])
    return making.decide(kind, coder, interview, live.codebook, span=segment.span, code=code.id)


@pytest.mark.parametrize("seed", range(4))
def test_figures_after_decisions_are_those_of_a_fresh_count(study: Path, seed: int) -> None:
    draw, live = random.Random(seed), Live(Study(study))
    live.load()
    for _ in range(12):
        live.record([drawn(live, draw)])
        if draw.random() < 0.4:
            continue  # several decisions between two looks
        same_figures(live, live.snapshot, draw)
    fresh = Live(Study(study))
    fresh.load()
    same_figures(live, fresh.snapshot, draw)
    assert live.view == fresh.view


def same_figures(live: Live, whole: Snapshot, draw: random.Random) -> None:
    by, level, measure = draw.choice(CUTS), draw.choice(LEVELS), draw.choice(MEASURES)
    for view in VIEWS:
        kept = matrix_of(live.tally, live.study.settings, by, measure, view, level)
        counted = matrix(anew(whole), by, measure, view, level)
        assert_frame_equal(kept, counted)
        assert kept.attrs == counted.attrs


def anew(whole: Snapshot) -> Snapshot:
    """The same study, of which nothing that was counted before is taken up."""
    return replace(whole, codebook=replace(whole.codebook))
