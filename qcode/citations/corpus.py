"""All that was said in the interviews, as words in a row that a quotation can be looked for in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from qcode.citations.folding import Token, tokens
from qcode.codings.passages import PROMPT
from qcode.model import Interview, Role, Span, Turn

BLOCK = 64
"""Words of a stretch in which shared words are counted, to know where to look closer."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """What was said in one interview, in order; labels, header and stage directions left out."""

    interview: Interview
    tokens: tuple[Token, ...]
    turns: tuple[int, ...]  # the turn of each word
    joined: str  # the words between spaces, with one at each end
    starts: tuple[int, ...]  # where each word begins in `joined`

    def find(self, wanted: Sequence[str], first: int = 0) -> Iterator[int]:
        """Where these words stand in a row, from word `first` on: the number of the first of them."""
        needle = f" {' '.join(wanted)} "
        place = self.joined.find(needle, self.starts[first] - 1) if first < len(self.starts) else -1
        while place >= 0:
            yield self.at(place + 1)
            place = self.joined.find(needle, place + 1)

    def at(self, character: int) -> int:
        """The number of the word that holds this character of `joined`."""
        return bisect_right(self.starts, character) - 1

    def stretch(self, first: int, last: int) -> str:
        """Words `first` to `last` (exclusive), with one space between them."""
        return " ".join(token.word for token in self.tokens[first:last])

    def span(self, first: int, last: int) -> Span:
        """Where words `first` to `last` (exclusive) stand in the interview's text."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def common(self, first: int, wanted: Sequence[str]) -> int:
        """How many of the words wanted stand in a row from word `first` on."""
        most = min(len(wanted), len(self.tokens) - first)
        return next((n for n in range(most) if self.tokens[first + n].word != wanted[n]), most)


Said = list[tuple[Turn, list[Token]]]


def said_in(interview: Interview) -> Said:
    """The words of each turn, without stage directions."""
    staged = sorted((span.start, span.end) for span in interview.stage)
    found: Said = []
    for turn in interview.turns:
        if turn.role is not Role.OTHER:
            words = tokens(interview.text, turn.span.start, turn.span.end)
            found.append((turn, [word for word in words if not _in(word, staged)] if staged else words))
    return found


def spoken(interview: Interview, said: Said) -> Spoken:
    """These turns as words in a row."""
    found = [token for _, words in said for token in words]
    turns = [turn.number for turn, words in said for _ in words]
    starts = list(accumulate((len(token.word) + 1 for token in found), initial=1))
    return Spoken(interview, tuple(found), tuple(turns), f" {' '.join(t.word for t in found)} ", tuple(starts[:-1]))


def _in(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (token.start, token.end)) - 1
    return any(start <= token.start < end for start, end in spans[max(place, 0) : place + 2])


class Corpus:
    """Every interview as it was said, without the short prompts of the interviewers, and the answers alone."""

    def __init__(self, interviews: Iterable[Interview]) -> None:
        """Fold each interview once."""
        self.spoken: list[Spoken] = []
        self.answers: list[Spoken] = []
        for interview in interviews:
            said = said_in(interview)
            smooth = [one for one in said if one[0].role is not Role.INTERVIEWER or len(one[1]) > PROMPT]
            self.spoken += [
                spoken(interview, some) for some in ([said] if len(smooth) == len(said) else [said, smooth])
            ]
            self.answers.append(spoken(interview, [one for one in said if one[0].role is not Role.INTERVIEWER]))

    @cached_property
    def _blocks(self) -> Mapping[str, list[tuple[int, int]]]:
        """Each word's stretches (which row of words, which BLOCK of it): made when first asked for."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, said in enumerate(self.spoken):
            words = [token.word for token in said.tokens]
            for block in range(0, len(words), BLOCK):
                for word in set(words[block : block + BLOCK]):
                    found[word].append((number, block // BLOCK))
        return found

    def likely(self, wanted: Sequence[str], most: int = 6) -> list[tuple[Spoken, int, int]]:
        """The stretches that share most of their rarer words with these, as first and last word (exclusive)."""
        votes: dict[tuple[int, int], float] = defaultdict(float)
        for word in sorted(set(wanted)):
            blocks = self._blocks.get(word, ())
            for block in blocks:
                votes[block] += 1 / len(blocks)
        best = sorted(votes, key=lambda block: (-votes[block], block))[:most]
        around = len(wanted) + 2
        return [(self.spoken[n], max(0, block * BLOCK - around), (block + 1) * BLOCK + around) for n, block in best]
