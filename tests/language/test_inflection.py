"""Genders and numbers meet by their spelling, and what only looks alike does not."""

from itertools import product

import pytest

from qcode.language.inflection import adjectives, infinitives, is_feminine_noun, is_noun, singulars

FORMS = [
    "fatigué fatiguée fatigués fatiguées",
    "invité invitée invités invitées",
    "reconnu reconnue reconnus reconnues",
    "accueilli accueillie accueillis accueillies",
    "vu vue vus vues",
    "né née nés nées",
    "pris prise prises",
    "ouvert ouverte ouverts ouvertes",
    "local locale locaux locales",
    "actif active actifs actives",
    "sérieux sérieuse sérieuses",
    "premier première premiers premières",
    "ancien ancienne anciens anciennes",
    "complet complète complets complètes",
    "public publique publics publiques",
    "gros grosse grosses",
    "nouveau nouvelle nouveaux nouvelles",
    "précaire précaires",
]


@pytest.mark.parametrize("forms", FORMS)
def test_all_forms_of_a_word_share_a_key(forms: str) -> None:
    for one, other in product(forms.split(), repeat=2):
        assert adjectives(one) & adjectives(other), (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("aide", "aidée"), ("prix", "pris"), ("eux", "eu"), ("voix", "vu"), ("plus", "plu"), ("fait", "faible")],
)
def test_what_only_looks_alike_does_not_meet(one: str, other: str) -> None:
    assert not adjectives(one) & adjectives(other)


@pytest.mark.parametrize(
    ("participle", "infinitive"),
    [
        ("fatiguées", "fatiguer"),
        ("reconnue", "reconnaitre"),
        ("finies", "finir"),
        ("suivis", "suivre"),
        ("relu", "relire"),
        ("née", "naitre"),
        ("soumise", "soumettre"),
        ("entendus", "entendre"),
    ],
)
def test_a_participle_belongs_to_its_verb(participle: str, infinitive: str) -> None:
    assert infinitive in infinitives(participle)


def test_an_adjective_in_u_belongs_to_no_verb() -> None:
    assert not infinitives("absolu")


def test_plurals_of_some_length() -> None:
    assert "appel" in singulars("appels")
    assert {"local", "travail"} <= singulars("locaux") | singulars("travaux")
    assert not singulars("cours") | singulars("fois") | singulars("temps")


def test_nouns_that_look_like_participles() -> None:
    assert is_noun("marchés")
    assert is_noun("élues")
    assert not is_feminine_noun("élues")
    assert is_feminine_noun("données")
    assert not is_noun("invités")
