"""Which ranges and criteria count each figure again: the formulas of *Recalcul*, and the lines of its part A."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qcode.exports.workbook.cells import letter
from qcode.exports.workbook.formulas import Criterion, count, key, misread, quoted
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sheets import persons
from qcode.exports.workbook.sheets.matrix import Published
from qcode.exports.workbook.sheets.verbatims import Layout
from qcode.exports.workbook.verbatims import FIRST_ROW, Lines
from qcode.model import Interview, Status
from qcode.tables.matrix import shown_value
from qcode.tables.tally import Heard
from qcode.words import say

Kind = tuple[int, ...]
"""Which of the crossed attributes cut the study: `()`, `(0,)`, `(1,)`, `(0, 1)`."""
VISITS = 30_000_000
"""Cells that formulas may visit over whole columns; beyond, each looks at the rows of its code alone."""


@dataclass(frozen=True, slots=True)
class Member:
    """A line of part A: an interview and, where its persons differ, the values that the line is about."""

    interview: Interview
    fills: Mapping[Kind, tuple[str, ...]]  # for which cuts it counts as an interview of which group
    only: Mapping[int, str]  # attributes that passages and words must have
    counts: list[int]
    words: int
    read: list[bool]


@dataclass(slots=True)
class Recounting:
    """The study as *Recalcul* counts it."""

    plan: Plan
    lines: Lines
    layout: Layout
    head: int  # the row of part A's heads
    kinds: tuple[Kind, ...] = ()
    members: list[Member] = field(default_factory=list)
    places: dict[tuple[object, ...], str] = field(default_factory=dict)  # where a figure has been recounted
    reach: dict[int, tuple[int, int]] = field(default_factory=dict)  # the rows of each code's family
    misread: frozenset[str] = frozenset()
    voices: int = 0  # rows of *Enquêtés*
    spoken: str = ""  # its words
    partly_read: bool = False  # some interviews were read for some codes only: shares need to know which
    some_apart: bool = False  # some interviews are not to be compared
    columns: dict[int, int] = field(default_factory=dict)  # part A's column of each code

    # --- ranges -------------------------------------------------------------------------------------------------

    def verbatims(self, column: int, code: int) -> str:
        """A column of *Verbatims*, as far as this code needs it."""
        first, last = self.reach.get(code, (FIRST_ROW, max(FIRST_ROW, FIRST_ROW + len(self.lines.rows) - 1)))
        name = self.plan.pages["verbatims"].quoted
        return f"{name}!${letter(column)}${first}:${letter(column)}${last}"

    def persons(self, column: int) -> str:
        """A column of *Enquêtés*."""
        last = persons.FIRST_ROW + max(self.voices, 1) - 1
        name = self.plan.pages["persons"].quoted
        return f"{name}!${letter(column)}${persons.FIRST_ROW}:${letter(column)}${last}"

    def grid(self, column: int) -> str:
        """A column of part A."""
        return f"${letter(column)}${self.head + 1}:${letter(column)}${self.head + max(len(self.members), 1)}"

    def code_column(self, code: int) -> int:
        """Part A's column of a code."""
        return self.columns[code]

    # --- formulas -----------------------------------------------------------------------------------------------

    def passages(self, code: int, status: Status, wanted: str, more: Sequence[Criterion]) -> str:
        """How many passages of a code, or how many that rows of its family open."""
        return self._rows(code, status, wanted, more, opens=True)

    def _rows(self, code: int, status: Status, wanted: str, more: Sequence[Criterion], opens: bool) -> str:
        column, total = self.layout.path, "" if opens else self.verbatims(self.layout.words, code)
        if code in self.plan.parents:
            theme, opening, words = self.layout.themes[self.plan.depth(code)] if self.layout.themes else (column, 0, 0)
            column = theme
            total = self.verbatims(opening if opens else words, code) if opening else total
        said = quoted(say(f"workbook.status.{status}"))
        safe = self.plan.paths[code] not in self.misread
        return count(
            [
                Criterion(self.verbatims(column, code), wanted, safe),
                Criterion(self.verbatims(self.layout.status, code), said),
                *more,
            ],
            total,
        )

    def in_interview(self, code: int, row: int, member: Member) -> str:
        """Part A: the passages of a code in one interview."""
        more = [
            Criterion(
                self.verbatims(self.layout.attributes + len(self.plan.attributes), code),
                f"$A{row}",
                member.interview.number not in self.misread,
            )
        ]
        more += [self._literal(self.verbatims(self.layout.attributes + n, code), v) for n, v in member.only.items()]
        head = f"{letter(self.code_column(code))}${self.head}"
        return self.passages(code, self.plan.counted, head, more)

    def words_of(self, row: int, member: Member) -> str:
        """Part A: the words of an interview's interviewees."""
        safe = member.interview.number not in self.misread
        criteria = [Criterion(self.persons(1), f"$A{row}", safe)]
        criteria += [self._literal(self._person(n), v) for n, v in member.only.items()]
        return count(criteria, self.spoken)

    def _literal(self, area: str, value: str) -> Criterion:
        return Criterion(area, quoted(shown_value(value)), shown_value(value) not in self.misread)

    def figure(self, figure: Published, row: int) -> str:
        """Part B: the formula of one figure."""
        values = figure.column.values
        if figure.block == "base_words":
            compared = Criterion(self.persons(persons.COMPARABLE), quoted(say("workbook.yes")))
            return count([compared, *self._in_group(values, row, self._person)], self.spoken)
        if figure.block in ("passages", "proposed", "speech"):
            return self._over_verbatims(figure, row)
        if figure.block == "rate":
            above, below = self.places["passages", figure.code, values], self.places["base_words", -1, values]
            return f"1000*{above}/{below}"
        return self._over_grid(figure, row)

    def _over_verbatims(self, figure: Published, row: int) -> str:
        values, layout, code = figure.column.values, self.layout, figure.code
        status = Status.SUGGESTED if figure.block == "proposed" else self.plan.counted
        more = self._in_group(values, row, lambda n: self.verbatims(layout.attributes + n, code))
        if self.some_apart:
            more.append(Criterion(self.verbatims(layout.comparable, code), quoted(say("workbook.yes"))))
        found = self._rows(code, status, f"$B{row}", more, opens=figure.block != "speech")
        return f"{found}/{self.places['base_words', -1, values]}" if figure.block == "speech" else found

    def _person(self, attribute: int) -> str:
        return self.persons(persons.ATTRIBUTES + attribute)

    def _in_group(self, values: Sequence[str | None], row: int, area: Callable[[int], str]) -> list[Criterion]:
        """The group of a line of part B: its values stand in columns C and D."""
        return [
            Criterion(area(n), f"${'CD'[n]}{row}", shown_value(value) not in self.misread)
            for n, value in enumerate(values)
            if value is not None
        ]

    def _over_grid(self, figure: Published, row: int) -> str:
        """Interviews, shares and means, over part A."""
        values = figure.column.values
        kind = tuple(n for n, value in enumerate(values) if value is not None)
        chosen = tuple(shown_value(value) for value in values if value is not None)
        wanted = '&" × "&'.join(f"${'CD'[n]}{row}" for n in kind) or quoted("x")
        member = Criterion(self.grid(2 + self.kinds.index(kind)), wanted, key(chosen) not in self.misread)
        if figure.block == "base_interviews":
            return count([member])
        column = self.code_column(figure.code)
        present = Criterion(self.grid(column), "0", test=">")
        if figure.block == "interviews":
            return count([member, present])
        if figure.block == "mean":
            words, inverse = len(self.kinds) + 2, len(self.kinds) + 3
            above = f"SUMPRODUCT({member.term}*{self.grid(column)}*{self.grid(inverse)})"
            return f"{above}/{count([member, Criterion(self.grid(words), '0', test='>')])}"
        read = [Criterion(self.grid(column + len(self.plan.codes)), "1")] if self.partly_read else []
        return f"{count([member, present, *read])}/{count([member, *read])}"


