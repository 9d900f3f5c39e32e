"""What a term finds in spoken French."""

import pytest

from qcode.tagging import suggest
from tests.tagging.study import index, interview, rule, words


def found(term: str, said: str) -> list[str]:
    """The words of `said` that a term matches, in the order of the text."""
    text = interview(("R", said))
    return [word for item in suggest(index(text), [rule(term)]) for word in words(text, item)]


@pytest.mark.parametrize(
    ("term", "said", "expected"),
    [
        # by lemma or by form, whatever the case and the accents
        ("appel à projet", "On répond à trois appels à projets par an.", ["appels à projets"]),
        ("appels à projets", "Un appel à projet, des appels à projets.", ["appel à projet", "appels à projets"]),
        ("appel a projet", "L'APPEL À PROJETS est ouvert.", ["APPEL À PROJETS"]),
        ("répondre", "On répond.", ["répond"]),
        # adjacency reads over fillers, punctuation and spaces of all kinds
        ("appel à projet", "Des appels euh à projets.", ["appels euh à projets"]),
        ("appel à projet", "Des appels, enfin, à, ben, projets.", ["appels, enfin, à, ben, projets"]),
        ("appel à projet", "Des appels\u00a0à\u202fprojets.", ["appels\u00a0à\u202fprojets"]),
        ("appel à projet", "Des appels nombreux à projets.", []),
        # a filler that the rule names is not read over; in its own sense it is a word
        ("enfin", "Et enfin on a signé.", ["enfin"]),
        ("appel enfin", "Un appel euh enfin lancé.", ["appel euh enfin"]),
        ("enfin lancé", "Un appel enfin euh lancé.", ["enfin euh lancé"]),
        ("un projet", "C'est un bon projet.", []),
        ("bonne volonté", "Avec de la bonne volonté.", ["bonne volonté"]),
        ("on a signé", "On a, bon, signé.", ["On a, bon, signé"]),
        ("on a signé", "On a bon, signé.", ["On a bon, signé"]),
        ("on a signé", "On a, bon signé.", ["On a, bon signé"]),
        ("on a signé", "On a bon signé.", []),
        ("a signé", "On a signé bon. A signé.", ["a signé", "A signé"]),
        # apostrophes, hyphens, compounds
        ("appel à manifestation d'intérêt", "Un appel à manifestation d’intérêt.", ["appel à manifestation d’intérêt"]),
        ("tiers lieu", "Les tiers-lieux ouvrent.", ["tiers-lieux"]),
        ("tiers-lieu", "Les tiers lieux ouvrent.", []),
        ("tiers-lieux", "Les tiers lieux ouvrent.", ["tiers lieux"]),
        ("tiers-lieu", "Les tiers-lieux ouvrent.", ["tiers-lieux"]),
        ("ouvrir un tiers-lieu", "On va ouvrir un tiers-lieu.", ["ouvrir un tiers-lieu"]),
        ("lieu", "Les tiers-lieux ouvrent.", []),
        ("va et vient", "Un va-et-vient permanent.", ["va-et-vient"]),
        ("un va et vient permanent", "Un va-et-vient permanent.", ["Un va-et-vient permanent"]),
        ("aujourd'hui", "Et aujourd’hui non.", ["aujourd’hui"]),
        ("d'aujourd'hui", "Le monde d'aujourd'hui.", ["d'aujourd'hui"]),
        ("aide*", "Les aides-soignantes et l'aide.", ["aides-soignantes", "aide"]),
        ("=tiers-lieux", "Les tiers-lieux et un Tiers-lieu.", ["tiers-lieux"]),
        # exact form
        ("=AAP", "Un AAP, pas un aap.", ["AAP"]),
        ("=sûr", "C'est sûr, sur la table.", ["sûr"]),
        ("=d'appel", "Pas d’appel.", ["d’appel"]),
        # prefix
        ("subvention*", "Subventionnés, des subventions.", ["Subventionnés", "subventions"]),
        ("préc*", "Des contrats précaires.", ["précaires"]),
        # optional and any word
        ("appel (euh) à (nouveaux) projet", "Un appel à nouveaux projets.", ["appel à nouveaux projets"]),
        ("appel à (nouveaux) projet", "Un appel à projets.", ["appel à projets"]),
        ("appel à _ projet", "Un appel à petits projets.", ["appel à petits projets"]),
        ("appel à _ projet", "Un appel à projets.", []),
        ("appel _ projet", "Un appel, euh, à projets.", ["appel, euh, à projets"]),
        ("(les) appel", "Les appels.", ["Les appels"]),
        # inclusive writing, optional plurals, truncations
        ("salarié", "Les salarié·e·s.", ["salarié·e·s"]),
        ("appel à projet", "Un appel à projet(s) ouvert.", ["appel à projet(s)"]),
        ("appel à projet", "Un appel à proj- à projets.", []),
        ("appel à projet", "Un appel qu- à projets.", ["appel qu- à projets"]),
        # ligatures and capitals
        ("œuvre", "La mise en oeuvre.", ["oeuvre"]),
        ("coeur", "Au cœur.", ["cœur"]),
        # the way out
        ("/proj\\w+/", "Un projet, des Projets.", ["projet", "Projets"]),
        ("/d'int/", "Un mot d’intérêt.", ["d’intérêt"]),
    ],
)
def test_a_term_finds(term: str, said: str, expected: list[str]) -> None:
    assert found(term, said) == expected
