"""What a supervisor's look at a study finds, as types; `audit` fills them in, `redlines` judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qcode.citations import Verdict
from qcode.tables.agreement import Agreement
from qcode.tables.contrasts import Contrast
from qcode.tables.disagreements import Disagreement
from qcode.tables.judging import Judged
from qcode.words import say


@dataclass(frozen=True, slots=True)
class RedLine:
    """One thing that stands against a final version."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence people read."""
        return say(f"audit.red.{self.kind}", **self.values)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Who has read an interview in full, for all codes of the guide."""

    interview: str  # id
    number: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the retained passages of a top-level code came from."""

    code: str
    human: int = 0  # found by a person
    single: int = 0  # proposed, then retained one by one
    batch: int = 0  # retained in batch
    model: int = 0  # proposed by the model
    seconds: float | None = None  # median time of a decision taken one by one
    outdated: int = 0  # decisions under an older definition
    low: int = 0  # passages if all coders must agree
    high: int = 0  # passages if one yes is enough

    @property
    def total(self) -> int:
        """All retained passages."""
        return self.human + self.single + self.batch + self.model


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotations of a report."""

    verdicts: Mapping[Verdict, int]
    top: int  # of those found, how many come from the three most quoted interviews
    found: int


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything on the page."""

    cells: Mapping[tuple[str, ...], int]  # values of the first two attributes → interviews
    readings: tuple[ReadBy, ...]
    codes: tuple[Provenance, ...]
    agreement: Agreement
    worst: tuple[Disagreement, ...]
    contested: int
    noise: Judged
    silence: Judged
    contrasts: tuple[Contrast, ...]
    quoted: Quoted | None  # None: no report was checked
    guides: int  # versions of the guide under which decisions were taken
    red: tuple[RedLine, ...] = field(default=())
