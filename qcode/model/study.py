"""A study: what the team set, and the whole of it at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qcode.model.decisions import Decision
from qcode.model.guide import Codebook
from qcode.model.interviews import Interview, Role
from qcode.model.proposals import Suggestion
from qcode.model.standing import Coding, Passage, Placement, Reading


@dataclass(frozen=True, slots=True)
class Attribute:
    """A characteristic of interviews or persons, in the team's own words. Empty `values`: anything goes."""

    id: str
    label: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The label in this language, else in any, else the id."""
        return self.label.get(language) or next(iter(self.label.values()), self.id)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `qcode.toml` says; the defaults are what an empty file means."""

    title: str = ""
    language: str = "fr"
    transcripts: str = "transcripts"
    codebook: str = "codebook"
    exports: str = "exports"
    model: str = "fr_core_news_md"
    attributes: tuple[Attribute, ...] = (Attribute("territoire"), Attribute("type_acteur"))
    facets: tuple[Attribute, ...] = ()  # what people alone say of a passage, chosen from lists
    unit: str = "sentence"  # or "turn"
    policy: str = "any"  # any, majority, all, adjudicated, or a coder's name
    discussed: bool = False  # coded by discussing everything together: figures of agreement are not shown
    coders: Mapping[str, str] = field(default_factory=dict)  # another name of a coder → the one that counts
    threshold: float = 0.5  # a suggestion needs this score
    roles: Mapping[str, Role] = field(default_factory=dict)  # speaker label → role, for the whole study
    limits: Mapping[str, int] = field(default_factory=dict)  # raised limits of the readers


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A study at one moment: all that tables, exports and pages are computed from."""

    settings: Settings
    codebook: Codebook
    interviews: tuple[Interview, ...]
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    placements: tuple[Placement, ...] = ()
    codings: tuple[Coding, ...] = ()
    passages: tuple[Passage, ...] = ()
    readings: tuple[Reading, ...] = ()
    errors: int = 0  # things in the study's files that could not be read: what they hold is missing here

    def interview(self, identifier: str) -> Interview | None:
        """The interview with this id or short number."""
        return next((i for i in self.interviews if identifier in (i.id, i.number)), None)
