"""The draw as a table that a supervisor fills in, and back again as memos: `oui` or `non` in the last column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from qcode.codings.making import decide, same_id
from qcode.errors import Problem, error
from qcode.exports.text import guarded
from qcode.model import Decision, Interview, Kind, Snapshot, Span, by_id
from qcode.tables.induced import question
from qcode.tables.judging import DRAWN, NO, NOISE, SEED, SILENCE, YES, Drawn, draw
from qcode.words import language, say

HEADS = ("kind", "interview", "turn", "start", "end", "code", "asked", "said", "question", "judgement")
ANSWERS = {"oui": YES, "o": YES, "yes": YES, "y": YES, "non": NO, "n": NO, "no": NO}


def write(snapshot: Snapshot, size: int = DRAWN, seed: int = SEED) -> bytes:
    """The table, as French Excel opens it (semicolons, byte order mark, guarded texts)."""
    target = io.StringIO(newline="")
    sheet = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet.writerow([say(f"audit.draw_head.{head}") for head in HEADS])
    texts = by_id(snapshot.interviews)
    for one in draw(snapshot, size, seed):
        sheet.writerow([guarded(value) for value in _row(snapshot, one, texts[one.interview])])
    return ("\ufeff" + target.getvalue()).encode("utf-8", "replace")


def _row(snapshot: Snapshot, one: Drawn, interview: Interview) -> list[str]:
    asked = question(interview, one.turn)
    code = snapshot.codebook.find(one.code)
    name = f"{snapshot.codebook.path(one.code)} — {code.name(language())}" if code else ""
    return [
        one.kind,
        interview.id,
        str(one.turn),
        str(one.span.start),
        str(one.span.end),
        name,
        interview.quote(asked.span) if asked else "",
        interview.quote(one.span),
        say(f"audit.draw_question.{one.kind}"),
        "",
    ]


def read(text: str, snapshot: Snapshot, coder: str, file: str) -> tuple[list[Decision], list[Problem]]:
    """The judgements of a filled table as memos of `coder`; rows left empty say nothing, wrong ones are Problems."""
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";" if ";" in text[:300] else ","))
    found: list[Decision] = []
    problems: list[Problem] = []
    for line, row in enumerate(rows[1:], start=2):
        if len(row) < len(HEADS) or not row[-1].strip():
            continue
        made = _decision(row, snapshot, coder)
        if isinstance(made, Decision):
            found.append(made)
        else:
            problems.append(error(made, file, line, value=row[-1], place=f"{row[1]}:{row[2]}"))
    return found, problems


def _decision(row: list[str], snapshot: Snapshot, coder: str) -> Decision | str:
    """The memo of one row, or the kind of what is wrong in it."""
    kind, identifier, _, start, end, name, _, said, _, judgement = row[: len(HEADS)]
    value = ANSWERS.get(judgement.strip().casefold())
    interview = snapshot.interview(identifier)
    if value is None or kind not in (NOISE, SILENCE):
        return "judgement_value"
    if interview is None or not (start.isdigit() and end.isdigit()):
        return "judgement_place"
    span = Span(int(start), int(end))
    if not any(_same(said, text) for text in _as_written(interview.quote(span))):
        return "judgement_place"
    code = name.partition(" — ")[0]
    memo = decide(Kind.MEMO, coder, interview, snapshot.codebook, span=span, code=code, name=kind, value=value)
    return replace(memo, id=same_id("judgement", coder, kind, interview.id, start, end, code, value))


def _as_written(quote: str) -> Iterator[str]:
    held = quote.encode("utf-8", "replace").decode()  # half characters do not outlive a file
    yield held
    yield guarded(held)


def _same(said: str, quote: str) -> bool:
    """Whether a spreadsheet gave the words back; it may have changed line ends."""
    return said.split() == quote.split()
