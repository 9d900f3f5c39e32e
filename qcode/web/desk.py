"""What one running page holds: the study kept open, who codes, and how the loading goes."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from qcode.errors import QcodeError
from qcode.study.live import STEPS, Live
from qcode.study.queue import Wish
from qcode.web.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qcode.model import Interview, Settings
    from qcode.study import Study

PATIENCE = 0.3, 2.0  # seconds that a request waits for the study before it is told how far loading is; then again
LOOK = 1.0  # seconds between two looks at what others have decided


@dataclass(slots=True)
class Desk:
    """The page's own state; the study's is `live`."""

    study: Study
    coder: str
    read_only: bool = False
    language: str = ""  # asked for when the page was opened; "": the study's
    live: Live = field(init=False)
    ready: Event = field(default_factory=Event)
    done: int = 0
    total: int = 0  # interviews to be parsed
    step: str = STEPS[0]
    failed: QcodeError | None = None
    matrix: tuple[tuple[object, ...], dict[str, Any]] | None = None  # the last one made, with what it was made of
    _looked: float = 0.0

    def __post_init__(self) -> None:
        """Prepare to load; `load` or `load_in_background` does it."""
        self.live = Live(self.study)
        self.language = self.language or self.settings.language

    @property
    def settings(self) -> Settings:
        """What the study's qcode.toml says."""
        return self.study.settings

    def load(self) -> None:
        """Read the whole study; what stops it is kept for whoever asks."""
        try:
            self.live.load(self._progress, self._at)
        except QcodeError as failure:
            self.failed = failure
        gc.collect()
        gc.freeze()  # millions of objects that stay: looking through them for cycles would hold requests up
        self.ready.set()

    def load_in_background(self) -> None:
        """Begin to read while the first page is already shown."""
        Thread(target=self.load, name="qcode-load", daemon=True).start()

    def look(self) -> None:
        """Take up what was decided elsewhere, at most once a second."""
        if monotonic() - self._looked > LOOK:
            self._looked = monotonic()
            self.live.refresh()

    @property
    def progress(self) -> dict[str, Any]:
        """How far loading is: which step of how many, and how many interviews of those that must be parsed."""
        parsing = self.step == "words"
        return {
            "step": STEPS.index(self.step),
            "steps": len(STEPS),
            "name": self.step,
            "done": self.done if parsing else 0,
            "total": self.total if parsing else 0,
        }

    def _at(self, step: str) -> None:
        self.step = step

    def _progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: at which desk, and in which way of working."""

    desk: Desk
    mode: str = "open"
    language: str = "fr"

    @property
    def live(self) -> Live:
        """The study."""
        return self.desk.live

    @property
    def coder(self) -> str:
        """Who codes."""
        return self.desk.coder

    def wish(self, facets: Mapping[str, Sequence[str]] | None = None, order: str = "unsure") -> Wish:
        """What this visitor wants to see of the queue."""
        return Wish(facets or {}, order, self.mode, self.coder)

    def interview(self, name: str) -> Interview:
        """The interview with this id.

        Raises:
            QcodeError: there is none.
        """
        interview = self.live.interviews.get(name)
        if interview is None:
            raise RefusedError(404, "page_no_interview", name=name)
        return interview
