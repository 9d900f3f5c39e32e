"""What people decided: one line a human wrote, and where in a text it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qcode.model.interviews import Span


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
