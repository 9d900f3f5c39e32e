"""The nouns of a study. Frozen types and the few properties that follow from them; standard library only.

Offsets are Unicode code points of `Interview.text`; every `end` is exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MISSING = ""
"""The value of an attribute that nobody gave; shown to people as « (non renseigné) »."""


class Role(StrEnum):
    """Who speaks in a turn. Only interviewees (and unknown speakers) are coded and counted."""

    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"
    UNKNOWN = "unknown"
    OTHER = "other"  # stage directions, interruptions


CODED_ROLES = frozenset({Role.INTERVIEWEE, Role.UNKNOWN})


class Form(StrEnum):
    """How many people were interviewed together."""

    INDIVIDUAL = "individual"
    JOINT = "joint"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points."""

    start: int
    end: int

    def overlap(self, other: Span) -> int:
        """Number of code points that both spans hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says before another speaks; numbered from 1. The span leaves the label out."""

    number: int
    speaker: str  # the label as written, "" where there is none
    role: Role
    span: Span
    time: float | None = None  # seconds from the beginning of the recording


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of coding: a sentence of one turn (or the whole turn, when the study says so)."""

    number: int  # from 0, over the whole interview
    turn: int
    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class Person:
    """Someone interviewed, known by the label of their turns."""

    label: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interview:
    """One transcript as qcode understood it. `text` is canonical: NFC, plain newlines, nothing else touched."""

    id: str
    number: str  # "E01": short, stable, for people
    path: str  # relative to the study
    sha256: str  # of the canonical text
    text: str
    attributes: Mapping[str, str]
    turns: tuple[Turn, ...]
    segments: tuple[Segment, ...]
    persons: tuple[Person, ...] = ()
    stage: tuple[Span, ...] = ()  # stage directions: shown, never coded, never counted
    form: Form = Form.INDIVIDUAL
    phase: str = MISSING
    comparable: bool = True
    state: str = MISSING  # raw, proofread, pseudonymised

    def quote(self, span: Span) -> str:
        """The words that a span holds."""
        return self.text[span.start : span.end]

    def turn(self, number: int) -> Turn:
        """The turn with this number."""
        return self.turns[number - 1]

    def value(self, attribute: str, speaker: str = "") -> str:
        """What `attribute` is for this speaker, else for the interview, else MISSING."""
        for person in self.persons:
            if person.label == speaker and attribute in person.attributes:
                return person.attributes[attribute]
        return self.attributes.get(attribute, MISSING)

    def is_coded(self, segment: Segment) -> bool:
        """Whether a segment may carry a code: never what an interviewer says."""
        return self.turn(segment.turn).role in CODED_ROLES


# --- codebook -------------------------------------------------------------------------------------------------


class WordKind(StrEnum):
    """How one word of a term matches."""

    LEMMA = "lemma"  # lemma or form, accents and case folded
    EXACT = "exact"  # `=AAP`: this form, accents and case as written
    PREFIX = "prefix"  # `subvention*`
    ANY = "any"  # `_`


@dataclass(frozen=True, slots=True)
class Word:
    """One position of a term."""

    kind: WordKind
    text: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """An expression to look for: words in a row, or a regular expression as the way out."""

    source: str  # as written
    words: tuple[Word, ...] = ()
    regex: str = ""

    def __hash__(self) -> int:
        """Tell terms apart by how they are written: guides have thousands, and look each up many times."""
        return hash(self.source)


class Scope(StrEnum):
    """How far a condition looks when it does not count words."""

    SENTENCE = "sentence"
    TURN = "turn"


class Order(StrEnum):
    """Where a condition's words stand, seen from the anchor."""

    FREE = "free"
    BEFORE = "before"
    AFTER = "after"


class Negated(StrEnum):
    """What becomes of a match under a negation."""

    COUNT = "count"  # counted, and the evidence says so
    SKIP = "skip"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Near:
    """A condition on what stands around the anchor: within a number of words, the sentence or the turn."""

    any: tuple[Term, ...]
    within: int | Scope = Scope.SENTENCE
    order: Order = Order.FREE


