"""Actors: the organisations that interviews name, after the team's own list (`actors.yaml`), and who mentions whom.

acteurs:
- id: metropole
nom: "Métropole de Lyon"
alias: ["la Métropole", "=GLM"]      # '=' as written, accents and case included
type: "collectivité"
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcode.citations.folding import Token, bare, tokens
from qcode.codebook import nodes
from qcode.codebook.fields import Fields
from qcode.codebook.nodes import Items, Table
from qcode.errors import Problem, error
from qcode.model import CODED_ROLES, Interview, Snapshot, Span
from qcode.tables.tally import VIEWS

FILE = "actors.yaml"
_ARTICLES = {"la", "le", "les", "l", "the"}


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation and the names that people give it."""

    id: str
    name: str
    names: tuple[str, ...] = ()  # all names to look for, as written; '=' before one that must be written so
    type: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an interviewee names an actor."""

    interview: str  # id
    actor: str  # id
    turn: int
    speaker: str
    span: Span
    codes: tuple[str, ...]  # of the passages in which it stands
    own: bool  # the speaker's own organisation


@dataclass(frozen=True, slots=True)
class Link:
    """Who mentions whom."""

    source: str  # id of the interview
    actor: str
    mentions: int
    codes: tuple[tuple[str, int], ...]  # with how many mentions each, the most first


def read_actors(text: str, file: str = FILE) -> tuple[tuple[Actor, ...], list[Problem]]:
    """The actors of a list, and what is wrong in it."""
    root, problems = nodes.read(text, file)
    entries = root.items.get("acteurs") or root.items.get("actors") if isinstance(root, Table) else root
    if root is not None and not isinstance(entries, Items):
        problems.append(error("actors_list", file, 1))
        return (), problems
    found: dict[str, Actor] = {}
    for entry in entries.items if isinstance(entries, Items) else ():
        actor = _actor(entry, file, problems)
        if actor and actor.id in found:
            problems.append(error("actor_twice", file, entry.line, id=actor.id))
        elif actor:
            found[actor.id] = actor
    return tuple(found.values()), problems


def _actor(entry: nodes.Node, file: str, problems: list[Problem]) -> Actor | None:
    if not isinstance(entry, Table):
        problems.append(error("actor_not_table", file, entry.line))
        return None
    fields = Fields(entry, "", file, problems)
    name = fields.text("nom") or fields.text("name")
    identifier = fields.text("id") or bare(name).replace(" ", "_")
    if not identifier:
        problems.append(error("actor_nameless", file, entry.line))
        return None
    names = (*((name,) if name else ()), *fields.values("alias"), *fields.values("aliases"))
    return Actor(identifier, name.removeprefix("=") or identifier, names, fields.text("type"))


# --- who is named where -----------------------------------------------------------------------------------------


def mentions(snapshot: Snapshot, actors: Sequence[Actor], view: str = "confirmed") -> list[Mention]:
    """Every place where an interviewee names an actor, the longest name first where two fit."""
    names = _Names(actors)
    coded = _coded(snapshot, view)
    found = []
    for interview in snapshot.interviews:
        for turn in interview.turns:
            if turn.role in CODED_ROLES:
                own = names.of(interview.value("structure", turn.speaker))
                for actor, span in names.find(interview, turn.span):
                    codes = tuple(code for code, place in coded[interview.id] if place.overlap(span))
                    codes = tuple(dict.fromkeys(codes))
                    place = (interview.id, actor, turn.number, turn.speaker, span)
                    found.append(Mention(*place, codes, own=actor == own))
    return found


def links(found: Sequence[Mention]) -> list[Link]:
    """Mentions summed up; what people say of their own organisation is no link."""
    grouped: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found:
        if not mention.own:
            grouped[mention.interview, mention.actor].append(mention)
    return [
        Link(source, actor, len(some), tuple(Counter(code for m in some for code in m.codes).most_common()))
        for (source, actor), some in grouped.items()
    ]


def _coded(snapshot: Snapshot, view: str) -> dict[str, list[tuple[str, Span]]]:
    coded: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for passage in snapshot.passages:
        if passage.status in VIEWS[view]:
            coded[passage.interview].append((passage.code, passage.span))
    return coded


def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name without its article, so that « la Métropole » never hides « Métropole de Lyon »."""
    first, *others = bare(name).split(" ")
    return tuple(others) if others and first in _ARTICLES else (first, *others)


class _Names:
    """All names of all actors, as folded words; those written with `=` as they are."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.folded: dict[tuple[str, ...], str] = {}
        self.own = {_words(name.removeprefix("=")): actor.id for actor in actors for name in actor.names}
        self.exact: dict[tuple[str, ...], str] = {}
        for actor in actors:
            for name in actor.names:
                if name.startswith("="):
                    self.exact[tuple(name[1:].split())] = actor.id
                elif bare(name):
                    self.folded[_words(name)] = actor.id
        self.longest = max(map(len, (*self.folded, *self.exact)), default=0)

    def of(self, name: str) -> str:
        """The actor with this very name, "" where there is none."""
        return self.own.get(_words(name), "")

    def find(self, interview: Interview, span: Span) -> Iterator[tuple[str, Span]]:
        said = tokens(interview.text, span.start, span.end)
        place = 0
        while place < len(said):
            width, actor = self._at(interview, said, place)
            if actor:
                yield actor, Span(said[place].start, said[place + width - 1].end)
            place += width

    def _at(self, interview: Interview, said: Sequence[Token], place: int) -> tuple[int, str]:
        for width in range(min(self.longest, len(said) - place), 0, -1):
            here = said[place : place + width]
            written = tuple(interview.text[token.start : token.end] for token in here)
            actor = self.exact.get(written) or self.folded.get(tuple(token.word for token in here))
            if actor:
                return width, actor
        return 1, ""