def recounting(plan: Plan, found: Lines, layout: Layout, head: int, figures: int) -> Recounting:
    """Prepare part A and the ranges that formulas look at."""
    crossed = range(len(plan.crossed))
    kinds: tuple[Kind, ...] = ((), *((n,) for n in crossed), *([(0, 1)] if len(plan.crossed) == 2 else []))
    compared = [heard for heard in plan.heard if heard.interview.comparable]
    members = [member for heard in compared for member in _members(plan, heard, kinds)]
    made = Recounting(plan, found, layout, head, kinds, members)
    flags = [member.read[code] for member in members for code in plan.codes]
    made.partly_read = any(flags) and not all(flags)
    made.some_apart = len(compared) < len(plan.tally.heard)
    made.columns = {code: len(kinds) + 4 + n for n, code in enumerate(plan.codes)}
    made.voices = sum(len(heard.voices) for heard in plan.tally.heard)
    made.spoken = made.persons(persons.words_column(plan))
    values = {shown_value(value) for line in found.rows for value in line.values}
    values |= {value for member in members for value in map(key, member.fills.values())}
    values |= {shown_value(value) for member in members for fill in member.fills.values() for value in fill}
    made.misread = misread(values) | misread(set(plan.paths)) | misread({i.number for i in plan.snapshot.interviews})
    formulas = figures + len(members) * len(plan.codes)
    if formulas * len(found.rows) > VISITS:
        made.reach = _reach(plan, found)
    return made


def _reach(plan: Plan, found: Lines) -> dict[int, tuple[int, int]]:
    reach = dict.fromkeys(plan.codes, (FIRST_ROW, FIRST_ROW))
    seen: set[int] = set()
    for row, line in enumerate(found.rows, start=FIRST_ROW):
        for code in {line.code, *line.line}:
            reach[code] = (reach[code][0] if code in seen else row, row)
            seen.add(code)
    return reach


def _members(plan: Plan, heard: Heard, kinds: Sequence[Kind]) -> list[Member]:
    """The interview as a whole; then, for each cut in which its persons differ, one line a group."""
    groups = {kind: _groups(plan, heard, kind) for kind in kinds}
    everyone = list(range(len(heard.voices)))
    shared = {kind: next(iter(found)) for kind, found in groups.items() if len(found) == 1}
    made = [_member(plan, heard, shared, {}, everyone)]
    for kind, found in groups.items():
        if len(found) > 1:
            for values, voices in found.items():
                only = dict(zip(kind, values, strict=True))
                made.append(_member(plan, heard, {kind: values}, only, voices))
    return made


def _groups(plan: Plan, heard: Heard, kind: Kind) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for n, voice in enumerate(heard.voices):
        values = tuple(heard.interview.value(plan.crossed[m], voice.speaker) for m in kind)
        found.setdefault(values, []).append(n)
    return found


def _member(
    plan: Plan, heard: Heard, fills: Mapping[Kind, tuple[str, ...]], only: Mapping[int, str], voices: Sequence[int]
) -> Member:
    counts = heard.passages[plan.view][list(voices)].sum(axis=0).tolist()
    shown = {kind: tuple(map(shown_value, values)) for kind, values in fills.items()}
    words = sum(heard.voices[n].words for n in voices)
    return Member(heard.interview, shown, only, counts, words, heard.read.tolist())
