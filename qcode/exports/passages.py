"""passages.csv: one row a passage and exact code, for machines; and the same for French Excel."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from csv import QUOTE_ALL, writer
from typing import TYPE_CHECKING

from qcode.exports.text import guarded
from qcode.model import Interview, Passage, Snapshot, Status, by_id
from qcode.tables.matrix import attributes

if TYPE_CHECKING:
    import _csv

_HALF = re.compile("[\ud800-\udfff]")  # half a character can't be written

FIXED = ("territoire", "type_acteur")
COLUMNS = (
    *("interview", "start", "end", "quote", "code", "status", "origin", "rules", "evidence", "score", "coders"),
    *FIXED,
    *("speaker", "turn"),
)


def csv(snapshot: Snapshot) -> str:
    """The file for machines: commas, quotes verbatim, to be written as UTF-8 without a byte order mark."""
    sheet = io.StringIO(newline="")
    _fill(writer(sheet, lineterminator="\n"), snapshot, str)
    return _HALF.sub("�", sheet.getvalue())


def excel_csv(snapshot: Snapshot) -> str:
    """The file for French Excel: byte order mark, semicolons, an apostrophe before what would be calculated."""
    sheet = io.StringIO("\ufeff", newline="")
    sheet.seek(0, io.SEEK_END)
    _fill(writer(sheet, delimiter=";", quoting=QUOTE_ALL, lineterminator="\r\n"), snapshot, guarded)
    return _HALF.sub("�", sheet.getvalue())


def _fill(sheet: _csv.Writer, snapshot: Snapshot, guard: Callable[[str], str]) -> None:
    sheet.writerow([guard(name) for name in columns(snapshot)])
    sheet.writerows([guard(value) for value in row] for row in rows(snapshot))


def columns(snapshot: Snapshot) -> list[str]:
    """The contract's columns, then the study's own attributes; an attribute named like a column is set apart."""
    return [*COLUMNS, *(f"attribute.{name}" if name in COLUMNS else name for name in own_attributes(snapshot))]


def own_attributes(snapshot: Snapshot) -> list[str]:
    """The attributes that have no column in the contract."""
    return [name for name in attributes(snapshot.settings, snapshot.interviews) if name not in FIXED]


def rows(snapshot: Snapshot) -> Iterator[list[str]]:
    """The passages in the order of the study, of the text, then of the codebook; rejected ones left out."""
    interviews, own = by_id(snapshot.interviews), own_attributes(snapshot)
    paths = {code.id: snapshot.codebook.path(code.id) for code in snapshot.codebook.codes}
    for passage in in_order(snapshot):
        interview = interviews[passage.interview]
        yield _row(passage, interview, paths.get(passage.code, passage.code), own)


def in_order(snapshot: Snapshot) -> list[Passage]:
    """The passages that stand or are proposed, in the order of the study, of the text, then of the codebook."""
    place = {interview.id: n for n, interview in enumerate(snapshot.interviews)}
    rank = {code.id: n for n, code in enumerate(snapshot.codebook.codes)}
    kept = (p for p in snapshot.passages if p.status is not Status.REJECTED and p.interview in place)
    return sorted(
        kept, key=lambda p: (place[p.interview], p.span.start, p.span.end, rank.get(p.code, len(rank)), p.status)
    )


def _row(passage: Passage, interview: Interview, code: str, own: Sequence[str]) -> list[str]:
    def value(name: str) -> str:
        return interview.value(name, passage.speaker)

    return [
        interview.id,
        str(passage.span.start),
        str(passage.span.end),
        interview.quote(passage.span),
        code,
        passage.status,
        passage.origin,
        ";".join(passage.rules),
        evidence(passage, interview),
        "" if passage.score is None else f"{passage.score:g}",
        ";".join(passage.coders),
        *map(value, FIXED),
        passage.speaker,
        str(passage.turn),
        *map(value, own),
    ]


def evidence(passage: Passage, interview: Interview) -> str:
    """Why the rules propose it, as JSON: rule, matched words with their places, conditions, score."""
    found = [
        {
            "rule": item.rule,
            "words": [interview.quote(span) for span in item.words],
            "spans": [[span.start, span.end] for span in item.words],
            "conditions": list(item.conditions),
            "score": item.score,
        }
        for item in passage.evidence
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""
