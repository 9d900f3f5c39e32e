"""The words that reading knows, French and English: labels, header keys, stage directions, abbreviations.

Only lists live here; add a word to a list and every reader understands it. All are written folded (`fold`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from qcode.model import Form, Role


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and hyphens, single spaces: how labels and keys are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").replace("œ", "oe").split())


def words(listed: str) -> list[str]:
    """A list written as one line of words."""
    return listed.split()


LABEL_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        words(
            "q question e c i enqueteur enquetrice enqueteur·rice enqueteur·ice enqueteur.rice enqueteur.ice "
            "enqueteur/trice interviewer intervieweur intervieweuse chercheur chercheuse sociologue "
            "animateur animatrice moderateur moderatrice moderator researcher int itw"
        ),
        Role.INTERVIEWER,
    ),
    **dict.fromkeys(
        words(
            "r reponse enquete enquetee enquete·e enquete.e enquete(e) interviewe interviewee interviewe·e "
            "interviewe.e interviewe(e) repondant repondante repondant·e respondent participant participante "
            "participant·e p informateur informatrice"
        ),
        Role.INTERVIEWEE,
    ),
}
"""Roles that a label says by itself, numbers apart (`E1`, `Participant 3`)."""

WEAK_LABELS = ("c", "i", "e")
"""Labels that ask in one team and answer in another (`C`/`E`, `E`/`R`): the first of them asks, if nobody else does."""

TITLES = frozenset(words("m mm mme mmes mlle mr mrs ms dr pr me"))

NOT_LABELS = frozenset(
    words(
        "bon donc alors oui non voila bref enfin et mais ou exemple resultat conclusion note nb attention remarque "
        "bilan constat moralite consequence objectif idee truc total ouais si ben bah la ca c'est"
    )
)
"""Words that open a sentence and are followed by a colon in speech (« Résultat : rien »)."""

HEADER_KEYS: dict[str, str] = {
    key: name
    for name, keys in {
        "titre": "titre title intitule",
        "date": "date date_de_l_entretien date_entretien",
        "territoire": "territoire territory terrain",
        "type_acteur": "type_acteur type_d_acteur type_d_acteurs type_acteurs type_de_l_acteur actor_type actor",
        "structure": "structure organisation organization organisme",
        "enqueteur": (
            "enqueteur enqueteurs enquetrice enquetrices enqueteur_s enqueteur_rice enqueteur_rices enqueteur_ice "
            "interviewer interviewers intervieweur intervieweuse intervieweurs chercheur chercheuse chercheurs"
        ),
        "enquete": (
            "enquete enquetee enquetes enquetees enquete_s enquete_e enquete_e_s enquete_es interviewe interviewee "
            "interviewes interviewees interviewee_s participant participants participante participantes respondent"
        ),
        "duree": "duree duration duree_de_l_entretien",
        "forme": "forme form format_de_l_entretien",
        "phase": "phase vague wave",
        "comparable": "comparable",
        "etat": "etat state statut_de_la_transcription etat_de_la_transcription",
        "numero": "numero number no n n°",
        "interview": "interview entretien fichier file id_entretien transcript transcription",
        "personne": "personne label etiquette locuteur person speaker",
    }.items()
    for key in keys.split()
}
"""What a key of a header, or a column of a table, means; keys as `header.key` writes them."""

COLUMNS: dict[str, str] = {
    column: name
    for name, columns in {
        "speaker": "speaker locuteur locutrice personne enquete interlocuteur who",
        "text": "text texte parole propos contenu verbatim reponse transcription",
        "time": "time temps start debut timecode horodatage",
        "id": "id identifiant numero",
        "quote": "quote citation extrait",
        "code": "code",
        "interview": "interview entretien fichier file",
    }.items()
    for column in columns.split()
}
"""What the title of a column means in a table of speech; titles folded."""

FORMS: dict[str, Form] = {
    **dict.fromkeys(("individuel", "individuelle", "individual", "seul"), Form.INDIVIDUAL),
    **dict.fromkeys(("croise", "joint", "conjoint", "couple", "double", "duo", "a deux"), Form.JOINT),
    **dict.fromkeys(("groupe", "group", "collectif", "collective", "focus group", "focus"), Form.GROUP),
}

STATES: dict[str, str] = {
    **dict.fromkeys(("brut", "brute", "raw", "automatique"), "raw"),
    **dict.fromkeys(("relu", "relue", "corrige", "corrigee", "proofread"), "proofread"),
    **dict.fromkeys(
        ("pseudonymise", "pseudonymisee", "anonymise", "anonymisee", "pseudonymised", "anonymised"), "pseudonymised"
    ),
}

YES = frozenset({"oui", "yes", "o", "y", "vrai", "true", "1"})
NO = frozenset({"non", "no", "n", "faux", "false", "0"})

STAGE_BEFORE = "il elle ils elles on petit petits petite léger légers long longue bref brève gros grand éclats? de"
STAGE_WORDS = (
    "rires? rit rient riant sourires? sourit silences? pauses? blanc soupirs? soupire toux tousse bruits? inaudibles? "
    "incompréhensibles? interruptions? interrompue? hésitations? hésite pleurs? pleure applaudissements? chuchote "
    "chuchotements? souffle brouhaha coupure inaud laughs? laughter laughing sighs? crosstalk unintelligible coughs?"
)
"""In round brackets, only these open a stage direction (regular expressions, accents as written)."""

MACHINE_LINES = (
    r"(?:transcribed|transcript(?:ion)? generated) (?:by|with) .{1,100}",
    r"transcri(?:t|ption (?:réalisée|générée)) (?:par|avec) .{1,100}",
    r".{1,60} (?:started|stopped) (?:the )?transcription|.{1,60} a (?:démarré|arrêté) la transcription",
    r"(?:la réunion est terminée|meeting ended) (?:après|after) .{1,40}",
    r"(?:audio )?source(?: audio)? ?: .{1,200}",
    r"(?:recording|transcription) (?:started|stopped|ended)",
)
"""What programs that transcribe write around what is said (regular expressions, accents as written)."""

ABBREVIATIONS = frozenset(
    words(
        "m mm mme mmes mlle mlles mr mrs ms dr pr me st ste art p pp cf ex av bd env éd ed vol min max tél tel "
        "fig chap réf ref resp n° etc apr j.-c c.-à-d c-à-d vs e.g i.e"
    )
)
"""Words whose full stop does not end a sentence. `etc.` does, before a capital."""

AFTER_HYPHEN = frozenset(
    words("je tu il elle on nous vous ils elles le la les lui leur moi toi soi ce ci là y en t être même mêmes delà")
)
"""What keeps its hyphen at the end of a printed line: `peut-être`, `dites-moi`, `celui-là`; accents as written."""
