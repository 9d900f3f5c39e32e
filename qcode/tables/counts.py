"""Two yes-or-no answers to the same units, counted, and the figures that follow. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FIGURES = ("precision", "recall", "f1", "kappa")


@dataclass(frozen=True, slots=True)
class Counts:
    """Units by what the rules and the reference say; a figure without a denominator is None, never 0 or 1."""

    both: int = 0
    rules_alone: int = 0
    reference_alone: int = 0
    neither: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both,
            self.rules_alone + other.rules_alone,
            self.reference_alone + other.reference_alone,
            self.neither + other.neither,
        )

    @property
    def n_suggested(self) -> int:
        """Units that the rules propose."""
        return self.both + self.rules_alone

    @property
    def n_reference(self) -> int:
        """Units that the reference codes."""
        return self.both + self.reference_alone

    @property
    def n(self) -> int:
        """All units compared."""
        return self.n_suggested + self.reference_alone + self.neither

    @property
    def precision(self) -> float | None:
        """Share of the proposals that the reference codes too; 1 − noise."""
        return self.both / self.n_suggested if self.n_suggested else None

    @property
    def recall(self) -> float | None:
        """Share of what the reference codes that is proposed; 1 − silence."""
        return self.both / self.n_reference if self.n_reference else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        total = self.n_suggested + self.n_reference
        return 2 * self.both / total if total else None

    @property
    def kappa(self) -> float | None:
        """Cohen's κ (Cohen 1960, DOI 10.1177/001316446002000104) of the two, taken as two coders."""
        if not self.n:
            return None
        expected = self.n_suggested * self.n_reference + (self.n - self.n_suggested) * (self.n - self.n_reference)
        if expected == self.n**2:
            return None
        return ((self.both + self.neither) * self.n - expected) / (self.n**2 - expected)


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of what is defined."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
