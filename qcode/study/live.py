"""A study kept open: what stands, kept up to date decision by decision, whoever makes them.

One interview is folded again after each decision; the rest stays as it is. Everything is behind one lock, so that
several windows may ask and decide at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain
from threading import RLock
from typing import TYPE_CHECKING

from qcode.codings import Folded, fold_interview, place
from qcode.codings.evolution import read_through
from qcode.codings.union import ERASING
from qcode.errors import QcodeError
from qcode.model import Kind, Snapshot, by_id
from qcode.study.assigning import assigned
from qcode.study.queue import Queue
from qcode.study.run import view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qcode.codings.evolution import Event
    from qcode.errors import Problem
    from qcode.model import Codebook, Decision, Interview, Placement, Status, Suggestion
    from qcode.study.assigning import Assignment
    from qcode.study.study import Study
    from qcode.tables.tally import Heard, Tally
    from qcode.tagging import Index


STEPS = ("texts", "words", "rules", "codings")
"""What loading goes through."""


class Live:
    """The present state of a study. Load it before asking anything."""

    index: Index

    def __init__(self, study: Study) -> None:
        """Keep this study open; nothing is read yet."""
        self.study = study
        self.lock = RLock()
        self.files = study.decisions
        self.version = 0  # changes whenever anything that is shown changes
        self.problems: list[Problem] = []
        self.assignment: Assignment | None = None  # what several people were drawn to code
        self._events: list[Event] = []  # what has happened to the guide
        self._set(Snapshot(study.settings, _no_codes(), ()))

    # --- loading ----------------------------------------------------------------------------------------------------

    def load(
        self, progress: Callable[[int, int], None] | None = None, at: Callable[[str], None] = lambda _: None
    ) -> None:
        """Read everything again, parse what is new, apply the rules; `at` is told which of STEPS begins."""
        from qcode import tagging

        at("texts")
        snapshot, problems = self.study.read()
        _, self._events, _ = self.study.guide()
        at("words")
        index, not_parsed = self.study.index(snapshot, progress)
        at("rules")
        slow: list[Problem] = []
        proposed = tagging.suggest(index, snapshot.codebook.rules, snapshot.settings.threshold, slow, self.study.cache)
        at("codings")
        with self.lock:
            self.index = index
            self.problems = [*problems, *not_parsed, *slow, *self._drawn()]
            self._set(snapshot, proposed)

    def _drawn(self) -> list[Problem]:
        """Read what was drawn for several coders; what is wrong with the file."""
        try:
            self.assignment = assigned(self.study.root, self.study.settings)
        except QcodeError as wrong:
            return list(wrong.problems)
        return []

    def load_guide(self) -> None:
        """Read the coding guide again and apply its rules; texts and decisions stay as they are."""
        from qcode import tagging

        guide, self._events, _ = self.study.guide()
        proposed = tagging.suggest(self.index, guide.rules, self.study.settings.threshold)
        with self.lock:
            before = self._snapshot
            self._set(
                replace(before, codebook=guide, suggestions=(), placements=tuple(self.placements)),
                proposed,
            )

    def _set(self, snapshot: Snapshot, proposed: Iterable[Suggestion] = ()) -> None:
        self.codebook: Codebook = snapshot.codebook
        self.interviews: dict[str, Interview] = by_id(snapshot.interviews)
        self._place = {name: place for place, name in enumerate(self.interviews)}
        self.decisions: dict[str, Decision] = {decision.id: decision for decision in snapshot.decisions}
        self._proposed: dict[str, list[Suggestion]] = defaultdict(list)
        for suggestion in proposed:
            self._proposed[suggestion.interview].append(suggestion)
        self._all_proposed = tuple(chain.from_iterable(self._proposed[name] for name in self.interviews))
        self._placed: dict[str, list[Placement]] = defaultdict(list)
        for placement in snapshot.placements:
            self._placed[placement.interview].append(placement)
        self.passage_counts: Counter[Status] = Counter()
        self._folded: dict[str, Folded] = {}
        self._tally: Tally | None = None  # what tables count, once somebody asked
        self._stale: set[str] = set()  # interviews to be counted again
        for name in self.interviews:
            self._fold(name)
        self.queue = Queue(snapshot.interviews, snapshot.codebook, self._proposed, snapshot.settings)
        for name in self.interviews:
            self.queue.mark(name, self._folded[name], self._placed[name])
        self._changed(snapshot)

    # --- deciding ---------------------------------------------------------------------------------------------------

    def record(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions and let them stand; on return they are on the disk. Known ids are kept once.

        Raises:
            QcodeError: the disk refused; nothing may be called saved.
        """
        with self.lock:
            self._take(self.files.append(decisions))

    def refresh(self) -> bool:
        """Take up what other programs and other machines have decided since; whether there was anything."""
        with self.lock:
            news = self.files.news()
            if any(decision.kind in ERASING for decision in news):
                self.load()
            else:
                self._take(news)
            return bool(news)

    def _take(self, decisions: list[Decision]) -> None:
        known, _ = read_through(decisions, self._events, self.codebook)
        fresh = [decision for decision in known if decision.id not in self.decisions]
        if not fresh:
            return
        self.decisions |= {decision.id: decision for decision in fresh}
        moved = self._homes_of_moved(fresh)
        again = [placement.decision for name in moved for placement in self._placed.pop(name, [])]
        placements, _ = place([*again, *fresh], self._around([*again, *fresh]))
        for placement in placements:
            self._placed[placement.interview].append(placement)
        for name in dict.fromkeys([*moved, *(placement.interview for placement in placements)]):
            if name in self.interviews:
                self._fold(name)
                self.queue.mark(name, self._folded[name], self._placed[name])
        self._changed(self._snapshot)

    def _homes_of_moved(self, fresh: Iterable[Decision]) -> list[str]:
        """The interviews in which somebody has just said where an orphan belongs, or taken that back."""
        said = [self.decisions.get(one.target, one) if one.kind is Kind.WITHDRAW else one for one in fresh]
        placed = [one for one in said if one.kind is Kind.PLACE]
        orphans = [self.decisions[one.target] for one in placed if one.target in self.decisions]
        return list(dict.fromkeys(one.interview for one in (*placed, *orphans)))

    def _around(self, decisions: list[Decision]) -> Iterable[Interview]:
        """The interviews in which these decisions may lie: all, where one of them was renamed."""
        names = {decision.interview for decision in decisions if decision.interview}
        if names <= self.interviews.keys():
            return [self.interviews[name] for name in names]
        return self.interviews.values()

    def _fold(self, name: str) -> None:
        before = self._folded.get(name, Folded())
        now = fold_interview(
            self.interviews[name], self.codebook, self._proposed[name], self._placed[name], self.study.settings
        )
        self.passage_counts.subtract(passage.status for passage in before.passages)
        self.passage_counts.update(passage.status for passage in now.passages)
        self._folded[name] = now
        self._stale.add(name)

    def _changed(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._whole: Snapshot | None = None
        self.version += 1

    # --- asking -----------------------------------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """The study as tables and exports want it; made once a version."""
        with self.lock:
            if self._whole is None:
                folded = [self._folded[name] for name in self.interviews]
                self._whole = Snapshot(
                    self._snapshot.settings,
                    self.codebook,
                    self._snapshot.interviews,
                    self._all_proposed,
                    tuple(self.decisions.values()),
                    tuple(self.placements),
                    tuple(chain.from_iterable(part.codings for part in folded)),
                    tuple(chain.from_iterable(part.passages for part in folded)),
                    tuple(chain.from_iterable(part.readings for part in folded)),
                    self._snapshot.errors,
                )
            return self._whole

    @property
    def tally(self) -> Tally:
        """What tables count; only interviews that somebody decided on since the last time are counted again."""
        from qcode.tables.tally import Tally

        with self.lock:
            if self._tally is None:
                self._tally = Tally(self.codebook, tuple(self._count(name) for name in self.interviews))
            elif self._stale:
                self._tally = self._tally.moved({self._place[name]: self._count(name) for name in self._stale})
            self._stale.clear()
            return self._tally

    def _count(self, name: str) -> Heard:
        from qcode.tables.tally import count

        folded = self._folded[name]
        return count(self.interviews[name], folded.codings, folded.readings, self.codebook)

    @property
    def view(self) -> str:
        """What tables show if nobody says what: confirmed or, as long as there is nothing of that, proposed."""
        return view_of(status for status, n in self.passage_counts.items() if n)

    @property
    def placements(self) -> Iterable[Placement]:
        """Where all decisions lie."""
        return chain.from_iterable(self._placed.values())

    def folded(self, name: str) -> Folded:
        """What stands in one interview."""
        return self._folded[name]

    def suggestions(self, name: str) -> list[Suggestion]:
        """What the rules propose in one interview."""
        return self._proposed[name]

    def placed(self, name: str) -> list[Placement]:
        """The decisions about one interview ("": about none), with their places."""
        return self._placed[name]


def _no_codes() -> Codebook:
    from qcode.model import Codebook

    return Codebook()
