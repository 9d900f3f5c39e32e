"""All that was said in the interviews, as words in a row that a quotation can be looked for in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qcode.citations.folding import Token, tokens
from qcode.model import Interview, Role, Span

PROMPT = 6
"""An interviewer's turn of so many words at most does not interrupt what is quoted."""
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


def spoken(interview: Interview, prompts: bool = True, asked: bool = True) -> Spoken:
    """The words of an interview; without `prompts`, short turns of interviewers are left out, without `asked` all."""
    found: list[Token] = []
    turns: list[int] = []
    staged = sorted((span.start, span.end) for span in interview.stage)
    for turn in interview.turns:
        said = [token for token in tokens(interview.text, turn.span.start, turn.span.end) if not _in(token, staged)]
        asks = turn.role is Role.INTERVIEWER
        if turn.role is Role.OTHER or (asks and (not asked or (not prompts and len(said) <= PROMPT))):
            continue
        found += said
        turns += [turn.number] * len(said)
    starts, place = [], 1
    for token in found:
        starts.append(place)
        place += len(token.word) + 1
    return Spoken(interview, tuple(found), tuple(turns), f" {' '.join(t.word for t in found)} ", tuple(starts))


def _in(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, (token.start, token.end)) - 1
    return any(start <= token.start < end for start, end in spans[max(place, 0) : place + 2])


class Corpus:
    """Every interview twice: as it was said, and without the short prompts of the interviewers."""

    def __init__(self, interviews: Iterable[Interview]) -> None:
        """Fold each interview once."""
        self.interviews = tuple(interviews)
        self.spoken: list[Spoken] = []
        for interview in self.interviews:
            whole, smooth = spoken(interview), spoken(interview, prompts=False)
            self.spoken += [whole] if len(whole.tokens) == len(smooth.tokens) else [whole, smooth]
        self._blocks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, said in enumerate(self.spoken):
            for position, token in enumerate(said.tokens):
                self._blocks[token.word].append((number, position // BLOCK))

    def likely(self, wanted: Sequence[str], most: int = 6) -> list[tuple[Spoken, int, int]]:
        """The stretches that share most of their rarer words with these, as first and last word (exclusive)."""
        votes: dict[tuple[int, int], float] = defaultdict(float)
        for word in sorted(set(wanted)):
            blocks = set(self._blocks.get(word, ()))
            for block in blocks:
                votes[block] += 1 / len(blocks)
        best = sorted(votes, key=lambda block: (-votes[block], block))[:most]
        around = len(wanted) + 2
        return [(self.spoken[n], max(0, block * BLOCK - around), (block + 1) * BLOCK + around) for n, block in best]
