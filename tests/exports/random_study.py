"""A study made by chance, but always the same: prompts, two voices, gaps in attributes, all statuses."""

from __future__ import annotations

import random
from collections.abc import Sequence

from qcode.model import Attribute, Codebook, Coding, Interview, Person, Snapshot, Status
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="lenteur urgence perennite", lieux="instances bureaux", seul="")
STATUSES = (Status.CONFIRMED, Status.CONFIRMED, Status.SUGGESTED, Status.DISPUTED, Status.REJECTED)
ATTRIBUTES = (Attribute("territoire", values=("Nantes", "Lyon", "Marseille")), Attribute("type_acteur"))


def study(
    seed: int = 1,
    size: int = 9,
    territories: Sequence[str] = ("Nantes", "Lyon", "Brest", ""),
    read_all: bool = True,
) -> Snapshot:
    """Interviews, codings and readings drawn by chance."""
    chance = random.Random(seed)
    interviews = [_interview(chance, number, territories) for number in range(1, size + 1)]
    codings = [found for where in interviews for found in _codings(chance, where, GUIDE)]
    readings = [read(where, GUIDE) for where in interviews if read_all]
    readings += [read(where, GUIDE, codes=["temps"]) for where in interviews[::2] if not read_all]
    return snapshot(interviews, GUIDE, codings, readings, ATTRIBUTES)


def _interview(chance: random.Random, number: int, territories: Sequence[str]) -> Interview:
    turns = []
    for _ in range(chance.randint(4, 9)):
        turns.append("Q: " + chance.choice(["Hm.", "D'accord, oui.", "Et comment faites vous alors dans ce cas ?"]))
        sentences = [" ".join(["mot"] * chance.randint(1, 9)).capitalize() + "." for _ in range(chance.randint(1, 4))]
        turns.append(f"{chance.choice(['R1', 'R1', 'R2'])}: {' '.join(sentences)}")
    made = interview(
        f"e{number}",
        *turns,
        number=f"E{number:02}",
        persons={"R1": {"type_acteur": "Ville"}, "R2": {"type_acteur": "Association"}} if number % 3 == 0 else None,
        comparable=number != 5,
        territoire=chance.choice(territories),
        type_acteur=chance.choice(["Ville", "Association", "Recherche"]),
    )
    assert all(isinstance(person, Person) for person in made.persons)
    return made


def _codings(chance: random.Random, where: Interview, guide: Codebook) -> list[Coding]:
    return [
        coding(where, segment.number, code.id, chance.choice(STATUSES), rule=chance.choice(["", "r1"]))
        for segment in where.segments
        for code in guide.codes
        if where.is_coded(segment) and chance.random() < 0.3
    ]
