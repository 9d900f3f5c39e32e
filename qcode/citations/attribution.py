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
_BARE_PLACE = re.compile(
    r"(?:[\s.,;]*(?=\w+:\d)|[^\S\n]*[.,;]?[^\S\n]*)(\w+:\d+|[^\W\d_]{1,3}[ -]?\d{1,4}(?=[^\S\n]*(?:[.;\n]|$)))\b"
)
_NUMBER = re.compile(r"\b([^\W\d_]{1,3})[ -]?0*(\d{1,4})\b")
_SAYS = re.compile(
    r"\s*,?\s*(?:(?:nous|me|se|s[’']|comme l[’']|que)\s*)?"
    r"(?:dit|disait|raconte|explique|confie|résume|précise|note|estime|souligne|observe|rapporte|répond|ajoute|regrette"
    r"|témoigne|constate|affirme|insiste|poursuit|conclut|lance|selon|d[’']après|says?|said|explains?|told|tells|notes?"
    r"|adds?|according to)\b([^.!?«»“”\"\n]{1,160})",
    re.IGNORECASE,
)  # « … », raconte une bénévole (E10).
_OTHERWISE = re.compile(
    r"\b(?:contrair|contred|différence|inverse|oppos|sauf|mais pas|unlike|contrary|but not)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)[a-z]?\b")
_LABEL = re.compile(r"(?:^|[\s(])([\w’'. -]{2,40}?)\s*:\s*$")
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
        years = [interview.when.year for interview in interviews if interview.when]
        self.first_year = min(years, default=9999)
        self.values = {name: frozenset(voices) for name, voices in values.items() if name}
        self.numbers: dict[tuple[str, int], frozenset[Voice]] = {}
        self.called: dict[str, set[Voice]] = defaultdict(set)
        for interview in interviews:
            if number := _NUMBER.fullmatch(interview.number):
                self.numbers[number[1].casefold(), int(number[2])] = self.interviews[bare(interview.number)]
            for voice in _voices(interview):
                self.called[voice[1]].add(voice)
        self.labels = {bare(turn.speaker) for interview in interviews for turn in interview.turns} - {""}

    def read(self, said: str) -> Claim:
        """What a reference names; « E02, Lyon ; E10, Marseille » is one of the two, « contrary to E02 » is neither."""
        if _OTHERWISE.search(said):
            return Claim(said.strip())
        one_by_one = [voices for part in said.split(";") if (voices := self._named(part))]
        if len(one_by_one) > 1 and all(self._numbered(part) for part in said.split(";")):
            either = frozenset[Voice]().union(*(frozenset.intersection(*voices) for voices in one_by_one))
            return Claim(said.strip(), (either,))
        return Claim(said.strip(), self._named(said))

    def _named(self, said: str) -> tuple[frozenset[Voice], ...]:
        """The voices that each name in these words allows."""
        places = [
            self.interviews[bare(match[1])] for match in _PLACE.finditer(said) if bare(match[1]) in self.interviews
        ]
        parts = [*(part for part in _CUT.split(_PLACE.sub(" ", said)) if part.strip()), said]
        interviews = [*places, *self._numbered(said), *filter(None, map(self._interview, parts))]
        either = [frozenset[Voice]().union(*interviews)] if interviews else []  # « E07 et E10 »: one of them
        others = [value for part in parts if not self._interview(part) and (value := self._value(part))]
        return tuple(dict.fromkeys([*either, *others]))

    def is_reference(self, said: str) -> bool:
        """Whether these words begin with a name alone: « E10, association », not « E10 had seen it »."""
        first = re.split(r"[,;]", said)[0].strip()
        return bool(
            self._interview(first) or self._value(first) or (_NUMBER.fullmatch(first) and self._numbered(first))
        )

    def is_elsewhere(self, claim: Claim) -> bool:
        """Whether a reference names nobody of the study and a year before its first interview: another source."""
        return not claim.voices and any(int(year) < self.first_year for year in _YEAR.findall(claim.said))

    def speaker(self, said: str) -> Claim:
        """The one person whom a few words call as the transcripts do; a label of two letters calls nobody."""
        found = {
            voice for name, voices in self.called.items() if len(name) > 2 and _has(name, said) for voice in voices
        }
        return Claim(said.strip(), (frozenset(found),)) if len({voice[1] for voice in found}) == 1 else Claim()

    def _numbered(self, said: str) -> list[frozenset[Voice]]:
        """Interviews by their number, however it is written: E02, E2, E 02, e-2."""
        keys = ((match[1].casefold(), int(match[2])) for match in _NUMBER.finditer(said))
        return [self.numbers[key] for key in keys if key in self.numbers]

    def interview(self, said: str) -> Claim:
        """The one interview that a sentence names by id or number; a sentence may speak of places freely."""
        named = {voices for word in re.findall(r"[\w-]+", said) if (voices := self.interviews.get(bare(word)))}
        return Claim(said.strip(), tuple(named)) if len(named) == 1 else Claim()

    def _interview(self, part: str) -> frozenset[Voice] | None:
        return self.interviews.get(_name(part))

    def _value(self, part: str) -> frozenset[Voice] | None:
        return self.values.get(_name(part)) or self.values.get(bare(part))


def _name(part: str) -> str:
    """A name without what may come before it: « entretien n° 7 », « à Lyon »."""
    whole = bare(part)
    return _NUMBERED.sub(r"entretien \1", whole) if _NUMBERED.match(whole) else _LEAD.sub("", whole)


def _has(name: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


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
    if (match := _BARE_PLACE.match(after)) and (bare_place := names.read(match[1])).voices:
        return bare_place
    for pattern in (_IN_BRACKETS, _ON_DASH):
        if match := pattern.match(after):
            return names.read(match[1])
    if (named := _says(after, names)).voices:
        return named
    following = _reference(_next_line(paragraphs, quotation, after), names)
    if following.voices:
        return following
    return _before(paragraphs, quotation, begin, names)


def _says(after: str, names: Names) -> Claim:
    """« …, raconte une bénévole (E10) »: who speaks, in the words that say so."""
    if said := _SAYS.match(after):
        if brackets := re.search(r"[(\[]([^()\[\]]{2,250})(?:[)\]]|$)", said[1]):
            return names.read(brackets[1]) if names.is_reference(brackets[1]) else Claim()
        for read in (names.interview, names.speaker):
            if (named := read(said[1])).voices:
                return named
    return names.interview(said[1]) if (said := _SPOKEN.match(after)) else Claim()


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
    if inside.voices:
        return inside
    if (named := names.interview(sentence)).voices:
        return named
    if (label := _LABEL.search(sentence)) and (spoken := names.speaker(label[1])).voices:
        return spoken
    return _line_above(paragraphs[quotation.paragraph].text[begin : quotation.start], names) if not begin else Claim()


def _line_above(text: str, names: Names) -> Claim:
    """The line over a quotation, when it is nothing but a reference."""
    above, end, own = text.rpartition("\n")
    return _reference(Paragraph(above.rpartition("\n")[2]), names) if end and not own.strip(" \u00a0—–-") else Claim()
