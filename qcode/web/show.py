"""The study's nouns as the browser is given them: plain JSON, offsets in code points, the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qcode.model import MISSING, Codebook, Evidence, Interview, Passage, Person, Role, Settings, Turn
from qcode.words import language, say
from qcode.words.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

Shown = dict[str, Any]
COLOURS = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def codes(codebook: Codebook) -> list[Shown]:
    """The guide in reading order, each code with the key that codes with it (`2`, `2a`) and its colour's number."""
    shown, keys, hues = [], dict[str, str](), dict[str, int]()
    top, below = 0, dict[str, int]()
    for code in codebook.codes:
        if code.parent in keys:
            number = below[code.parent] = below.get(code.parent, -1) + 1
            keys[code.id] = keys[code.parent] + (LETTERS[number] if number < len(LETTERS) else f".{number + 1}")
            hues[code.id] = hues[code.parent]
        else:
            keys[code.id], hues[code.id] = str(top + 1), top % COLOURS + 1
            top += 1
        shown.append(
            {
                "id": code.id,
                "path": codebook.path(code.id),
                "key": keys[code.id],
                "hue": hues[code.id],
                "label": code.name(language()),
                "parent": code.parent if code.parent in keys else "",
                "definition": code.definition.get(language()) or next(iter(code.definition.values()), ""),
                "include": list(code.include),
                "exclude": list(code.exclude),
                "examples": list(code.examples),
                "provisional": code.provisional,
                "retired": code.retired,
            }
        )
    return shown


def title(interview: Interview) -> str:
    """What people call an interview: its own title, else its id."""
    return interview.attributes.get("titre") or interview.attributes.get("title") or interview.id


def place(interview: Interview, settings: Settings, speaker: str = "") -> str:
    """Where somebody speaks from, in the study's characteristics: « Marseille, association »."""
    values = (interview.value(attribute.id, speaker) for attribute in settings.attributes)
    return ", ".join(value for value in values if value != MISSING)


def turn(interview: Interview, spoken: Turn) -> Shown:
    """A turn with its words."""
    return {
        "number": spoken.number,
        "speaker": spoken.speaker,
        "role": spoken.role.value,
        "function": _function(interview, spoken),
        "start": spoken.span.start,
        "end": spoken.span.end,
        "time": spoken.time,
        "text": interview.quote(spoken.span),
        "stage": [[s.start, s.end] for s in interview.stage if spoken.span.start <= s.start < spoken.span.end],
    }


def _function(interview: Interview, spoken: Turn) -> str:
    person = next((person for person in interview.persons if person.label == spoken.speaker), Person(""))
    return person.attributes.get("fonction") or person.attributes.get("function") or ""


def evidence(interview: Interview, item: Evidence) -> Shown:
    """Why one rule proposes: its matched words, and a sentence that says so."""
    return {
        "rule": item.rule,
        "words": [{"start": word.start, "end": word.end} for word in item.words],
        "why": why(interview, item),
    }


def why(interview: Interview, item: Evidence) -> str:
    """`« remplissais » près de « case » (même phrase)`, in the reader's language."""
    words = [quoted(interview.quote(word)) for word in item.words]
    said = [_condition(condition) for condition in item.conditions]
    is_near = any(condition.startswith(("near", "window")) for condition in item.conditions)
    between = f" {say('page.why.near')} " if is_near else ", "
    return " ".join([between.join(words), *(f"({text})" for text in said if text)])


def _condition(name: str) -> str:
    """A condition in words; one that this page does not know is shown as it is."""
    kind, _, rest = name.partition(":")
    if kind in ("near", "not_near", "window"):
        reach = rest.removeprefix("window:").partition(":")[0]
        if reach.isdecimal():
            return say(f"page.why.{'not_near' if kind == 'not_near' else 'near'}_words", n=int(reach))
        return say(f"page.why.{kind}_{reach}")
    known = ("asked", "negated", "hypothesis", "voice", "carried", "speaker", "where")
    return say(f"page.why.{kind}") if kind in known else name


def passage(interview: Interview, found: Passage, settings: Settings) -> Shown:
    """A passage with what explains it; `spans` are its stretches turn by turn, prompts left out."""
    numbers = list(dict.fromkeys(coding.segment for coding in found.codings))
    return {
        "interview": interview.id,
        "number": interview.number,
        "code": found.code,
        "status": found.status.value,
        "origin": found.origin.value,
        "start": found.span.start,
        "end": found.span.end,
        "turn": found.turn,
        "place": place(interview, settings, found.speaker),
        "segments": numbers,
        "spans": _spans(interview, numbers),
        "quotes": sorted({(quote.start, quote.end) for coding in found.codings for quote in coding.quotes}),
        "coders": list(found.coders),
        "batch": found.batch,
        "evidence": [evidence(interview, item) for item in found.evidence],
    }


def _spans(interview: Interview, segments: Iterable[int]) -> list[list[int]]:
    by_turn: dict[int, list[int]] = {}
    for number in segments:
        segment = interview.segments[number]
        ends = by_turn.setdefault(segment.turn, [segment.span.start, segment.span.end])
        ends[1] = max(ends[1], segment.span.end)
    return list(by_turn.values())


def is_codable(spoken: Turn) -> bool:
    """Whether what is said here may be coded."""
    return spoken.role in (Role.INTERVIEWEE, Role.UNKNOWN)
