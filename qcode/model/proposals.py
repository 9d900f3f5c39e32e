"""What rules propose, and why."""

from __future__ import annotations

from dataclasses import dataclass

from qcode.model.interviews import Span


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
