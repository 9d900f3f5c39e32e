"""The names that a coding guide may use, in French and in English: one table, applied at loading."""

from __future__ import annotations

import unicodedata
from functools import cache

from qcode.model import Negated, Order, Scope
from qcode.words import language

_CODE = {
    *("id", "label", "definition", "include", "exclude", "examples", "colour", "parent", "rank"),
    *("rules", "codes", "provisional", "born", "retired"),
}
KEYS = {
    "file": _CODE | {"lists"},
    "code": _CODE,
    "rule": {
        *("id", "idea", "any", "near", "not_near", "unless", "asked", "carry", "speaker", "where"),
        *("negated", "hypothesis", "voice", "score", "examples", "counterexamples"),
    },
    "near": {"any", "within", "order"},
}
"""What each table of a guide may hold."""

FRENCH = {
    "code": "id",
    "contre_exemples": "counterexamples",
    "couleur": "colour",
    "dans": "where",
    "exclure": "exclude",
    "exemples": "examples",
    "fenetre": "within",
    "hypothese": "hypothesis",
    "idee": "idea",
    "identifiant": "id",
    "inclure": "include",
    "libelle": "label",
    "listes": "lists",
    "locuteur": "speaker",
    "ne_le": "born",
    "negation": "negated",
    "nom": "label",
    "ordre": "order",
    "parmi": "where",
    "pas_pres_de": "not_near",
    "poids": "score",
    "pres_de": "near",
    "prolonge": "carry",
    "provisoire": "provisional",
    "question": "asked",
    "rang": "rank",
    "regles": "rules",
    "retire": "retired",
    "sauf": "unless",
    "sous_codes": "codes",
    "termes": "any",
    "trouver": "any",
    "voix_d_autrui": "voice",
}
"""French key → the one name inside."""

SCOPES = {"phrase": Scope.SENTENCE, "sentence": Scope.SENTENCE, "tour": Scope.TURN, "turn": Scope.TURN}
ORDERS = dict.fromkeys(("avant", "before"), Order.BEFORE) | dict.fromkeys(("apres", "after"), Order.AFTER)
ORDERS |= dict.fromkeys(("libre", "free"), Order.FREE)
NEGATED = {
    **dict.fromkeys(("compter", "garder", "count"), Negated.COUNT),
    **dict.fromkeys(("ignorer", "exclure", "skip"), Negated.SKIP),
    **dict.fromkeys(("seulement", "exiger", "only"), Negated.ONLY),
}
YES = {"oui": True, "yes": True, "true": True, "vrai": True, "non": False, "no": False, "false": False, "faux": False}
NOBODY = ("aucun", "none")
"""As a parent: the code stands at the top, wherever it is written."""
EVERYONE = {"enquete", "enquetee", "enquetes", "enquete_e", "interviewee", "interviewees", "tous"}


@cache
def fold(name: str) -> str:
    """A key or a value without accents, capitals, hyphens or inclusive endings, as the tables above spell them."""
    bare = unicodedata.normalize("NFD", name.strip().casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else "_" for sign in letters)


def inner(name: str) -> str:
    """The one name inside for a key as somebody wrote it."""
    key = fold(name)
    return FRENCH.get(key, key)


def known(kind: str) -> list[str]:
    """The keys that a table may have, as the reader's language calls them."""
    names = {key: french for french, key in FRENCH.items()} if language() == "fr" else {}
    return [names.get(key, key) for key in sorted(KEYS[kind])]


def nearest(name: str, kind: str) -> str:
    """The known key that looks most like a wrong one, in the language it seems to be written in; "" if none does."""
    from rapidfuzz import process

    all_known = [*KEYS[kind], *(french for french, key in FRENCH.items() if key in KEYS[kind])]
    found = process.extractOne(fold(name), sorted(all_known), score_cutoff=60)
    return found[0] if found else ""
