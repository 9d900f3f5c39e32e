"""A rule or a code is changed in its file's text: only its own lines, and the guide says what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codebook import loads
from qcode.codebook.editing import new_file, rule_fields, with_code, with_rule
from qcode.model import Code, Negated, Rule, Scope

FILE = "codebook/appels.yaml"
GUIDE = """\
# Un guide, commenté
id: "appels"
libelle: {fr: "Appels", en: "Calls"}   # bilingue
regles:
  # la première
  - id: "nom"
    termes: ["appel à projet", "$court"]   # formes
    # ce que l'on écarte
    sauf: ["appel d'offre"]

    exemples:
      - "On répond à des appels."
      # un doute
  - {id: "accolades", termes: ["jury", "concours"], poids: 0.6}
listes:
  court: ["un an", "ponctuel"]   # une liste
sous_codes:
  - id: "seuil"
    libelle: "Seuil"   # à revoir
"""


def code(text: str, identifier: str) -> Code:
    guide, problems = loads({FILE: text})
    assert problems == []
    found = guide.find(identifier)
    assert found is not None
    return found


def rule(text: str, identifier: str, of: str = "appels") -> Rule:
    return next(one for one in code(text, of).rules if one.id == identifier)


def sources(one: Rule) -> list[str]:
    return [term.source for term in one.any]


def test_fields_are_as_written_lists_by_their_names() -> None:
    fields = rule_fields(GUIDE, FILE, "appels", "nom")
    assert fields["any"] == ["appel à projet", "$court"]
    assert fields["unless"] == ["appel d'offre"]
    assert rule_fields(GUIDE, FILE, "appels", "nulle") == {}


def test_saying_the_same_changes_no_byte() -> None:
    for name in ("nom", "accolades"):
        fields = rule_fields(GUIDE, FILE, "appels", name) | {"near": [], "carry": "0", "negated": "count"}
        assert name == "accolades" or with_rule(GUIDE, FILE, "appels", name, fields) == GUIDE
    assert with_code(GUIDE, FILE, "appels", {"label": {"fr": "Appels", "en": "Calls"}}) == GUIDE


def test_only_the_lines_of_what_changed_change() -> None:
    changed = with_rule(GUIDE, FILE, "appels", "nom", {"any": ["appel à projet", "AMI"]})
    before, after = GUIDE.splitlines(), changed.splitlines()
    different = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    assert [after[n] for n in different] == ['    termes: ["appel à projet", "AMI"]   # formes']


def test_conditions_are_added_in_the_words_of_the_file() -> None:
    fields = {"near": [{"any": ["case"], "within": "turn", "order": "after"}], "negated": "skip", "carry": "1"}
    changed = with_rule(GUIDE, FILE, "appels", "nom", fields)
    assert 'pres_de: {termes: ["case"], fenetre: "tour", ordre: "apres"}' in changed
    found = rule(changed, "nom")
    assert (found.near[0].within, found.negated, found.carry) == (Scope.TURN, Negated.SKIP, 1)
    back = with_rule(changed, FILE, "appels", "nom", {"near": [], "negated": "count", "carry": "0"})
    assert back == GUIDE


def test_a_rule_in_braces_is_written_anew_and_nothing_else() -> None:
    changed = with_rule(GUIDE, FILE, "appels", "accolades", {"any": ["jury"]})
    assert sources(rule(changed, "accolades")) == ["jury"]
    assert rule(changed, "accolades").score == 0.6
    assert changed.replace('  - id: "accolades"\n    termes: ["jury"]\n    poids: 0.6\n', "") == GUIDE.replace(
        '  - {id: "accolades", termes: ["jury", "concours"], poids: 0.6}\n', ""
    )


def test_a_new_rule_comes_after_the_others_or_first_of_its_code() -> None:
    changed = with_rule(GUIDE, FILE, "appels", "", {"id": "neuve", "any": ["candidature"]})
    assert [one.id for one in code(changed, "appels").rules] == ["nom", "accolades", "neuve"]
    changed = with_rule(changed, FILE, "seuil", "", {"id": "premiere", "any": ["dehors"]})
    assert [one.id for one in code(changed, "seuil").rules] == ["premiere"]
    assert code(changed, "seuil").label == {"fr": "Seuil"}


def test_an_english_file_stays_english() -> None:
    text = 'id: "calls"\nlabel: "Calls"\nrules:\n- id: "name"\n  any: ["call"]\n'
    changed = with_rule(text, FILE, "calls", "name", {"near": [{"any": ["x"], "within": "sentence"}], "unless": ["y"]})
    assert changed == text + '  near: {any: ["x"], within: "sentence"}\n  unless: ["y"]\n'


def test_a_code_is_described_without_touching_its_rules() -> None:
    fields = {"label": {"fr": "Appels : tous"}, "include": ["Un : deux", "- trois"], "definition": {"fr": "L’appel"}}
    changed = with_code(GUIDE, FILE, "appels", fields)
    found = code(changed, "appels")
    assert (found.name("fr"), found.include, found.definition["fr"]) == (
        "Appels : tous", ("Un : deux", "- trois"), "L’appel",
    )  # fmt: skip
    assert "# la première" in changed
    assert sources(rule(changed, "nom")) == sources(rule(GUIDE, "nom"))


def test_a_new_code_has_a_file_of_its_own() -> None:
    text = new_file("attente", {"label": {"fr": "L’attente"}, "provisional": "oui", "born": "2025-03-01"})
    found = code(text, "attente")
    assert (found.label, found.provisional, found.born) == ({"fr": "L’attente"}, True, "2025-03-01")


def test_what_is_not_there_is_not_changed() -> None:
    for of, name in (("appels", "nulle"), ("nul", "nom")):
        with pytest.raises(KeyError):
            with_rule(GUIDE, FILE, of, name, {"any": ["x"]})


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1), min_size=1))
def test_whatever_people_write_is_read_back(sentences: list[str]) -> None:
    sentences = [sentence.strip() for sentence in sentences if sentence.strip()]
    changed = with_rule(GUIDE, FILE, "appels", "nom", {"examples": sentences})
    assert list(rule(changed, "nom").examples) == (sentences or [])
    assert sources(rule(changed, "accolades")) == ["jury", "concours"]
