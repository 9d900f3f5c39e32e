"""Codings made elsewhere: the rows of a table become decisions, placed by their words and context; pure functions.

White space, apostrophes and quotation marks may differ, words may not. The same import twice says nothing new.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qcode.codings.anchors import anchor
from qcode.codings.finding import Searchable, find, plain
from qcode.codings.making import same_id
from qcode.codings.votes import Cells
from qcode.errors import Problem, error
from qcode.model import Anchor, Codebook, Decision, Interview, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

REQUIRED = ("interview", "quote", "code")
OPTIONAL = ("before", "after", "start", "end", "memo")


@dataclass(frozen=True, slots=True)
class Row:
    """One coding as the table says it."""

    line: int
    interview: str
    quote: str
    code: str
    before: str = ""
    after: str = ""
    start: int | None = None
    end: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would add, how many rows have their place, and the rows that have none."""

    decisions: tuple[Decision, ...]
    placed: int
    problems: tuple[Problem, ...]


def read_table(text: str, file: str) -> tuple[list[Row], list[Problem]]:
    """Read a CSV of codings, separated by commas or, as French Excel writes it, semicolons."""
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    try:
        titles = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = titles
        return read_cells(titles, ((reader.line_num, cells) for cells in reader), file)
    except csv.Error as fault:
        return [], [error("import_unreadable", file, reader.line_num, reason=str(fault))]


def read_cells(
    titles: Sequence[str], lines: Iterable[tuple[int, Mapping[str, str]]], file: str
) -> tuple[list[Row], list[Problem]]:
    """Read codings from the rows of any table: each row's line, and its cells by lower-case title."""
    missing = [name for name in REQUIRED if name not in titles]
    if missing:
        return [], [error("import_column", file, 1, columns=", ".join(missing))]
    return [_row(line, cells) for line, cells in lines], []


def are_codings(titles: Iterable[str]) -> bool:
    """Whether a table with these titles holds codings: a quotation and its code."""
    return {"quote", "code"} <= {title.strip().lower() for title in titles}


def import_rows(
    rows: Iterable[Row],
    coder: str,
    interviews: Sequence[Interview],
    codebook: Codebook,
    *,
    file: str,
    at: str,
    read: bool = False,
    blind: bool = False,
) -> Imported:
    """Turn rows into decisions of `coder`, taken at `at`.

    With `read`, this coder has also read in full, for all codes of today's guide, the interviews that the rows name.
    `blind`: without having seen the others' codings nor the rules' proposals. The problems name the rows left out:
    `import_interview`, `import_code`, `import_not_found`, `import_ambiguous`, `import_interviewer`.
    """
    study = _Study(interviews, codebook, coder, at, blind)
    decisions: dict[str, Decision] = {}
    problems, placed = [], 0
    for row in rows:
        made = study.place(row, file)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            placed += 1
            decisions |= {decision.id: decision for decision in made}
    if read:
        known = dict.fromkeys(decision.interview for decision in decisions.values())
        decisions |= {reading.id: reading for reading in map(study.reading, known)}
    return Imported(tuple(decisions.values()), placed, tuple(problems))


@dataclass
class _Study:
    """What rows are placed in."""

    interviews: Sequence[Interview]
    codebook: Codebook
    coder: str
    at: str
    blind: bool
    searchable: dict[str, Searchable] = field(default_factory=dict)

    def place(self, row: Row, file: str) -> list[Decision] | Problem:
        """The decisions that a row stands for, or why it can't be placed."""
        interview = next((i for i in self.interviews if row.interview in (i.id, i.number)), None)
        if interview is None:
            return error("import_interview", file, row.line, interview=row.interview)
        code = self.codebook.find(row.code)
        if code is None:
            return error("import_code", file, row.line, code=row.code)
        search = self.searchable.setdefault(interview.id, Searchable(interview.text))
        span = _given(interview, row) or find(search, _anchor(row), reworded=False)
        if span is None:
            several = plain(row.quote).strip() in search.plain
            kind = "import_ambiguous" if row.quote.strip() and several else "import_not_found"
            return error(kind, file, row.line, quote=row.quote[:60], interview=row.interview)
        if not Cells(interview).of(span):
            return error("import_interviewer", file, row.line, quote=row.quote[:60], interview=row.interview)
        return self._decisions(row, interview, code.id, span)

    def _decisions(self, row: Row, interview: Interview, code: str, span: Span) -> list[Decision]:
        said = (self.coder, interview.id, row.quote, code, row.before, row.after, row.start, row.end)
        made = [self._decision(Kind.ADD, interview, same_id("add", *said), anchor(interview, span), code)]
        if row.memo:
            identifier = same_id("memo", *said, row.memo)
            made.append(self._decision(Kind.MEMO, interview, identifier, anchor(interview, span), code, row.memo))
        return made

    def _decision(
        self, kind: Kind, interview: Interview, identifier: str, place: Anchor | None, code: str = "", value: str = ""
    ) -> Decision:
        return Decision(
            identifier,
            kind,
            self.coder,
            0,
            self.at,
            interview.id,
            interview.sha256,
            place,
            code,
            blind=self.blind,
            value=value,
        )

    def reading(self, identifier: str) -> Decision:
        """Say that the coder has read an interview in full, for the codes of today's guide, one by one."""
        interview = next(interview for interview in self.interviews if interview.id == identifier)
        codes = tuple(code.id for code in self.codebook.codes if not code.retired)
        made = same_id("read", self.coder, identifier, *codes)
        return Decision(
            made, Kind.READ, self.coder, 0, self.at, identifier, interview.sha256, blind=self.blind, codes=codes
        )


def _row(line: int, cells: Mapping[str, str]) -> Row:
    found = {name: cells.get(name) or "" for name in (*REQUIRED, *OPTIONAL)}
    start, end = (int(found[name]) if found[name].strip().isdecimal() else None for name in ("start", "end"))
    return Row(
        line,
        found["interview"].strip(),
        found["quote"],
        found["code"].strip(),
        found["before"],
        found["after"],
        start,
        end,
        found["memo"].strip(),
    )


def _given(interview: Interview, row: Row) -> Span | None:
    """The place that the table gives, where it does hold the words."""
    if row.start is None or row.end is None or row.start >= row.end:
        return None
    span = Span(row.start, row.end)
    return span if plain(interview.quote(span)).strip() == plain(row.quote).strip() else None


def _anchor(row: Row) -> Anchor:
    return Anchor(0, 0, row.quote, row.before, row.after)
