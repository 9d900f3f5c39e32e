"""A study on disk: where it is, what it was set to, and how its three truths become a `Snapshot`."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from qcode.errors import Problem, QcodeError, count_errors, error
from qcode.memory import uncollected
from qcode.model import Snapshot
from qcode.study import settings
from qcode.study.decisions import DecisionFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from qcode import tagging
    from qcode.codings.evolution import Event
    from qcode.model import Codebook, Decision

    Progress = Callable[[int, int], None]

CACHE = ".qcode"


class Study:
    """The one object that the command line, the page and the tests open."""

    def __init__(self, root: Path) -> None:
        """Open the study in `root`; mistakes in its settings are kept as problems."""
        self.root = root
        self.settings, self.problems = settings.read(root)
        self.decisions = DecisionFiles(root, self.settings)

    @classmethod
    def find(cls, folder: Path) -> Study:
        """Open the study that holds this folder.

        Raises:
            QcodeError: there is none here or above.
        """
        here = folder.resolve()
        for candidate in (here, *here.parents):
            if (candidate / settings.FILE).is_file():
                return cls(candidate)
        raise QcodeError(error("no_study", str(folder)))

    @property
    def exports(self) -> Path:
        """The folder of what is made for people and other programs."""
        return self.root / self.settings.exports

    @property
    def cache(self) -> Path:
        """The folder of what may be deleted at any time."""
        return self.root / CACHE

    def read(self) -> tuple[Snapshot, list[Problem]]:
        """Read transcripts, codebook and decisions, place the decisions in today's texts; nothing is parsed."""
        from qcode import codings, reading
        from qcode.codings import evolution

        interviews, in_transcripts = reading.read_folder(self.root, self.settings)
        guide, events, in_guide = self.guide()
        decisions, in_decisions = self.decisions.read()
        known, unknown = evolution.read_through(decisions, events, guide)
        placements, unplaced = codings.place(known, interviews)
        problems = [*self.problems, *in_transcripts, *in_guide, *in_decisions, *unknown, *unplaced]
        errors = count_errors(problems)
        return Snapshot(self.settings, guide, interviews, (), tuple(known), tuple(placements), errors=errors), problems

    def guide(self) -> tuple[Codebook, list[Event], list[Problem]]:
        """The coding guide as it is today, with what has happened to it."""
        from qcode import codebook
        from qcode.codings import evolution
        from qcode.study.guide_files import Guide

        guide, in_codebook = codebook.load(self.root, self.settings)
        events, in_events = Guide(self.root, self.settings).events()
        return evolution.evolved(guide, events), events, [*in_codebook, *in_events]

    @uncollected
    def load(self, progress: Progress | None = None) -> tuple[Snapshot, list[Problem]]:
        """Read everything, parse what is new, apply the rules, fold the decisions."""
        from qcode import codings, tagging

        snapshot, problems = self.read()
        index, not_parsed = self.index(snapshot, progress)
        slow: list[Problem] = []
        suggestions = tagging.suggest(index, snapshot.codebook.rules, self.settings.threshold, slow, self.cache)
        folded = codings.fold(snapshot.interviews, snapshot.codebook, suggestions, snapshot.placements, self.settings)
        complete = replace(
            snapshot,
            suggestions=tuple(suggestions),
            codings=folded.codings,
            passages=folded.passages,
            readings=folded.readings,
        )
        return complete, problems + not_parsed + slow

    def index(self, snapshot: Snapshot, progress: Progress | None = None) -> tuple[tagging.Index, list[Problem]]:
        """The positional index over all interviews; only text that the cache does not hold is parsed."""
        from qcode import language, tagging
        from qcode.language.lemmas import read_lemmas

        lemmas, problems = read_lemmas(self.root)
        tokens, unparsed = language.tokens(snapshot.interviews, self.settings.model, self.cache, lemmas, progress)
        language.sweep(self.cache, snapshot.interviews)
        return tagging.Index(snapshot.interviews, tokens), problems + unparsed

    def decide(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Keep what people decided; on return it is on the disk.

        Raises:
            QcodeError: the disk refused; nothing was acknowledged.
        """
        return self.decisions.append(decisions)

    def settle_numbers(self, snapshot: Snapshot) -> dict[str, str]:
        """Write down the short numbers (E01…) given for the first time; the hash of the file that holds them."""
        from qcode.reading import NUMBERS, number_table
        from qcode.study.writing import replace as put

        path = self.root / self.settings.transcripts / NUMBERS
        table = number_table(snapshot.interviews).encode()
        if not path.is_file() or path.read_bytes() != table:
            put(path, table, owner=True)
        return {path.relative_to(self.root).as_posix(): sha256(table).hexdigest()}

    def check(self) -> list[Problem]:
        """Every problem of the study's files. Interviews are not parsed; changed examples of rules are, once."""
        from qcode.language.lemmas import read_lemmas

        snapshot, problems = self.read()
        return [*problems, *read_lemmas(self.root)[1], *self.examine(snapshot)]

    def examine(self, snapshot: Snapshot) -> list[Problem]:
        """What reading alone does not see: codings on words of nobody interviewed, rules against their own examples."""
        from qcode.codings.unspoken import unspoken
        from qcode.language.lemmas import read_lemmas
        from qcode.tagging.examples import check_examples

        lemmas, _ = read_lemmas(self.root)
        examples = check_examples(snapshot.codebook, self.settings.model, self.cache, lemmas)
        return [*unspoken(snapshot.placements, snapshot.interviews), *examples]