@dataclass(frozen=True, slots=True)
class Rule:
    """A readable reason to propose a code. Its words are data of the codebook; none live in Python."""

    id: str
    code: str
    any: tuple[Term, ...]
    near: tuple[Near, ...] = ()
    not_near: tuple[Near, ...] = ()
    unless: tuple[Term, ...] = ()
    asked: tuple[Term, ...] = ()
    carry: int = 0
    speaker: tuple[str, ...] = ()  # labels; empty: every interviewee
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    negated: Negated = Negated.COUNT
    hypothesis: Negated = Negated.COUNT
    voice: Negated = Negated.COUNT  # another's voice: « le financeur nous dit que… »
    score: float = 1.0
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    idea: str = ""  # why these words speak of this code, in a sentence
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A category of the coding guide. Without rules it is coded by hand alone."""

    id: str  # ASCII, permanent
    parent: str  # "" at top level
    label: Mapping[str, str]  # per language
    definition: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    colour: str = ""
    rules: tuple[Rule, ...] = ()
    provisional: bool = False
    born: str = ""  # ISO date; an interview read before it says nothing about this code
    retired: bool = False
    fingerprint: str = ""  # of what a coder must know: label, definition, include, exclude
    file: str = ""
    line: int = 0

    def name(self, language: str) -> str:
        """The label in this language, else in any, else the id."""
        return self.label.get(language) or next(iter(self.label.values()), self.id)


@dataclass(frozen=True, slots=True)
class Codebook:
    """The coding guide: codes in reading order, a parent before its children."""

    codes: tuple[Code, ...] = ()
    fingerprint: str = ""  # of everything, rules included

    def find(self, name: str) -> Code | None:
        """The code with this id or this dotted path."""
        identifier = name.rpartition(".")[2]
        code = next((code for code in self.codes if code.id == identifier), None)
        return code if code and name in (code.id, self.path(code.id)) else None

    def path(self, identifier: str) -> str:
        """The dotted path that tables and files show; the id itself for a code no file defines."""
        code = next((code for code in self.codes if code.id == identifier), None)
        return f"{self.path(code.parent)}.{code.id}" if code and code.parent else identifier

    def children(self, identifier: str) -> tuple[Code, ...]:
        """The direct sub-codes, in reading order."""
        return tuple(code for code in self.codes if code.parent == identifier)

    def family(self, identifier: str) -> frozenset[str]:
        """The code and all that stands under it: what its figures are computed on."""
        below = (self.family(child.id) for child in self.children(identifier))
        return frozenset({identifier}).union(*below)

    def top(self, identifier: str) -> str:
        """The id of the top-level code above (or the code itself)."""
        code = next((code for code in self.codes if code.id == identifier), None)
        return self.top(code.parent) if code and code.parent else identifier

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in reading order."""
        return tuple(rule for code in self.codes for rule in code.rules)


