"""Codings made elsewhere: the rows of a table become decisions, placed by their words and context; pure functions.

White space, apostrophes and quotation marks may differ, words may not. The same import twice says nothing new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from qcode.codings.anchors import anchor
from qcode.codings.finding import Searchable, find, plain
from qcode.codings.making import same_id
from qcode.codings.tables import Row, bare
from qcode.codings.votes import Cells
from qcode.errors import Problem, error
from qcode.model import Anchor, Code, Codebook, Decision, Interview, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WITHIN = re.compile(r"\s*(?:>|/|\\|::)\s*")
"""Stands between a code's label and that of the code above it, in tables of other tools."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would add, how many rows have their place, and the rows that have none."""

    decisions: tuple[Decision, ...]
    placed: int
    problems: tuple[Problem, ...]


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
    """Turn rows into decisions of `coder` or, where this is "", of whoever the row names, taken at `at`.

    With `read`, this coder has also read in full, for all codes of today's guide, the interviews that the rows name.
    `blind`: without having seen the others' codings nor the rules' proposals. The problems name the rows left out:
    `import_interview`, `import_code`, `import_code_several`, `import_not_found`, `import_ambiguous`,
    `import_interviewer`, `coder_needed`. Codes are named by id, path or label.
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
        known = dict.fromkeys((decision.interview, decision.coder) for decision in decisions.values())
        decisions |= {reading.id: reading for reading in (study.reading(*pair) for pair in known)}
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
        names = row.interview, PurePath(row.interview).stem
        interview = next((i for i in self.interviews if i.id in names or i.number == row.interview), None)
        if interview is None:
            return error("import_interview", file, row.line, interview=row.interview)
        if not (self.coder or row.coder):
            return error("coder_needed", file, row.line)
        codes = codes_called(row.code, self.codebook)
        if len(codes) != 1:
            paths = ", ".join(self.codebook.path(code.id) for code in codes)
            kind = "import_code_several" if codes else "import_code"
            return error(kind, file, row.line, code=row.code, paths=paths)
        code = codes[0]
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
        coder = self.coder or row.coder
        said = (coder, interview.id, row.quote, code, row.before, row.after, row.start, row.end)
        sha, place = interview.sha256, anchor(interview, span)
        add = Decision(same_id("add", *said), Kind.ADD, coder, 0, self.at, interview.id, sha, place, code)
        made = [replace(add, blind=self.blind)]
        if row.memo:
            made.append(replace(made[0], id=same_id("memo", *said, row.memo), kind=Kind.MEMO, value=row.memo))
        return made

    def reading(self, identifier: str, coder: str) -> Decision:
        """Say that a coder has read an interview in full, for the codes of today's guide, one by one."""
        interview = next(interview for interview in self.interviews if interview.id == identifier)
        codes = tuple(code.id for code in self.codebook.codes if not code.retired)
        made = same_id("read", coder, identifier, *codes)
        return Decision(made, Kind.READ, coder, 0, self.at, identifier, interview.sha256, blind=self.blind, codes=codes)


def codes_called(name: str, codebook: Codebook) -> list[Code]:
    """The code with this id or path; else those in use with this label in any language, under the label before it."""
    found = codebook.find(name)
    if found:
        return [found]
    *above, label = (bare(part) for part in WITHIN.split(name))
    called = [code for code in codebook.codes if not code.retired and label and label in _labels(code)]
    if above and len(called) > 1:
        parents = {code.id for code in codebook.codes if above[-1] in _labels(code)}
        called = [code for code in called if code.parent in parents]
    return called


def _labels(code: Code) -> set[str]:
    return {bare(label) for label in code.label.values()}


def _given(interview: Interview, row: Row) -> Span | None:
    """The place that the table gives, where it does hold the words."""
    if row.start is None or row.end is None or row.start >= row.end:
        return None
    span = Span(row.start, row.end)
    return span if plain(interview.quote(span)).strip() == plain(row.quote).strip() else None


def _anchor(row: Row) -> Anchor:
    return Anchor(0, 0, row.quote, row.before, row.after)
