"""What a workbook shows, decided once: which passages count, which groups, which codes, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qcode.errors import Problem
from qcode.exports.text import Losses
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.styles import Styles
from qcode.model import Attribute, Code, Interview, Snapshot, Status, by_id
from qcode.tables.groups import Group, groups
from qcode.tables.matrix import shown, shown_value
from qcode.tables.tally import Heard, Tally, tally
from qcode.words import language


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """The study cut by some attributes: each group with what is confirmed, and the same with what is proposed."""

    by: tuple[str, ...]
    groups: tuple[Group, ...]
    proposed: tuple[Group, ...]


@dataclass(slots=True)
class Plan:
    """All that the sheets share while a workbook is written."""

    snapshot: Snapshot
    problems: Sequence[Problem]
    styles: Styles
    losses: Losses
    tally: Tally
    view: str  # what its figures count: `confirmed`, or `suggested` where nobody has confirmed anything
    codes: tuple[int, ...]  # places in the codebook of the codes that have rows
    interviews: Mapping[str, Interview]
    pages: dict[str, Page] = field(default_factory=dict)
    places: dict[tuple[object, ...], str] = field(default_factory=dict)  # what other sheets lead to
    cuts: dict[tuple[str, ...], Cut] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    parents: frozenset[int] = frozenset()  # codes under which others stand

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The study's attributes; the first two make the matrix."""
        return self.snapshot.settings.attributes

    @property
    def crossed(self) -> tuple[str, ...]:
        """The ids of the (at most two) attributes that the matrix crosses."""
        return tuple(attribute.id for attribute in self.attributes[:2])

    @property
    def automatic(self) -> bool:
        """Whether nobody has confirmed anything yet: figures are proposals then, and every title says so."""
        return self.view == "suggested"

    @property
    def counted(self) -> Status:
        """The status of the passages that figures count."""
        return Status.SUGGESTED if self.automatic else Status.CONFIRMED

    def code(self, place: int) -> Code:
        """The code at this place of the codebook."""
        return self.tally.codebook.codes[place]

    def depth(self, place: int) -> int:
        """How many codes stand above this one."""
        return self.paths[place].count(".")

    def cut(self, *by: str) -> Cut:
        """The study cut by these attributes."""
        if by not in self.cuts:
            settings = self.snapshot.settings
            counted, proposed = (tuple(groups(self.tally, by, view, settings)) for view in (self.view, "suggested"))
            self.cuts[by] = Cut(by, counted, proposed)
        return self.cuts[by]

    @property
    def heard(self) -> list[Heard]:
        """The interviews with their counts, in the order of their short numbers."""
        return sorted(self.tally.heard, key=lambda heard: by_number(heard.interview))

    @property
    def whole(self) -> Group:
        """The whole study, interviews not to be compared left out."""
        return self.cut().groups[0]


def plan(snapshot: Snapshot, problems: Sequence[Problem], styles: Styles, losses: Losses) -> Plan:
    """Decide what the workbook shows."""
    counted, guide = tally(snapshot), snapshot.codebook
    confirmed = any(coding.status is Status.CONFIRMED for coding in snapshot.codings)
    made = Plan(
        snapshot=snapshot,
        problems=problems,
        styles=styles,
        losses=losses,
        tally=counted,
        view="confirmed" if confirmed else "suggested",
        codes=tuple(shown(counted, "all")),
        interviews=by_id(snapshot.interviews),
        paths=tuple(guide.path(code.id) for code in guide.codes),
        parents=frozenset(n for n, code in enumerate(guide.codes) if guide.children(code.id)),
    )
    made.labels.update(_labels(made))
    return made


def _labels(made: Plan) -> dict[int, str]:
    """Each code's name; names that differ only by case are told apart by their path."""
    names = {place: made.code(place).name(language()) for place in range(len(made.tally.codebook.codes))}
    seen: dict[str, int] = {}
    for name in names.values():
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
    return {
        place: name if seen[name.casefold()] == 1 else f"{name} ({made.paths[place]})" for place, name in names.items()
    }


def by_number(interview: Interview) -> tuple[int, str]:
    """The rank of an interview among others: `E2` before `E10`."""
    return len(interview.number), interview.number


def group_name(values: Sequence[str]) -> str:
    """How people read a group: « Nantes · Association »."""
    return " · ".join(shown_value(value) for value in values)
