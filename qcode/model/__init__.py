"""The nouns of a study. Frozen types and the few properties that follow from them; standard library only.

Offsets are Unicode code points of `Interview.text`; every `end` is exclusive.
"""

from __future__ import annotations

from qcode.model.dates import PartialDate, understood
from qcode.model.decisions import Anchor, Decision, Kind
from qcode.model.guide import Code, Codebook, Near, Negated, Order, Rule, Scope, Term, Word, WordKind
from qcode.model.interviews import (
    CODED_ROLES,
    MISSING,
    Form,
    Interview,
    Person,
    Role,
    Segment,
    Span,
    Turn,
    by_id,
    field_order,
)
from qcode.model.proposals import Evidence, Suggestion
from qcode.model.standing import Coding, Origin, Passage, Placement, Reading, Status
from qcode.model.study import Attribute, Settings, Snapshot

__all__ = [
    "CODED_ROLES",
    "MISSING",
    "Anchor",
    "Attribute",
    "Code",
    "Codebook",
    "Coding",
    "Decision",
    "Evidence",
    "Form",
    "Interview",
    "Kind",
    "Near",
    "Negated",
    "Order",
    "Origin",
    "PartialDate",
    "Passage",
    "Person",
    "Placement",
    "Reading",
    "Role",
    "Rule",
    "Scope",
    "Segment",
    "Settings",
    "Snapshot",
    "Span",
    "Status",
    "Suggestion",
    "Term",
    "Turn",
    "Word",
    "WordKind",
    "by_id",
    "field_order",
    "understood",
]
