"""All proposals of a study as columns, so that the next one under any order and filter is found in milliseconds.

A row is a suggestion. What stands of it, who decided and who has read it change with every decision; the rest is
computed once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qcode.codings.votes import votes
from qcode.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np

    from qcode.codings import Folded
    from qcode.model import Codebook, Interview, Placement, Settings, Suggestion

    Column = np.ndarray[Any, np.dtype[Any]]

ORDERS = ("unsure", "code", "rule", "interview")
STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see: per facet the values that may be, nothing for all of them."""

    facets: Mapping[str, Sequence[str]]
    order: str = "unsure"
    mode: str = "open"  # open, read_first, blind
    coder: str = ""  # who looks


@dataclass(frozen=True, slots=True)
class Facet:
    """A column to filter by: its values, and which each row has (several rows may stand for one suggestion)."""

    values: tuple[str, ...]
    rows: Column
    held: Column  # the place in `values`, one for each of `rows`

    def any_of(self, wanted: Sequence[str], n: int) -> Column:
        """Which of the `n` rows have one of these values."""
        import numpy as np

        chosen = set(wanted)
        let_through = np.array([value in chosen for value in self.values], dtype=bool)
        mask = np.zeros(n, dtype=bool)
        mask[self.rows[let_through[self.held]]] = True
        return mask

    def counts(self, mask: Column) -> dict[str, int]:
        """How many of the rows in `mask` have each value."""
        import numpy as np

        found = np.bincount(self.held[mask[self.rows]], minlength=len(self.values))
        return dict(zip(self.values, found.tolist(), strict=True))


