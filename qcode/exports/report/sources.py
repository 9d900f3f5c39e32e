"""All that a report says, computed once: figures, contrasts, agreement, and what people wrote beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qcode.model import Attribute, Code, Interview, Snapshot, Status
from qcode.tables.actors import Actor
from qcode.tables.contrasts import Contrast, contrasts
from qcode.tables.findings import Findings
from qcode.tables.groups import Group, groups
from qcode.tables.matrix import shown, shown_value
from qcode.tables.tally import Tally, tally
from qcode.words import language, say
from qcode.words.typography import percent

SMALL = 3
"""Interviews under which a group is read and not commented on."""
PERCENT = 20
"""Interviews from which a share may be a percentage."""


@dataclass(eq=False)
class Sources:
    """A study as its report needs it."""

    snapshot: Snapshot
    findings: Findings = field(default_factory=Findings)
    actors: Sequence[Actor] = ()

    @cached_property
    def tally(self) -> Tally:
        """The study, counted."""
        return tally(self.snapshot)

    @cached_property
    def view(self) -> str:
        """What figures count: proposals where nobody has confirmed anything."""
        confirmed = any(coding.status is Status.CONFIRMED for coding in self.snapshot.codings)
        return "confirmed" if confirmed else "suggested"

    @cached_property
    def codes(self) -> list[int]:
        """Places in the codebook of the codes that are shown."""
        return shown(self.tally, "all")

    @property
    def attributes(self) -> Sequence[Attribute]:
        """The study's attributes, the first two of which cut the tables."""
        return self.snapshot.settings.attributes[:2]

    @cached_property
    def contrasts(self) -> list[Contrast]:
        """Every value of the two attributes against the rest."""
        return contrasts(self.snapshot, [attribute.id for attribute in self.attributes], self.view)

    @cached_property
    def whole(self) -> Group:
        """The whole study."""
        return groups(self.tally, (), self.view, self.snapshot.settings)[0]

    @cached_property
    def cuts(self) -> Mapping[str, list[Group]]:
        """The groups of each attribute."""
        names = [attribute.id for attribute in self.attributes]
        return {name: groups(self.tally, (name,), self.view, self.snapshot.settings) for name in names}

    def code(self, place: int) -> Code:
        """The code at this place of the codebook."""
        return self.snapshot.codebook.codes[place]

    def place(self, code: str) -> int:
        """Where a code stands in the codebook."""
        return next(n for n, other in enumerate(self.snapshot.codebook.codes) if other.id == code)

    def name(self, code: str) -> str:
        """What a code is called."""
        return self.code(self.place(code)).name(language())

    @property
    def tops(self) -> list[int]:
        """Places of the top-level codes."""
        return [place for place in self.codes if not self.code(place).parent]

    def under(self, place: int) -> list[int]:
        """Places of the codes under this one, that are shown."""
        family = self.snapshot.codebook.family(self.code(place).id) - {self.code(place).id}
        return [other for other in self.codes if self.code(other).id in family]


def title(snapshot: Snapshot) -> str:
    """The study's title."""
    return snapshot.settings.title or say("report.untitled")


def attribute_name(attribute: Attribute) -> str:
    """What people call a characteristic, inside a sentence."""
    name = attribute.name(language()).replace("_", " ")
    return name if name.isupper() else name[:1].lower() + name[1:]


def label(value: str) -> str:
    """A value of a characteristic as the head of a row or a column."""
    shown = shown_value(value)
    return shown[:1].upper() + shown[1:]


def share(k: int, n: int) -> str:
    """« 3 sur 4 » under twenty interviews, else a percentage."""
    return percent(k / n) if n >= PERCENT else say("report.of", k=k, n=n)


def interviews(n: int) -> str:
    """« 4 entretiens »."""
    return say("report.n.interviews", n=n)


def numbers(some: Sequence[Interview]) -> str:
    """« E01, E02 »."""
    return ", ".join(interview.number for interview in some)
