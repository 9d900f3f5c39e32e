"""A small study in which sentences are long enough to be quoted."""

from __future__ import annotations

from dataclasses import replace

from qcode.model import Anchor, Decision, Interview, Kind, Placement, Snapshot, Span
from tests.factory import codebook, interview, snapshot

LYON = interview(
    "lyon-accompagnement",
    "Q1: Et la partie publique, elle prend quelle forme dans votre structure aujourd'hui ?",
    "SOPHIE: Quasiment que des appels à projets, une vingtaine par an. On a une vraie compétence là-dessus, "
    "on a un process. Quelqu'un fait la veille et on passe en comité tous les mardis.",
    "Q1: D'accord.",
    "SOPHIE: Et encore, je ne compte pas ceux qu'on abandonne en route parce que le dossier est trop lourd.",
    "INÈS: Moi j'écris les dossiers le dimanche soir, euh… [rires] quand les enfants dorment enfin.",
    number="E02",
    territoire="Lyon",
    type_acteur="structure d'accompagnement",
    structure="Tremplin 3e",
    persons={"SOPHIE": {"fonction": "directrice"}, "INÈS": {"fonction": "chargée d’accompagnement"}},
)
MARSEILLE = interview(
    "marseille-association",
    "Q: Qui vous connaît, à la mairie ?",
    "R: Personne ne nous connaît à la mairie centrale, il faut le dire. On m'a demandé si je venais pour le ménage. "
    "Mon directeur, lui, il signe tout et il ne lit rien, mais ça je ne vous l'ai pas dit.",
    "R: Une vraie compétence, personne ne la paie.",
    number="E10",
    territoire="Marseille",
    type_acteur="association",
)


def study() -> Snapshot:
    """Two interviews, a sentence of the second not to be quoted."""
    stage = LYON.text.index("[rires]")
    lyon = replace(LYON, stage=(Span(stage, stage + len("[rires]")),))
    secret = "Mon directeur, lui, il signe tout et il ne lit rien, mais ça je ne vous l'ai pas dit."
    return replace(
        snapshot([lyon, MARSEILLE], codebook(reconnaissance="visibilite")),
        placements=(never(MARSEILLE, secret),),
    )


def never(where: Interview, quote: str) -> Placement:
    """These words must not be quoted."""
    start = where.text.index(quote)
    anchor = Anchor(start, start + len(quote), quote)
    decision = Decision("d1", Kind.FLAG, "A", 1, "2026-01-05T10:00:00Z", where.id, anchor=anchor, name="never")
    return Placement(decision, where.id, anchor.span)