# --- suggestions ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why one rule proposes: the words that matched, the conditions that held, what was marked."""

    rule: str
    words: tuple[Span, ...]
    conditions: tuple[str, ...] = ()  # language-neutral: "near:sentence", "asked", "window:12", "negated", "carried"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal for one segment and code. Its id ignores rules, so changing a rule never costs a decision."""

    id: str
    interview: str
    segment: int
    code: str
    score: float
    evidence: tuple[Evidence, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found it, in codebook order."""
        return tuple(dict.fromkeys(item.rule for item in self.evidence))


# --- decisions ------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What a person can do; one line of a decision file each."""

    ACCEPT = "accept"
    REJECT = "reject"
    ADD = "add"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    ADJUDICATE = "adjudicate"
    READ = "read"
    UNREAD = "unread"
    FLAG = "flag"
    FACET = "facet"
    MEMO = "memo"
    PLACE = "place"  # says where an orphan belongs
    PSEUDONYMISE = "pseudonymise"  # lines about this interview of an older epoch are no longer read
    FORGET = "forget"  # nor are any about an interview that was erased


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a text that survives corrections: offsets, the words, and a little context (W3C selectors)."""

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""

    @property
    def span(self) -> Span:
        """The place as written; true only of the text it was written on."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line that a human wrote. Never edited: a later line says otherwise."""

    id: str
    kind: Kind
    coder: str
    clock: int  # Lamport clock of the study: orders decisions whatever the machines' clocks say
    at: str  # UTC, ISO 8601; for people, never for order
    interview: str
    sha256: str = ""  # of the text the anchor was taken on
    anchor: Anchor | None = None
    code: str = ""
    guide: str = ""  # fingerprint of the code's definition the person had before their eyes
    suggestion: str = ""
    rules: tuple[str, ...] = ()  # that proposed it, as the person saw them
    seconds: float | None = None  # time taken
    batch: str = ""  # one name for all decisions of one gesture; "" when decided one by one
    blind: bool = False  # taken without seeing the others' codings nor the rules' proposals
    target: str = ""  # the decision that is withdrawn, placed, or replaced by a change
    was: Anchor | None = None  # change: where the passage was
    was_code: str = ""  # change: what it was
    codes: tuple[str, ...] = ()  # read: for these codes; empty: all of the guide as it was that day
    turns: tuple[int, int] | None = None  # read: first and last turn; None: the whole interview
    name: str = ""  # flag: quote, never, contrary, discuss; facet: its name; memo: what it is about
    value: str = ""  # adjudicate: yes, no; facet: its value; memo: its text
    epoch: int = 0  # raised by pseudonymise and forget alone
    more: tuple[tuple[str, str], ...] = ()  # keys of a later version with their JSON: carried along, not understood
    file: str = field(default="", compare=False)  # where it was read, relative to the study
    line: int = field(default=0, compare=False)

    @property
    def order(self) -> tuple[int, str]:
        """What makes one decision later than another, on whatever machine it was taken."""
        return self.clock, self.id


# --- what stands after folding ----------------------------------------------------------------------------------


class Status(StrEnum):
    """What stands of a code on a segment."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    DISPUTED = "disputed"


class Origin(StrEnum):
    """Where a coding came from first."""

    RULE = "rule"
    MODEL = "model"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Coding:
    """One cell, segment × code, after folding."""

    interview: str
    segment: int
    code: str
    status: Status
    origin: Origin
    coders: tuple[str, ...] = ()  # who said yes
    batch: bool = False  # confirmed only in batches
    suggestion: Suggestion | None = None
    quotes: tuple[Span, ...] = ()  # what people selected, where shorter or longer than the segment


@dataclass(frozen=True, slots=True)
class Passage:
    """A maximal run of coded segments of one code and one status, said by one person."""

    interview: str
    code: str
    status: Status
    span: Span
    turn: int
    speaker: str
    codings: tuple[Coding, ...]

    @property
    def origin(self) -> Origin:
        """Human as soon as one of its segments was found by a person."""
        origins = {coding.origin for coding in self.codings}
        return next(origin for origin in (Origin.HUMAN, Origin.MODEL, Origin.RULE) if origin in origins)

    @property
    def coders(self) -> tuple[str, ...]:
        """Who said yes to any of its segments, in alphabetical order."""
        return tuple(sorted({coder for coding in self.codings for coder in coding.coders}))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Why the rules propose it, segment by segment."""
        return tuple(item for coding in self.codings if coding.suggestion for item in coding.suggestion.evidence)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that found any of its segments."""
        return tuple(dict.fromkeys(item.rule for item in self.evidence))

    @property
    def score(self) -> float | None:
        """The best score of its segments; None where no rule found it."""
        return max((coding.suggestion.score for coding in self.codings if coding.suggestion), default=None)

    @property
    def batch(self) -> bool:
        """Whether nobody confirmed any of it one by one."""
        return bool(self.codings) and all(coding.batch for coding in self.codings)


@dataclass(frozen=True, slots=True)
class Reading:
    """Someone has read these segments of an interview in full, for these codes."""

    interview: str
    coder: str
    segments: frozenset[int]
    codes: frozenset[str]  # never one that was born after the reading
    at: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a decision lies today; `span` is None for an orphan, and all that was read where there is no anchor."""

    decision: Decision
    interview: str  # its id today, also after the transcript was renamed
    span: Span | None
    was: Span | None = None  # change: where the passage was
    moved: bool = False


# --- settings and the whole -------------------------------------------------------------------------------------


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
    unit: str = "sentence"  # or "turn"
    policy: str = "any"  # any, majority, all, adjudicated, or a coder's name
    discussed: bool = False  # coded by discussing everything together: figures of agreement are not shown
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

    def interview(self, identifier: str) -> Interview | None:
        """The interview with this id or short number."""
        return next((i for i in self.interviews if identifier in (i.id, i.number)), None)


def by_id(interviews: Iterable[Interview]) -> dict[str, Interview]:
    """Interviews by their id, for loops that look many up."""
    return {interview.id: interview for interview in interviews}
