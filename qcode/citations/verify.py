"""Every quotation of a report, with what it is: a verdict, where it was found, and what the report says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qcode.citations.attribution import Claim, Names, claim
from qcode.citations.copies import copies
from qcode.citations.corpus import Corpus
from qcode.citations.document import Paragraph
from qcode.citations.folding import bare, length, words
from qcode.citations.marks import Quotation, composed, quotations
from qcode.citations.placing import Place, Wording, pieces, places
from qcode.codings.flags import NEVER, Flag, flags
from qcode.model import Codebook, Snapshot, Span

TERM = 4
"""Words from which a quotation without a reference must come from somewhere; a shorter one is a term."""

TITLE = 8
"""Words up to which what has no pronoun and no negation (`_TALK`) is a name, a title, a category."""
_TALK = set(
    words(
        "je j tu il elle on nous vous ils elles c ça ne n pas se s me m te t y moi toi eux"
        " I we you he she it they them us my our don not isn doesn"
    )
)


class Verdict(StrEnum):
    """What a quotation is; one each, the gravest."""

    EXACT = "exact"
    ALTERED = "altered"
    CUT = "cut"
    NOT_FOUND = "not_found"
    MISATTRIBUTED = "misattributed"
    NOT_TO_BE_QUOTED = "not_to_be_quoted"
    UNMARKED_COPY = "unmarked_copy"


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a report."""

    text: str  # as the report has it
    verdict: Verdict
    interview: str = ""  # id of the interview it was found in
    number: str = ""  # "E07"
    turn: int | None = None
    span: Span | None = None  # of what was found, in the interview's text
    found: str = ""  # the words said
    wording: str = ""  # exact, cut, altered: how the words stand, whatever the verdict
    similarity: float | None = None  # 0 to 100
    said: str = ""  # the reference, as the report has it
    paragraph: int = 0  # of the report, from 1


def verify_quotes(snapshot: Snapshot, paragraphs: Sequence[Paragraph]) -> list[Checked]:
    """Look for every quotation of a report in the transcripts, and for what was copied without marks.

    What was not found and is given to nobody is left alone where it is a term (less than four words), a name or a
    title, or comes from another source (a year before the first interview). What is set apart by its indentation
    alone, or stands between single marks, is a quotation only where it was found or given to somebody.
    """
    checker, paragraphs = _Checker(snapshot), [composed(paragraph) for paragraph in paragraphs]
    found = [*_quoted(checker, paragraphs), *_copied(checker, paragraphs)]
    return sorted(found, key=lambda checked: checked.paragraph)


def _quoted(checker: _Checker, paragraphs: Sequence[Paragraph]) -> Iterator[Checked]:
    begin = (-1, 0)
    for quotation in quotations(paragraphs):
        own = begin[1] if begin[0] == quotation.paragraph else 0
        said = claim(paragraphs, quotation, own, checker.names)
        begin = (quotation.last, quotation.end)
        checked = checker.check(quotation, said)
        if checked:
            yield checked


def _copied(checker: _Checker, paragraphs: Sequence[Paragraph]) -> Iterator[Checked]:
    for number, text, place in copies(checker.corpus, paragraphs):
        never = checker.is_never([place])
        yield _checked(text, Verdict.NOT_TO_BE_QUOTED if never else Verdict.UNMARKED_COPY, place, Claim(), number)


class _Checker:
    """The study, made ready for many quotations."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.corpus = Corpus(snapshot.interviews)
        self.names = Names(snapshot.interviews)
        self.guide = f" {bare(' '.join(_guide(snapshot.codebook)))} "
        self.never = [f for f in flags(snapshot.placements, snapshot.decisions) if f.name == NEVER]

    def check(self, quotation: Quotation, said: Claim) -> Checked | None:
        text = _without_labels(quotation.text, self.names)
        if not pieces(text):
            return None
        found = places(self.corpus, text)
        if not said.voices and f" {bare(text)} " in self.guide and not _exact(found):
            return None  # an example of the coding guide
        fitting = [place for place in found if said.fits(place.voices)]
        number = quotation.paragraph + 1
        if not found:
            free = self.is_free(quotation, text, said)
            return None if free else _checked(quotation.text, Verdict.NOT_FOUND, None, said, number)
        place = (fitting or found)[0]
        if self.is_never(fitting or found):
            return _checked(quotation.text, Verdict.NOT_TO_BE_QUOTED, place, said, number)
        if not fitting:
            return _checked(quotation.text, Verdict.MISATTRIBUTED, place, said, number)
        return _checked(quotation.text, Verdict(place.wording.name.lower()), place, said, number)

    def is_free(self, quotation: Quotation, text: str, said: Claim) -> bool:
        """Whether what was found nowhere need not be found: a term, another source, a mark that proves nothing."""
        if not quotation.sure:
            return not said.voices or length(text) < TERM
        if said.voices:
            return False
        named = not quotation.block and length(text) <= TITLE and _TALK.isdisjoint(words(text))
        return length(text) < TERM or named or self.names.is_elsewhere(said)

    def is_never(self, found: Sequence[Place]) -> bool:
        """Whether every place it can come from lies in a passage that must not be quoted."""
        return all(any(_covers(flag, place) for flag in self.never) for place in found)


def _exact(found: Sequence[Place]) -> bool:
    return any(place.wording is Wording.EXACT for place in found)


def _guide(codebook: Codebook) -> Iterator[str]:
    """All that the coding guide says; its examples are nobody's words."""
    for code in codebook.codes:
        yield from (*code.definition.values(), *code.include, *code.exclude, *code.examples)


def _covers(flag: Flag, place: Place) -> bool:
    """Whether a mark lies on a place; by its words, where its own place was lost."""
    if flag.span or flag.interview != place.interview.id:
        return flag.on(place.interview.id, place.span)
    mine, theirs = f" {place.spoken.stretch(place.first, place.last)} ", f" {bare(flag.quote)} "
    return bool(theirs.strip()) and (mine in theirs or theirs in mine)


def _without_labels(text: str, names: Names) -> str:
    """A dialogue without the labels at the beginning of its lines."""
    return "\n".join(_without_label(line, names) for line in text.split("\n"))


def _without_label(line: str, names: Names) -> str:
    label, colon, rest = line.partition(":")
    return rest if colon and bare(label) in names.labels else line


def _checked(text: str, verdict: Verdict, place: Place | None, said: Claim, number: int) -> Checked:
    text = text.strip()
    if place is None:
        return Checked(text, verdict, said=said.said, paragraph=number)
    interview, wording = place.interview, place.wording.name.lower()
    return Checked(
        text=text,
        verdict=verdict,
        interview=interview.id,
        number=interview.number,
        turn=place.turn,
        span=place.span,
        found=interview.quote(place.span),
        wording=wording,
        similarity=round(place.similarity, 1),
        said=said.said,
        paragraph=number,
    )
