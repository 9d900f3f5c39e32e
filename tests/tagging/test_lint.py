"""What a look at a guide remarks, on one small study."""

from pathlib import Path

import pytest

from qcode.codebook import loads
from qcode.model import Settings
from qcode.tagging import Index
from qcode.tagging.lint import lint
from tests.tagging.study import interview, tokens

SAID = interview(
    ("E1", "Et les indicateurs ?"),
    ("R", "On répond à un appel. On coche la case. Un appel, une case. Encore un appel. La subvention est là."),
)
GUIDE = """
id: appels
exclude: ["L'appel téléphonique.", "Un dossier médical."]
rules:
- {id: appel, any: [appel]}
- {id: coche, any: [cocher, coche]}
- {id: fort, any: [appel, case]}
- {id: absent, any: [concours]}
- {id: enqueteur, any: [indicateur, indicateurs]}
- {id: faible, any: [dossier], score: 0.2}
- {id: faute, any: [subvension, coche, =Subvension, subvensi*]}
- {id: autre-forme, any: [subventionner, coche]}
codes:
- id: autre
  rules: [{id: dossier, any: [dossier, coche]}]
"""


@pytest.fixture(scope="module")
def remarks(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int, object]]:
    codebook, problems = loads({"a.yaml": GUIDE})
    assert problems == []
    found = lint(codebook, Index([SAID], [tokens(SAID)]), Settings().model, tmp_path_factory.mktemp("cache"))
    assert all(remark.message and remark.hint for remark in found)
    return [(remark.kind, remark.line, remark.values["rule"]) for remark in found]


def test_all_that_is_worth_a_look_and_nothing_else(remarks: list[tuple[str, int, object]]) -> None:
    assert remarks == [
        ("rule_covered", 5, "appel"),  # by `fort`, which finds every segment of it
        ("rule_excluded", 5, "appel"),
        ("rule_excluded", 7, "fort"),
        ("rule_idle", 8, "absent"),
        ("rule_interviewers", 9, "enqueteur"),
        ("rule_idle", 10, "faible"),
        ("word_misspelt", 11, "faute"),
        ("rule_excluded", 15, "dossier"),
    ]


def test_of_two_rules_that_find_the_same_the_second_is_too_many(tmp_path: Path) -> None:
    codebook, _ = loads({"a.yaml": "id: a\nrules:\n- {id: un, any: [appel]}\n- {id: deux, any: [appel]}"})
    found = lint(codebook, Index([SAID], [tokens(SAID)]), Settings().model, tmp_path)
    assert [(remark.values["rule"], remark.values["other"]) for remark in found] == [("deux", "un")]


def test_what_another_code_excludes_is_remarked_unless_it_says_where_it_belongs(tmp_path: Path) -> None:
    first = "id: appels\nlabel: {fr: Démarches}\nrules:\n- {id: appel, any: [appel]}"
    second = 'id: lien\nexclude: ["Un appel de la mairie.", "Un appel à projets (voir Démarches)."]'
    codebook, problems = loads({"a.yaml": first, "b.yaml": second})
    assert problems == []
    found = lint(codebook, Index([SAID], [tokens(SAID)]), Settings().model, tmp_path)
    told = [(remark.kind, remark.values["rule"], remark.values["text"]) for remark in found]
    assert told == [("rule_collides", "appel", "Un appel de la mairie.")]
