"""To whom a report gives a quotation: what stands in brackets after it, before it, or on the next line.

Only what names something of the study counts: an interview, a place such as `E07:112`, a speaker, the value of a
characteristic. Everything else (a function, a year, another author) is kept as written and accuses nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qcode.citations.document import Paragraph
from qcode.citations.folding import bare
from qcode.citations.marks import Quotation
from qcode.model import MISSING, Interview, Role

Voice = tuple[str, str]  # interview id, speaker
SHORT = 250
"""Characters of the next paragraph when it can be the reference of a quotation."""

MOST_WORDS = 7
"""Words between commas of a reference; a sentence has more."""

_IN_BRACKETS = re.compile(r"[\s.,;:…]*[(\[]([^()\[\]]{2,250})[)\]]")
_ON_DASH = re.compile(r"[\s.,;]*[—–-]\s*([^\n.«»]{2,250}(?:\.\d+[^\n.«»]*)?)")
_SPOKEN = re.compile(r"\s*,?\s+((?:[\w’'-]+\s+){1,3}[\w-]+)\s*(?:[.;!?(]|$)")  # « … », explique E07.
_BARE_PLACE = re.compile(r"[\s.,;]*(\w+:\d+)\b")
_PLACE = re.compile(r"(\w[\w-]*)\s?:\s?(\d+)")
_CUT = re.compile(r"[,;|/()\[\]]|\s[—–-]\s|\bet\b")
_LEAD = re.compile(r"^(?:entretien|interview|extrait|a|au|aux|en|de|du|le|la|les|l) ")
_NUMBERED = re.compile(r"^(?:entretien|interview)(?: n| no)? 0*(\d+)$")
_ENDS = re.compile(r"[.!?…]\s+(?=[A-ZÀ-Ý«])|[»”\n]")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who may have said it, according to the report; `voices` empty when nothing of the study is named."""

    said: str = ""  # as written
    voices: tuple[frozenset[Voice], ...] = ()  # one set a name that was recognised; all must agree

    def fits(self, heard: Iterable[Voice]) -> bool:
        """Whether one of these people agrees with everything the report says."""
        return any(all(voice in named for named in self.voices) for voice in heard)


class Names:
    """Everything by which a report may name an interview or a person of the study."""

    def __init__(self, interviews: Sequence[Interview]) -> None:
        """Collect ids, numbers, speakers and the values of characteristics."""
        self.interviews: dict[str, frozenset[Voice]] = {}
        values: dict[str, set[Voice]] = defaultdict(set)
        for interview in interviews:
            voices = _voices(interview)
            for name in (interview.id, interview.number):
                self.interviews[bare(name)] = voices
            if digits := re.search(r"\d+$", interview.number):
                self.interviews[f"entretien {int(digits[0])}"] = voices
            for voice in voices:
                for value in (voice[1], *_values(interview, voice[1])):
                    values[bare(value)].add(voice)
        self.values = {name: frozenset(voices) for name, voices in values.items() if name}
        self.labels = {bare(turn.speaker) for interview in interviews for turn in interview.turns} - {""}

    def read(self, said: str) -> Claim:
        """What a reference names."""
        found = [
            self.interviews[bare(match[1])] for match in _PLACE.finditer(said) if bare(match[1]) in self.interviews
        ]
        parts = [part for part in _CUT.split(_PLACE.sub(" ", said)) if part.strip()]
        found += [voices for part in (*parts, said) if (voices := self._named(part))]
        return Claim(said.strip(), tuple(dict.fromkeys(found)))

    def interview(self, said: str) -> Claim:
        """The one interview that a sentence names by id or number; a sentence may speak of places freely."""
        named = {voices for word in re.findall(r"[\w-]+", said) if (voices := self.interviews.get(bare(word)))}
        return Claim(said.strip(), tuple(named)) if len(named) == 1 else Claim()

    def _named(self, part: str) -> frozenset[Voice] | None:
        whole = bare(part)
        name = _NUMBERED.sub(r"entretien \1", whole) if _NUMBERED.match(whole) else _LEAD.sub("", whole)
        return self.interviews.get(name) or self.values.get(name) or self.values.get(whole)


def _voices(interview: Interview) -> frozenset[Voice]:
    speakers = {turn.speaker for turn in interview.turns if turn.role is not Role.OTHER}
    return frozenset((interview.id, speaker) for speaker in speakers or {""})


def _values(interview: Interview, speaker: str) -> Iterable[str]:
    own = next((person.attributes for person in interview.persons if person.label == speaker), {})
    values = {**interview.attributes, **own}
    return [value for value in values.values() if value != MISSING and not re.fullmatch(r"[\d\s:/.-]+", value)]


def claim(paragraphs: Sequence[Paragraph], quotation: Quotation, begin: int, names: Names) -> Claim:
    """To whom this quotation is given; `begin` is where the text before it begins to be its own."""
    after = paragraphs[quotation.last].text[quotation.end :]
    for pattern in (_IN_BRACKETS, _BARE_PLACE, _ON_DASH):
        if match := pattern.match(after):
            return names.read(match[1])
    if said := _SPOKEN.match(after):
        named = names.interview(said[1])
        if named.voices:
            return named
    following = _reference(_next_line(paragraphs, quotation, after), names)
    if following.voices:
        return following
    return _before(paragraphs, quotation, begin, names)


def _next_line(paragraphs: Sequence[Paragraph], quotation: Quotation, after: str) -> Paragraph:
    """What stands on the line after a quotation, when nothing else follows it on its own."""
    own, _, below = after.partition("\n")
    if own.strip(" .\u00a0"):
        return Paragraph("")
    if below.strip():
        return Paragraph(below.partition("\n")[0])
    return paragraphs[quotation.last + 1] if quotation.last + 1 < len(paragraphs) else Paragraph("")


def _reference(paragraph: Paragraph, names: Names) -> Claim:
    """The next paragraph, when it is nothing but a reference."""
    text = paragraph.text.strip()
    if len(text) > SHORT or any(mark in text for mark in "«»“”"):
        return Claim()
    claim = names.read(text.strip("()[]—–- \u00a0."))
    if ":" in _PLACE.sub("", text) or any(part.count(" ") > MOST_WORDS for part in _CUT.split(text)):
        return Claim()  # a sentence
    if claim.voices and not frozenset.intersection(*claim.voices):
        return Claim()  # about several, not somebody
    return claim if text[:1] in "([—–-" or _starts_named(text, names) else Claim()


def _starts_named(text: str, names: Names) -> bool:
    return bool(names.read(re.split(r"[,;(—–]|\s-\s", text)[0]).voices)


def _before(paragraphs: Sequence[Paragraph], quotation: Quotation, begin: int, names: Names) -> Claim:
    text = paragraphs[quotation.paragraph].text[begin : quotation.start]
    if begin and (of_the_last := _IN_BRACKETS.match(text)):
        text = text[of_the_last.end() :]
    if not text.strip() and begin == 0 and quotation.paragraph:
        previous = paragraphs[quotation.paragraph - 1].text.rstrip()
        text = previous if previous.endswith(":") else ""
    sentence = _ENDS.split(text)[-1]
    brackets = re.findall(r"[(\[]([^()\[\]]{2,250})[)\]]", sentence)
    inside = names.read(brackets[-1]) if brackets else Claim()
    return inside if inside.voices else names.interview(sentence)
