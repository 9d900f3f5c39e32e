"""Keep what each rule says of a study, so that a changed rule costs that rule alone. The file may always be deleted.

A rule's evidence is taken again when anything it depends on is as it was: the rule itself, the texts, tokens, speakers
and attributes of all interviews, and the code of this room and of what it stands on.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from qcode.model import Evidence, Interview, Rule, Span
from qcode.tagging.proofs import Proof

if TYPE_CHECKING:
    from qcode.tagging.index import Index

FILE = "evidence.json"
ROOMS = ("tagging", "language", "codebook", "reading")


def read(folder: Path, index: Index, rules: Sequence[Rule]) -> list[list[Proof] | None]:
    """The evidence kept of each rule, None where there is none; the study changed, or the file is broken: all None."""
    try:
        digest, _, body = (folder / FILE).read_text(encoding="utf-8").partition("\n")
        kept = json.loads(body) if digest == _digest(_study(index), body) else {}
    except (OSError, ValueError):
        kept = {}
    rows = (kept.get(_key(rule)) for rule in rules)
    return [None if row is None else _proofs(rule, row) for rule, row in zip(rules, rows, strict=True)]


def write(folder: Path, index: Index, rules: Sequence[Rule], told: Iterable[Iterable[Proof]]) -> None:
    """Keep the evidence of these rules; a reader sees the whole file or none of it."""
    rows = {_key(rule): [_row(proof) for proof in proofs] for rule, proofs in zip(rules, told, strict=True)}
    body = json.dumps(rows, separators=(",", ":"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{_digest(_study(index), body)}\n{body}")
    Path(name).replace(folder / FILE)


def _row(proof: Proof) -> tuple[int, list[tuple[int, int]], tuple[str, ...]]:
    segment, evidence = proof
    return segment, [(span.start, span.end) for span in evidence.words], evidence.conditions


def _proofs(rule: Rule, rows: Iterable[tuple[int, Iterable[tuple[int, int]], Iterable[str]]]) -> list[Proof]:
    return [
        (segment, Evidence(rule.id, tuple(Span(*span) for span in spans), tuple(names), rule.score))
        for segment, spans, names in rows
    ]


def _key(rule: Rule) -> str:
    """Everything of a rule that decides what it finds; its terms are told by how they are written."""
    around = [(near.within, near.order, [t.source for t in near.any]) for near in (*rule.near, *rule.not_near)]
    plain = [[term.source for term in terms] for terms in (rule.any, rule.unless, rule.asked)]
    marks = (rule.negated, rule.hypothesis, rule.voice, rule.carry, rule.speaker, sorted(rule.where.items()))
    return _digest(repr((rule.id, len(rule.near), around, plain, marks)))


def _study(index: Index) -> str:
    """Everything else that decides it."""
    vocabulary = repr(index.vocabulary.entries)
    columns = (index.start, index.end, index.entry, index.segment)
    return _digest(_engine(), *map(_interview, index.interviews), vocabulary, *(column.tobytes() for column in columns))


def _interview(interview: Interview) -> str:
    bounds = [(segment.turn, segment.span.start, segment.span.end) for segment in interview.segments]
    turns = [(turn.speaker, turn.role, turn.span.start, turn.span.end) for turn in interview.turns]
    persons = [(person.label, sorted(person.attributes.items())) for person in interview.persons]
    attributes = sorted(interview.attributes.items())
    return repr((interview.id, interview.sha256, interview.stage, bounds, turns, persons, attributes))


@cache
def _engine() -> str:
    """The code that decides it, as it is installed."""
    rooms = (files("qcode") / room for room in ROOMS)
    texts = {path.name: path.read_bytes() for room in rooms for path in room.iterdir() if path.is_file()}
    return _digest(*(name + hashlib.sha256(text).hexdigest() for name, text in sorted(texts.items())))


def _digest(*parts: str | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        whole = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(whole).to_bytes(8, "big"))
        digest.update(whole)
    return digest.hexdigest()