class Queue:
    """The proposals of a study."""

    def __init__(
        self,
        interviews: Sequence[Interview],
        codebook: Codebook,
        proposed: Mapping[str, Sequence[Suggestion]],
        settings: Settings,
    ) -> None:
        """Lay out the columns."""
        import numpy as np

        self._np = np
        self.interviews = {interview.id: interview for interview in interviews}
        self.codebook = codebook
        self.suggestions = [s for interview in interviews for s in proposed.get(interview.id, ())]
        self.row = {suggestion.id: row for row, suggestion in enumerate(self.suggestions)}
        self._range: dict[str, range] = {}
        start = 0
        for interview in interviews:
            n = len(proposed.get(interview.id, ()))
            self._range[interview.id] = range(start, start + n)
            start += n
        n = len(self.suggestions)
        self.segment = np.array([s.segment for s in self.suggestions], dtype=np.int32)
        self.status = np.zeros(n, dtype=np.int8)
        self._decided: dict[str, Column] = {}  # coder → rows that they voted on
        self._read: dict[str, Column] = {}  # coder → rows that they have read
        self._done: dict[str, Column] = {}  # coder → rows of interviews that they have read in full
        self.facets = self._facets(codebook, settings)
        self.alike = self._alike()
        self._orders = self._all_orders()

    def mark(self, name: str, folded: Folded, placements: Iterable[Placement]) -> None:
        """Bring the rows of one interview up to date."""
        rows = self._range[name]
        if not rows:
            return
        interview = self.interviews[name]
        said = votes(interview, placements, self.codebook)
        status = {(coding.segment, coding.code): STATUSES.index(coding.status) for coding in folded.codings}
        for columns in (self._decided, self._read, self._done):
            for column in columns.values():
                column[rows.start : rows.stop] = False
        for row in rows:
            suggestion = self.suggestions[row]
            cell = suggestion.segment, suggestion.code
            self.status[row] = status.get(cell, 0)
            for coder in said.by_coder.get(cell, ()):
                self._of(self._decided, coder)[row] = True
        needed = {segment.number for segment in interview.segments if interview.is_coded(segment)}
        for coder, segments in segments_read(folded).items():
            inside = self._np.isin(self.segment[rows.start : rows.stop], list(segments))
            self._of(self._read, coder)[rows.start : rows.stop] = inside
            self._of(self._done, coder)[rows.start : rows.stop] = needed <= segments

    # --- asking -----------------------------------------------------------------------------------------------------

    def visible(self, wish: Wish) -> Column:
        """Which rows this person may see: proposals wait until the text was read, where they wanted it so."""
        np = self._np
        nothing: Column = np.zeros(len(self.suggestions), dtype=bool)
        mine: Column
        if wish.mode == "read_first":
            mine = self._read.get(wish.coder, nothing)
        elif wish.mode == "blind":
            mine = self._done.get(wish.coder, nothing)
        else:
            mine = ~nothing
        return mine

    def next(self, wish: Wish, after: str = "", limit: int = 10) -> list[Suggestion]:
        """The next proposals in the wished order, after one of them or from the beginning."""
        np = self._np
        order, rank = self._orders[wish.order if wish.order in ORDERS else ORDERS[0]]
        mask = self._mask(wish)
        start = int(rank[self.row[after]]) + 1 if after in self.row else 0
        rows = order[start:]
        found = np.flatnonzero(mask[rows])[:limit]
        return [self.suggestions[row] for row in rows[found].tolist()]

    def find(self, suggestion: str) -> Suggestion | None:
        """The proposal with this id."""
        row = self.row.get(suggestion)
        return None if row is None else self.suggestions[row]

    def size(self, wish: Wish) -> int:
        """How many the filters leave."""
        return int(self._mask(wish).sum())

    def totals(self, wish: Wish) -> dict[str, int]:
        """How many proposals there are of each status that this person may see, without filters."""
        return self._by_status(self.visible(wish))

    def counts(self, wish: Wish, facets: Sequence[str] = ()) -> dict[str, dict[str, int]]:
        """For each facet (all, if none is named), how many each value would leave, the other filters kept."""
        masks = {name: self._one(name, wanted) for name, wanted in wish.facets.items() if wanted}
        seen = self.visible(wish)
        found = {}
        for name in [*(facets or self.facets), "status", "coder"]:
            mask = seen.copy()
            for other, one in masks.items():
                if other != name:
                    mask &= one
            if name != "status" and "status" not in masks:
                mask &= self.status == 0
            found[name] = self._count(name, mask)
        return found

    def rule_counts(self, rule: str) -> dict[str, int]:
        """How many proposals of a rule there are of each status."""
        return self._by_status(self.facets["rule"].any_of([rule], len(self.suggestions)))

    def similar(self, suggestion: str, wish: Wish) -> list[Suggestion]:
        """Proposals still open of the same rules, words and code, in the order of the study; the asked one first."""
        row = self.row.get(suggestion)
        if row is None:
            return []
        rows = self._np.flatnonzero(self._open_like(row, wish)).tolist()
        return [self.suggestions[other] for other in ([row, *(r for r in rows if r != row)])]

    def n_similar(self, suggestions: Iterable[Suggestion], wish: Wish) -> list[int]:
        """How many there are for each of these, itself with them."""
        is_open = (self.status == 0) & self.visible(wish)
        counts = self._np.bincount(self.alike[is_open], minlength=int(self.alike.max(initial=0)) + 1)
        rows = [self.row[suggestion.id] for suggestion in suggestions]
        return [int(counts[self.alike[row]]) + (not is_open[row]) for row in rows]

    def _open_like(self, row: int, wish: Wish) -> Column:
        alike: Column = (self.alike == self.alike[row]) & (self.status == 0) & self.visible(wish)
        return alike

    def _mask(self, wish: Wish) -> Column:
        mask = self.visible(wish).copy()
        if not wish.facets.get("status"):
            mask &= self.status == 0
        for name, wanted in wish.facets.items():
            if wanted:
                mask &= self._one(name, wanted)
        return mask

    def _one(self, name: str, wanted: Sequence[str]) -> Column:
        """Which rows one facet lets through; a facet that does not exist lets everything through."""
        np, n = self._np, len(self.suggestions)
        mask: Column = np.ones(n, dtype=bool)
        if name == "status":
            mask = np.isin(self.status, [place for place, status in enumerate(STATUSES) if status in wanted])
        elif name == "coder":
            mask = np.logical_or.reduce([self._decided.get(coder, ~mask) for coder in wanted])
        elif name == "code":
            family = sorted({below for code in wanted for below in self.codebook.family(code)})
            mask = self.facets[name].any_of(family, n)
        elif name in self.facets:
            mask = self.facets[name].any_of(wanted, n)
        return mask

    def _count(self, name: str, mask: Column) -> dict[str, int]:
        if name == "status":
            return self._by_status(mask)
        if name == "coder":
            return {coder: int((column & mask).sum()) for coder, column in sorted(self._decided.items())}
        counts = self.facets[name].counts(mask)
        if name != "code":
            return counts
        return {code: sum(counts.get(below, 0) for below in self.codebook.family(code)) for code in counts}

    def _by_status(self, mask: Column) -> dict[str, int]:
        counts = self._np.bincount(self.status[mask], minlength=len(STATUSES)).tolist()
        return {status.value: n for status, n in zip(STATUSES, counts, strict=True)}

    # --- laying out -------------------------------------------------------------------------------------------------

    def _of(self, columns: dict[str, Column], coder: str) -> Column:
        if coder not in columns:
            columns[coder] = self._np.zeros(len(self.suggestions), dtype=bool)
        return columns[coder]

    def _facets(self, codebook: Codebook, settings: Settings) -> dict[str, Facet]:
        facets = {"code": self._facet([(s.code,) for s in self.suggestions], [code.id for code in codebook.codes])}
        for attribute in settings.attributes:
            facets[attribute.id] = self._facet(
                [(self._value(suggestion, attribute.id),) for suggestion in self.suggestions], attribute.values
            )
        facets["rule"] = self._facet([s.rules for s in self.suggestions], [rule.id for rule in codebook.rules])
        facets["interview"] = self._facet([(s.interview,) for s in self.suggestions], list(self.interviews))
        return facets

    def _facet(self, values: Sequence[Sequence[str]], known: Sequence[str]) -> Facet:
        place: dict[str, int] = {value: number for number, value in enumerate(known)}
        pairs = [(row, place.setdefault(value, len(place))) for row, some in enumerate(values) for value in some]
        columns = self._np.array(pairs, dtype=self._np.int32).reshape(len(pairs), 2)
        return Facet(tuple(place), columns[:, 0], columns[:, 1])

    def _value(self, suggestion: Suggestion, attribute: str) -> str:
        interview = self.interviews[suggestion.interview]
        speaker = interview.turn(interview.segments[suggestion.segment].turn).speaker if interview.persons else ""
        return interview.value(attribute, speaker)

    def _alike(self) -> Column:
        """One number for all that have the same code, rules and matched words."""
        known: dict[tuple[object, ...], int] = {}
        keys = (self._key(suggestion) for suggestion in self.suggestions)
        return self._np.array([known.setdefault(key, len(known)) for key in keys], dtype=self._np.int32)

    def _key(self, suggestion: Suggestion) -> tuple[object, ...]:
        text = self.interviews[suggestion.interview].text
        words = {text[w.start : w.end].casefold() for item in suggestion.evidence for w in item.words}
        return (suggestion.code, suggestion.rules, *sorted(words))

    def _all_orders(self) -> dict[str, tuple[Column, Column]]:
        """For each order, the rows in it, and the rank of each row."""
        np = self._np
        place = np.arange(len(self.suggestions))
        score = np.array([s.score for s in self.suggestions], dtype=np.float32)
        code = self.facets["code"].held
        rule = np.full(len(self.suggestions), len(self.facets["rule"].values), dtype=np.int32)
        pairs = self.facets["rule"]
        np.minimum.at(rule, pairs.rows, pairs.held)
        keys = {"unsure": (place, score), "code": (place, code), "rule": (place, rule), "interview": (place,)}
        found = {}
        for name, columns in keys.items():
            order = np.lexsort(columns)
            rank = np.empty_like(order)
            rank[order] = place
            found[name] = order, rank
        return found


def segments_read(folded: Folded) -> dict[str, set[int]]:
    """Which segments each coder has read."""
    found: dict[str, set[int]] = defaultdict(set)
    for reading in folded.readings:
        found[reading.coder] |= reading.segments
    return found
