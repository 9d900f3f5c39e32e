"""Findings and recommendations, written by people in `constats.yaml`, with the passages on which they rest.

constats:
- id: c1
constat: "Les appels courts usent ceux qui relient."
appuis: ["E04:32", "E06:18 : On a des partenaires avec qui on co-construit"]
contraires: ["E05:12"]
codes: ["appels_a_projets.reporting"]
recommandations: ["r1"]
recommandations:
- id: r1
volet: "structuration"
texte: "Financer la coordination sur trois ans."
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qcode.citations.corpus import Corpus
from qcode.citations.placing import places
from qcode.codebook import nodes
from qcode.codebook.fields import Fields
from qcode.codebook.nodes import Items, Table, Text
from qcode.errors import Problem, error, warning
from qcode.model import CODED_ROLES, Interview, Snapshot, Span
from qcode.tables.privacy import Privacy

FILE = "constats.yaml"
FEW = 2
"""Interviews under which a finding says that it rests on little."""

_PLACE = re.compile(r"^\s*([\w-]+)\s*:\s*(\d+)\s*(?:[:,—–-]\s*)?[«“\"]?\s*(.*?)\s*[»”\"]?\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Support:
    """A passage on which a finding rests, or that speaks against it."""

    interview: Interview
    turn: int
    quote: str

    @property
    def place(self) -> str:
        """`E07:112`."""
        return f"{self.interview.number}:{self.turn}"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What should be done, under one heading (`volet`)."""

    id: str
    text: str
    volet: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the corpus shows, according to the team."""

    id: str
    text: str
    supports: tuple[Support, ...] = ()
    contrary: tuple[Support, ...] = ()
    codes: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()

    @property
    def interviews(self) -> tuple[Interview, ...]:
        """Those that support it."""
        return tuple({support.interview.id: support.interview for support in self.supports}.values())

    @property
    def thin(self) -> bool:
        """Whether it rests on fewer than two interviews."""
        return len(self.interviews) < FEW

    def values(self, attribute: str) -> tuple[str, ...]:
        """The values of an attribute among the interviews that support it."""
        return tuple(dict.fromkeys(interview.value(attribute) for interview in self.interviews))


@dataclass(frozen=True, slots=True)
class Findings:
    """The whole file."""

    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()

    def volets(self) -> Mapping[str, list[Recommendation]]:
        """Recommendations by heading, in the order of the file."""
        grouped: dict[str, list[Recommendation]] = {}
        for item in self.recommendations:
            grouped.setdefault(item.volet, []).append(item)
        return grouped

    def leading_to(self, recommendation: str) -> list[Finding]:
        """The findings from which a recommendation follows."""
        return [finding for finding in self.findings if recommendation in finding.recommendations]


def read_findings(text: str, snapshot: Snapshot, file: str = FILE) -> tuple[Findings, list[Problem]]:
    """The findings of a file, their passages found in the interviews, and what is wrong."""
    root, problems = nodes.read(text, file)
    if root is None:
        return Findings(), problems
    if not isinstance(root, Table):
        return Findings(), [*problems, error("findings_table", file, root.line)]
    reader = _Reader(snapshot, file, problems)
    advice = [reader.recommendation(fields) for fields in reader.entries(root, "recommandations", "recommendations")]
    known = {item.id for item in advice}
    found = [reader.finding(fields, known) for fields in reader.entries(root, "constats", "findings")]
    return Findings(tuple(found), tuple(advice)), problems


class _Reader:
    """One file while it is read."""

    def __init__(self, snapshot: Snapshot, file: str, problems: list[Problem]) -> None:
        self.snapshot, self.file, self.problems = snapshot, file, problems
        self.privacy = Privacy(snapshot)

    def entries(self, root: Table, *names: str) -> list[Fields]:
        listed = next((root.items[name] for name in names if name in root.items), Items((), 0))
        found: list[Fields] = []
        for entry in listed.items if isinstance(listed, Items) else (listed,):
            if isinstance(entry, Table):
                found.append(Fields(entry, "", self.file, self.problems))
            else:
                self.problems.append(error("finding_not_table", self.file, entry.line))
        return found

    def recommendation(self, fields: Fields) -> Recommendation:
        text = fields.text("texte") or fields.text("text")
        return Recommendation(fields.text("id") or text, text, fields.text("volet") or fields.text("theme"))

    def finding(self, fields: Fields, known: set[str]) -> Finding:
        text = fields.text("constat") or fields.text("finding")
        advice = fields.texts("recommandations") + fields.texts("recommendations")
        codes = fields.texts("codes")
        for item in advice:
            if item.value not in known:
                self.problems.append(error("finding_recommendation", self.file, item.line, id=item.value))
        for item in codes:
            if self.snapshot.codebook.find(item.value) is None:
                self.problems.append(error("finding_code", self.file, item.line, code=item.value))
        return Finding(
            id=fields.text("id") or text,
            text=text,
            supports=self.supports(fields.texts("appuis") + fields.texts("supports")),
            contrary=self.supports(fields.texts("contraires") + fields.texts("contrary")),
            codes=tuple(item.value for item in codes if self.snapshot.codebook.find(item.value)),
            recommendations=tuple(item.value for item in advice if item.value in known),
        )

    def supports(self, texts: Sequence[Text]) -> tuple[Support, ...]:
        found = (self.support(text) for text in texts)
        return tuple(support for support in found if support)

    def support(self, text: Text) -> Support | None:
        match = _PLACE.match(text.value)
        interview = self.snapshot.interview(match[1]) if match else None
        if not match or interview is None or not 1 <= int(match[2]) <= len(interview.turns):
            self.problems.append(error("finding_place", self.file, text.line, place=text.value))
            return None
        number = int(match[2])
        span = _said(interview, number, match[3])
        if span is None:
            self.problems.append(error("finding_quote", self.file, text.line, place=text.value))
            return None
        if interview.turn(number).role not in CODED_ROLES:
            self.problems.append(error("finding_interviewer", self.file, text.line, place=text.value))
            return None
        if self.privacy.forbids(interview, span):
            self.problems.append(warning("finding_never", self.file, text.line, place=f"{match[1]}:{number}"))
            return None
        return Support(interview, number, interview.quote(span))


def _said(interview: Interview, number: int, quote: str) -> Span | None:
    """The words quoted, in this turn; the whole turn where none are."""
    turn = interview.turn(number)
    if not quote:
        return turn.span
    found = (place.span for place in places(Corpus([interview]), quote))
    return next((span for span in found if turn.span.start <= span.start < turn.span.end), None)
