"""Who asks and who answers: from the study's settings, the header, the label itself, else how they speak."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qcode.model import Role
from qcode.reading.labels import resembling, without_number
from qcode.reading.vocabulary import LABEL_ROLES, WEAK_LABELS, fold


@dataclass(frozen=True, slots=True)
class Sides:
    """The folded labels that the settings and the header give to a role."""

    settings: Mapping[str, Role]
    header: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class Decided:
    """A role, and why: `settings`, `header`, `label`, `spelling`, `elimination` or `behaviour`."""

    role: Role
    reason: str
    like: str = ""  # spelling: the label that it seems to be


_BY_LABEL = Decided(Role.INTERVIEWER, "label")


def decide(labels: Sequence[str], sides: Sides, speech: Callable[[str], list[str]]) -> dict[str, Decided]:
    """The role of every label; `speech` gives what a label says, turn by turn, where nothing else tells."""
    decided = {label: found for label in labels if (found := _told(label, sides))}
    if not any(each.role is Role.INTERVIEWER for each in decided.values()):
        decided |= dict.fromkeys(_asking([label for label in labels if label not in decided]), _BY_LABEL)
    for label in labels:
        if label not in decided and (like := resembling(label, decided)):
            decided[label] = Decided(decided[like].role, "spelling", like)
    open_labels = [label for label in labels if label not in decided]
    roles = {each.role for each in decided.values()}
    if open_labels and _all_interviewers_found(decided, sides):
        decided |= dict.fromkeys(open_labels, Decided(Role.INTERVIEWEE, "elimination"))
    elif open_labels:
        decided |= _by_behaviour({label: speech(label) for label in open_labels}, roles)
    return {label: decided[label] for label in labels}


def _asking(labels: list[str]) -> list[str]:
    """The labels that ask where no other does: those of the first weak word that is used."""
    first = next((word for word in WEAK_LABELS if any(without_number(label) == word for label in labels)), None)
    return [label for label in labels if without_number(label) == first]


def _told(label: str, sides: Sides) -> Decided | None:
    """What somebody has written about this label, or what it says by itself."""
    folded = fold(label)
    if role := sides.settings.get(folded):
        return Decided(role, "settings")
    if role := sides.header.get(folded):
        return Decided(role, "header")
    if (role := LABEL_ROLES.get(without_number(label))) and without_number(label) not in WEAK_LABELS:
        return Decided(role, "label")
    return None


def _all_interviewers_found(decided: Mapping[str, Decided], sides: Sides) -> bool:
    """Whether the header names the interviewers and each of them speaks: then the others are interviewed."""
    named = {label for label, role in sides.header.items() if role is Role.INTERVIEWER}
    return bool(named) and named <= {fold(label) for label in decided}


def _by_behaviour(speech: Mapping[str, list[str]], known: set[Role]) -> dict[str, Decided]:
    """Interviewers ask more and say less. One lone label takes the side that is still empty."""
    if len(speech) == 1 and len(known) == 1:
        other = {Role.INTERVIEWER: Role.INTERVIEWEE, Role.INTERVIEWEE: Role.INTERVIEWER}.get(next(iter(known)))
        if other:
            return dict.fromkeys(speech, Decided(other, "behaviour"))
    if len(speech) == 1 and not known:
        return dict.fromkeys(speech, Decided(Role.INTERVIEWEE, "behaviour"))
    asks = {label: _questions(turns) for label, turns in speech.items()}
    length = {label: sum(map(len, turns)) / len(turns) for label, turns in speech.items()}
    asker = max(asks, key=lambda label: (asks[label], -length[label]))
    middle = sum(length.values()) / len(length)
    found = {}
    for label in speech:
        is_asker = (label == asker and Role.INTERVIEWER not in known) or (asks[label] > 0.6 and length[label] < middle)
        found[label] = Decided(Role.INTERVIEWER if is_asker else Role.INTERVIEWEE, "behaviour")
    return found


def _questions(turns: Iterable[str]) -> float:
    """The share of turns that end on a question or hold one near their end."""
    answers = [turn.rstrip()[-40:].count("?") > 0 for turn in turns]
    return sum(answers) / len(answers)
