"""Small studies made by hand: a few lines of text each, real types, nothing faked."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qcode.codings import passages as run_together
from qcode.model import (
    Attribute,
    Code,
    Codebook,
    Coding,
    Evidence,
    Interview,
    Origin,
    Passage,
    Person,
    Reading,
    Role,
    Segment,
    Settings,
    Snapshot,
    Span,
    Status,
    Suggestion,
    Turn,
)

SENTENCE = re.compile(r"\S[^.?!\n]*[.?!]*")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def interview(
    name: str,
    *turns: str,
    number: str = "",
    persons: Mapping[str, Mapping[str, str]] | None = None,
    comparable: bool = True,
    **attributes: str,
) -> Interview:
    """An interview from turns such as `Q: Et alors ?` and `R: Une phrase. Une autre.`; `Q` alone asks."""
    text, made, segments = "", list[Turn](), list[Segment]()
    for position, turn in enumerate(turns, start=1):
        speaker, _, said = turn.partition(":")
        start = len(text) + len(speaker) + 2
        text += f"{speaker}: {said.strip()}\n"
        role = Role.INTERVIEWER if speaker.startswith("Q") else Role.INTERVIEWEE if speaker else Role.UNKNOWN
        made.append(Turn(position, speaker, role, Span(start, len(text) - 1)))
        for match in SENTENCE.finditer(text, start, len(text) - 1):
            words = len(WORD.findall(match[0]))
            segments.append(Segment(len(segments), position, Span(*match.span()), words))
    return Interview(
        id=name,
        number=number or name,
        path=f"transcripts/{name}.txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        attributes=attributes,
        turns=tuple(made),
        segments=tuple(segments),
        persons=tuple(Person(label, values) for label, values in (persons or {}).items()),
        comparable=comparable,
    )


def codebook(**families: str) -> Codebook:
    """A codebook from `theme="first second"`: top-level codes and their sub-codes."""
    codes = []
    for top, children in families.items():
        codes.append(code(top))
        codes += [code(child, parent=top) for child in children.split()]
    return Codebook(tuple(codes), fingerprint="f" * 64)


def code(identifier: str, parent: str = "", label: str = "", english: str = "", retired: bool = False) -> Code:
    """A code that says little about itself."""
    label = label or identifier.replace("_", " ").capitalize()
    labels = {"fr": label, "en": english or f"{label} (en)"}
    definition = {"fr": f"Ce que {label} veut dire.", "en": f"What {label} means."}
    return Code(identifier, parent, labels, definition, fingerprint=f"fp-{identifier}", retired=retired)


def coding(
    where: Interview,
    segment: int,
    code: str,
    status: Status = Status.CONFIRMED,
    coders: Sequence[str] = ("A",),
    rule: str = "",
) -> Coding:
    """One cell; with `rule`, as a rule proposed it, its evidence the first word."""
    said = where.segments[segment].span
    suggestion = None
    if rule:
        word = WORD.search(where.text, said.start, said.end)
        found = Evidence(rule, (Span(*word.span()) if word else said,), ("near:sentence",))
        suggestion = Suggestion(f"{where.id}-{segment}-{code}", where.id, segment, code, 1.0, (found,))
    by = tuple(coders) if status in (Status.CONFIRMED, Status.DISPUTED) else ()
    origin = Origin.RULE if rule else Origin.HUMAN
    return Coding(where.id, segment, code, status, origin, by, suggestion=suggestion)


def read(where: Interview, guide: Codebook, coder: str = "A", codes: Iterable[str] = ()) -> Reading:
    """This coder has read the interview in full, for these codes or for the whole guide."""
    everything = frozenset(segment.number for segment in where.segments)
    wanted = frozenset(codes) or frozenset(code.id for code in guide.codes)
    return Reading(where.id, coder, everything, wanted, "2026-01-05T10:00:00Z")


def snapshot(
    interviews: Sequence[Interview],
    guide: Codebook,
    codings: Sequence[Coding] = (),
    readings: Sequence[Reading] = (),
    attributes: Sequence[Attribute] = (Attribute("territoire"), Attribute("type_acteur")),
) -> Snapshot:
    """A study in which these codings stand."""
    return Snapshot(
        settings=Settings(title="Étude d’essai", attributes=tuple(attributes)),
        codebook=guide,
        interviews=tuple(interviews),
        suggestions=tuple(coding.suggestion for coding in codings if coding.suggestion),
        codings=tuple(codings),
        passages=tuple(passages(interviews, codings)),
        readings=tuple(readings),
    )


def passages(interviews: Sequence[Interview], codings: Sequence[Coding]) -> Iterable[Passage]:
    """The passages of each exact code, one status after the other, as folding makes them."""
    for where in interviews:
        cells: dict[tuple[str, Status], list[Coding]] = defaultdict(list)
        for coding in codings:
            if coding.interview == where.id:
                cells[coding.code, coding.status].append(coding)
        for (code, _), mine in cells.items():
            yield from run_together(where, mine, code)
