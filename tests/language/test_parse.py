"""What the default model makes of spoken French: lemmas that rules rely on, and offsets that quotations rely on."""

from functools import cache
from pathlib import Path

import pytest

from qcode.language import Tokens, fold, tokens
from qcode.language.tokens import Entry
from qcode.model import Interview
from tests.french import MODEL, parsed
from tests.language.study import interview

pytestmark = pytest.mark.slow

FORMS = {
    "On a déposé trois projets l'an dernier.": "projets projet",
    "Les appels tombent en décembre.": "appels appel",
    "C'est deux temporalités différentes.": "temporalités temporalité",
    "Nous on est pas reconnus.": "reconnus reconnaître",
    "Les femmes du quartier sont reconnues.": "reconnues reconnaître",
    "La mairie reconnaît notre travail.": "reconnaît reconnaître",
    "Ils reconnaissent rien.": "reconnaissent reconnaître",
    "Le poste est financé par la région.": "financé financer",
    "Les postes sont financés un an.": "financés financer",
    "Les actions financées cette année.": "financées financer",
    "Les fondations financent des têtes d'affiche.": "financent financer",
    "Les financeurs changent tout le temps.": "financeurs financeur",
    "On vit de subventions.": "subventions subvention",
    "Ça dépend de la personne.": "dépend dépendre",
    "Un élu est venu.": "élu élu",
    "Les élus sont venus.": "élus élu",
    "Les collectivités nous écoutent.": "collectivités collectivité",
    "Il y a plusieurs réseaux.": "réseaux réseau",
    "On a des contrats précaires.": "précaires précaire",
    "Les bénévoles sont fatigués.": "bénévoles bénévole",
    "Les salariés sont payés.": "salariés salarié",
    "Les assos se parlent pas.": "assos asso",
    "Les associations se parlent pas.": "associations association",
    "Tout est cloisonné ici.": "cloisonné cloisonner",
    "Il faut décloisonner les services.": "décloisonner décloisonner",
    "On a pas été entendus.": "entendus entendre",
    "On a jamais été écoutés.": "écoutés écouter",
    "Les tiers-lieux ouvrent partout.": "tiers-lieux tiers-lieu",
    "C'est de la co-construction.": "co-construction co-construction",
    "Y a pas de suivi.": "a avoir",
    "Il faut que j'aille à la métropole.": "aille aller",
    "Il faudrait une convention.": "faudrait falloir",
    "Il voudrait une évaluation.": "voudrait vouloir",
    "Elle travaillait seule.": "travaillait travailler",
    "Les projets subventionnés coûtent moins.": "subventionnés subventionner",
    "Il a dit oui.": "dit dire",
    "Je suis coordinatrice.": "suis être",
    "L'AAP est ouvert.": "AAP AAP",
    "Les parents étaient pas solvables, la MDPH ne payait pas ça.": "payait payer",
}
TEXTS = [
    "Les salarié·e·s l’ont dit\u00a0: [rires] c’est-à-dire qu- que les TIERS-LIEUX…",
    "ON A TROIS APPELS À PROJET(S).",
    "J' ai dit.",
]


@cache
def read() -> tuple[Interview, Tokens]:
    """All sentences in one interview, parsed once."""
    said = interview(*(("R", text) for text in [*FORMS, *TEXTS]))
    return said, parsed(said)


def entries(text: str) -> dict[str, Entry]:
    """What the model says of each word of a turn, by the word as quoted."""
    said, columns = read()
    turn = said.turns[[*FORMS, *TEXTS].index(text)]
    rows = [row for row in range(len(columns)) if turn.span.start <= columns.start[row] < turn.span.end]
    return {said.text[columns.start[row] : columns.end[row]]: columns.entries[columns.entry[row]] for row in rows}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_lemmas_that_rules_rely_on(text: str, expected: str) -> None:
    form, lemma = expected.split()
    assert entries(text)[form].lemma == lemma


def test_spoken_and_typed_signs() -> None:
    found = entries(TEXTS[0])
    assert found["salarié·e·s"].lemma == "salarié"
    assert found["salarié·e·s"].form == "salarié·e·s"
    assert found["l’"] == Entry("l'", "le", "PRON")
    assert fold(found["TIERS-LIEUX"].form) == "tierslieux"
    assert not {"rires", "[", "qu-", "qu"} & found.keys()


def test_a_turn_in_capitals_has_the_lemmas_of_small_letters() -> None:
    found = entries(TEXTS[1])
    assert (found["APPELS"].lemma, found["PROJET(S)"].lemma, found["A"].lemma) == ("appel", "projet", "avoir")
    assert found["APPELS"].form == "APPELS"


def test_a_loose_apostrophe() -> None:
    assert entries(TEXTS[2])["J'"].lemma == "je"


def test_moods_of_verbs() -> None:
    assert entries("Il faudrait une convention.")["faudrait"].tag == "VERB Cnd"
    assert entries("Ça dépend de la personne.")["dépend"].tag == "VERB Fin"
    assert entries("Il faut décloisonner les services.")["décloisonner"].tag == "VERB"


def test_a_past_is_no_conditional() -> None:
    """The model takes this one for a conditional."""
    assert entries("Les parents étaient pas solvables, la MDPH ne payait pas ça.")["payait"].tag == "VERB Fin"


def test_every_token_is_a_quotation_of_its_segment() -> None:
    said, columns = read()
    for start, end, segment in zip(columns.start, columns.end, columns.segment, strict=True):
        span = said.segments[segment].span
        assert span.start <= start < end <= span.end
        assert said.text[start:end].strip() == said.text[start:end]


def test_only_what_is_new_is_parsed(tmp_path: Path) -> None:
    one, two = (
        interview(("E", "Et vous ?"), ("R", "On répond."), ("", "[rires]"), id="a"),
        interview(("R", "Oui."), id="b"),
    )
    told: list[tuple[int, int]] = []
    first, problems = tokens([one, two], MODEL, tmp_path, progress=lambda done, of: told.append((done, of)))
    assert (len(first), problems, told) == (2, [], [(1, 2), (2, 2)])
    assert [item.interview for item in first] == ["a", "b"]
    told.clear()
    again, _ = tokens([two, one], MODEL, tmp_path, lemmas={"répond": "dire"}, progress=lambda *_: told.append(_))
    assert (told, [item.interview for item in again]) == ([], ["b", "a"])
    assert [entry.lemma for entry in again[1].entries if entry.form == "répond"] == ["dire"]
    changed = interview(("R", "Oui, non."), id="b")
    tokens([one, changed], MODEL, tmp_path, progress=lambda *_: told.append(_))
    assert told == [(1, 1)]
    assert len(list(tmp_path.iterdir())) == 2
