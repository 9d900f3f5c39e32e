"""Writings of one word meet, and no offset moves."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qcode.language import fold, normalise, written
from qcode.language.folding import inclusive_ends

FRENCH = st.text(alphabet="aeéèêçœxsprojt'’´-–·.()/~ \u00a0\u202fSALEÉŒ\n…?!«»[]0%", max_size=60)


@given(st.one_of(st.text(max_size=80), FRENCH))
@example("İI")  # lower-casing makes two characters of one
@example("J´AI UN PROJET(S)")
def test_normalising_keeps_the_length(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.one_of(st.text(max_size=40), FRENCH))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(FRENCH)
def test_a_word_folds_alike_in_capitals(word: str) -> None:
    assert fold(word.upper()) == fold(word)


@given(FRENCH)
def test_inclusive_ends_lie_behind_what_they_lengthen(text: str) -> None:
    for short, full in inclusive_ends(text).items():
        assert short < full <= len(text)
        assert normalise(text)[short:full].strip() == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élus", "elus"),
        ("ÉLUS", "élus"),
        ("œuvre", "Oeuvre"),
        ("ex æquo", "ex aequo"),
        ("salarié·e·s", "salariés"),
        ("salarié•e•s", "salariés"),
        ("salarié.e.s", "salariés"),
        ("salarié(e)s", "salariés"),
        ("salarié-e-s", "salariés"),
        ("salarié·es", "salariés"),
        ("salarié·e", "salarié"),
        ("salarié/e", "salarié"),
        ("chercheur·euses", "chercheurs"),
        ("chercheur.e.s", "chercheurs"),
        ("directeur/trice", "directeur"),
        ("animateur·rice·s", "animateurs"),
        ("tou·te·s", "tous"),
        ("nombreux·ses", "nombreux"),
        ("projet(s)", "projets"),
        ("PROJET(S)", "projets"),
        ("tiers-lieu", "tierslieu"),
        ("co\u2011construire", "coconstruire"),
        ("aujourd’hui", "aujourd'hui"),
        ("J´", "j'"),
        ("pro\u00adjet", "projet"),
        ("ﬁnance", "finance"),
        ("e\u0301lu", "élu"),
    ],
)
def test_these_writings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("one", ["et/ou", "dit-elle", "donne-le", "M.", "site.fr", "fini.Le", "rendez-vous", "là-bas"])
def test_these_are_not_inclusive(one: str) -> None:
    assert not inclusive_ends(one)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("J´ai l’idée\u00a0: d‘abord", "J'ai l'idée : d'abord"),
        ("des salarié·e·s motivés", "des salariés    motivés"),
        ("un appel à projet(s).", "un appel à projets  ."),
        ("j' ai dit qu' on", "je ai dit que on"),
        ("un proj- un quest~ projet", "un       un        projet"),
        ("LES ÉLUS NOUS ONT DIT", "les élus nous ont dit"),
        ("les ÉLUS nous ont dit", "les ÉLUS nous ont dit"),
        ("sous-préfet, peut-être", "sous-préfet, peut-être"),
    ],
)
def test_what_the_parser_reads(text: str, parsed: str) -> None:
    assert normalise(text) == parsed


def test_an_exact_word_keeps_case_and_accents() -> None:
    assert written("L’Élu") == "L'Élu"
