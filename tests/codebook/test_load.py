"""A guide as its authors write it: French or English keys, sub-codes nested or in files of their own."""

from pathlib import Path

import pytest

from qcode.codebook import load, loads
from qcode.model import Code, Codebook, Negated, Order, Rule, Scope, Settings

FRENCH = """
listes:
  court_terme: ["court terme", "un an", $ponctuel]
  ponctuel: ["ponctuel", "annuel"]
id: appels
libelle: {fr: "Appels à projets", en: "Calls for projects"}
definition: "Le financement par mise en concurrence."
inclure: ["les critères"]
exclure:
  - "l'appel téléphonique"
couleur: "#ad4a06"
sous_codes:
  - id: seuil
    libelle: "Seuil"
    regles:
      - id: seuil-dossier
        idee: "Le dossier coûte plus qu'il ne rapporte."
        termes: ["dossier", "déposer"]
        pres_de: {termes: ["$court_terme"], fenetre: "8 mots", ordre: "après"}
        pas_pres_de: ["médical"]
        sauf: ["dossier de presse"]
        question: ["appel à projet"]
        prolonge: 1
        parmi: {territoire: ["Nantes"]}
        locuteur: enquêté
        negation: exclure
        poids: 0,4
        exemples: ["On dépose un dossier pour un an."]
        contre_exemples: ["Le dossier médical."]
"""

ENGLISH = """
lists:
  court_terme: ["court terme", "un an", $ponctuel]
  ponctuel: ["ponctuel", "annuel"]
id: appels
label: {en: "Calls for projects", fr: "Appels à projets"}   # the other way round
definition: 'Le financement par mise en concurrence.'
include: ["les critères"]
exclude: ["l'appel téléphonique"]
colour: "#ad4a06"
codes:
  - rules:
      - any: ["dossier", "déposer"]
        id: seuil-dossier
        idea: "Le dossier coûte plus qu'il ne rapporte."
        near: {any: ["$court_terme"], within: 8, order: after}
        not_near: {any: ["médical"], within: sentence}
        unless: ["dossier de presse"]
        asked: ["appel à projet"]
        carry: 1
        where: {territoire: ["Nantes"]}
        negated: skip
        score: 0.4
        examples: ["On dépose un dossier pour un an."]
        counterexamples: ["Le dossier médical."]
    id: seuil
    label: "Seuil"
"""


def guide(*texts: str) -> Codebook:
    codebook, problems = loads({f"codebook/{number}.yaml": text for number, text in enumerate(texts)})
    assert problems == []
    return codebook


def only_rule(text: str) -> Rule:
    return guide(text).rules[0]


def test_a_whole_code() -> None:
    top, sub = guide(FRENCH).codes
    assert (top.id, top.parent, top.label["en"], top.colour) == ("appels", "", "Calls for projects", "#ad4a06")
    assert top.exclude == ("l'appel téléphonique",)
    assert (sub.id, sub.parent, sub.file, sub.line) == ("seuil", "appels", "codebook/0.yaml", 13)


def test_a_whole_rule() -> None:
    rule = only_rule(FRENCH)
    near, away = rule.near[0], rule.not_near[0]
    assert [term.source for term in near.any] == ["court terme", "un an", "ponctuel", "annuel"]
    assert (near.within, near.order) == (8, Order.AFTER)
    assert (away.within, away.order) == (Scope.SENTENCE, Order.FREE)
    assert (rule.code, rule.carry, rule.speaker, rule.score) == ("seuil", 1, (), 0.4)
    assert (rule.negated, rule.hypothesis) == (Negated.SKIP, Negated.COUNT)
    assert rule.where == {"territoire": ("Nantes",)}
    assert rule.line == 16


def test_the_rules_of_a_sub_code_know_their_family() -> None:
    assert only_rule(FRENCH).family == "appels"


@pytest.mark.parametrize(("written", "weight"), [("-0.2", -0.2), ("−0,2", -0.2), ("1", 1.0)])
def test_a_weight_may_be_below_zero(written: str, weight: float) -> None:
    assert only_rule(f'id: "a"\nregles: [{{termes: ["mot"], poids: "{written}"}}]').score == weight


@pytest.mark.parametrize("written", ["0", "-0.0", "-1.1", "2", "--1"])
def test_a_weight_that_is_none_is_a_mistake(written: str) -> None:
    _, problems = loads({"a.yaml": f'id: "a"\nregles: [{{termes: ["mot"], poids: "{written}"}}]'})
    assert [problem.kind for problem in problems] == ["guide_number"]


def test_french_and_english_say_the_same() -> None:
    french, english = guide(FRENCH), guide(ENGLISH)
    assert french.fingerprint == english.fingerprint
    assert [code.fingerprint for code in french.codes] == [code.fingerprint for code in english.codes]


def test_a_code_s_fingerprint_is_what_its_coders_must_know() -> None:
    def code(text: str) -> Code:
        return guide(text).codes[0]

    before = code(FRENCH)
    assert code(FRENCH.replace("#ad4a06", "#0069c2")).fingerprint == before.fingerprint
    assert code(FRENCH.replace("les critères", "les cases")).fingerprint != before.fingerprint
    assert guide(FRENCH).fingerprint != guide(FRENCH.replace("0,4", "0,5")).fingerprint
    assert guide(FRENCH).fingerprint != guide(FRENCH.replace('"un an"', '"un mois"')).fingerprint


def test_sub_codes_in_files_of_their_own_and_codes_in_a_list() -> None:
    codebook = guide(
        "id: seuil\nparent: appels\n",
        "- {id: temps, rang: 2}\n- {id: appels, rang: 1}\n- {id: autre}\n",
        "id: cases\nparent: appels\n",
    )
    assert [code.id for code in codebook.codes] == ["appels", "seuil", "cases", "temps", "autre"]
    assert codebook.path("seuil") == "appels.seuil"


def test_lists_of_another_file_stand_within_a_phrase() -> None:
    text = 'id: a\nregles: [{termes: ["$manque de $moyens", "=DRAC"]}]'
    rule = guide(text, 'listes: {manque: ["pas assez", "manque"], moyens: [argent, =ETP]}').rules[0]
    assert rule.id == "a-1"
    assert [term.source for term in rule.any] == [
        *("pas assez de argent", "pas assez de =ETP", "manque de argent", "manque de =ETP", "=DRAC")
    ]
    assert [word.kind for word in rule.any[1].words] == ["lemma", "lemma", "lemma", "exact"]


def test_several_neighbourhoods_must_all_hold() -> None:
    rule = only_rule("id: a\nrules: [{any: x, near: [{any: [y], within: turn}, {any: z, within: 3}]}]")
    assert [near.within for near in rule.near] == [Scope.TURN, 3]


def test_every_scalar_is_text() -> None:
    code = guide("id: on\nlabel: no\ninclude: [2019, oui, 1.50]\nexamples: [~]\n").codes[0]
    assert (code.id, code.label, code.include, code.examples) == ("on", {"fr": "no"}, ("2019", "oui", "1.50"), ())


def test_a_code_without_rules_is_a_code_and_an_empty_file_is_nothing() -> None:
    assert [code.id for code in guide("id: a", "", "# rien").codes] == ["a"]


def test_load_reads_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "codebook"
    (folder / "autres").mkdir(parents=True)
    (folder / "a.yaml").write_text("id: a", encoding="utf-8-sig")
    (folder / "autres" / "b.yml").write_text("id: b\nparent: a\nrules: [{any: é, near: }]", encoding="utf-8")
    (folder / "latin.yaml").write_bytes("id: é".encode("latin-1"))
    (folder / "notes.txt").write_text("id: c", encoding="utf-8")
    (folder / "gros.yaml").write_text("id: d", encoding="utf-8")
    codebook, problems = load(tmp_path, Settings(limits={"codebook_bytes": 60}))
    assert [(code.id, code.file) for code in codebook.codes] == [
        *(("a", "codebook/a.yaml"), ("b", "codebook/autres/b.yml"), ("d", "codebook/gros.yaml"))
    ]
    assert [(problem.kind, problem.place) for problem in problems] == [("codebook_encoding", "codebook/latin.yaml")]


def test_a_folder_that_is_missing_and_a_file_too_big(tmp_path: Path) -> None:
    assert [problem.kind for problem in load(tmp_path, Settings())[1]] == ["codebook_missing"]
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "a.yaml").write_text("id: " + "a" * 60, encoding="utf-8")
    assert [p.kind for p in load(tmp_path, Settings(limits={"codebook_bytes": 60}))[1]] == ["codebook_unreadable"]


MISTAKES = [
    ("id: été", "guide_id", 1),
    ("id: appels.seuil", "guide_id", 1),
    ("label: x", "code_without_id", 1),
    ("- {label: x}", "code_without_id", 1),
    ("id: a\ncolour: rouge", "code_colour", 2),
    ("id: a\nne_le: 12 mars", "code_born", 2),
    ("id: a\nparent: b", "code_parent_unknown", 1),
    ("- {id: a, parent: b}\n- {id: b, parent: a}", "code_parent_unknown", 1),
    ("- {id: a}\n- {id: A}", "code_twice", 2),
    ("id: a\ndefinitoin: x", "guide_key_near", 2),
    ("id: a\nqzx: x", "guide_key", 2),
    ("id: a\nlabel: x\nlibelle: y", "yaml_twice", 3),
    ("id: a\nid: b", "yaml_twice", 2),
    ("id: a\nlabel: [x]", "guide_not_text", 2),
    ("id: a\ninclude:\n- On m'a dit : rien", "guide_not_text_colon", 3),
    ("id: a\ndefinition: {il dit: rien}", "guide_not_text_colon", 2),
    ("id: a\nprovisoire: bof", "guide_value", 2),
    ("id: a\nrules: x", "guide_not_list", 2),
    ("id: a\ncodes: [b]", "guide_not_table", 2),
    ("juste un texte", "guide_file", 1),
    ("lists: [a]", "list_not_table", 1),
    ("id: &a x", "yaml_anchor", 1),
    ("id: *a", "yaml_anchor", 1),
    ("id: !!python/object:os.system x", "yaml_tag", 1),
    ("id: a\n---\nid: b", "yaml_documents", 2),
    ("[" * 40, "yaml_large", 1),
    ("id: a\n? [b]\n: c", "yaml_key", 2),
    ("id: a\ninclude:\n- @b", "yaml", 3),
    ("id: 'a", "yaml", 1),
    ("id: a\x07", "yaml", 0),
    ("id: a\nlists: {b: [$c], c: [$b]}\n", "list_circular", 2),
    ("lists: {b: [$absente]}", "list_unknown", 1),
    ("lists:\n  b: [x]\n  B: [y]", "yaml_twice", 3),
]
RULES = [
    ("- dossier", "rule_not_table", 1),
    ("- {id: r}", "rule_empty", 1),
    ("- {id: règle, any: x}", "guide_id", 1),
    ("- id: r\n  any: x\n  pres_d: y", "guide_key_near", 3),
    ("- any: x\n  near: {any: y, within: loin}", "guide_value", 2),
    ("- any: x\n  near: {within: 3}", "rule_near", 2),
    ("- any: x\n  near: [{any: y}, z]", "rule_near", 2),
    ("- any: x\n  where: Nantes", "rule_where", 2),
    ("- any: x\n  score: fort", "guide_number", 2),
    ("- any: x\n  score: 0", "guide_number", 2),
    ("- any: x\n  carry: 9", "guide_number", 2),
    ("- any: x\n  carry: 1e9", "guide_number", 2),
    ("- any: x\n  negation: peut-être", "guide_value", 2),
    ("- any:\n    - x\n    - durable|pérenne", "term_bar", 3),
    ("- any: ['/un (an/']", "regex_wrong", 1),
    ("- any: ['/un an']", "regex_open", 1),
    ("- any: [$absente]", "list_unknown", 1),
    ("- any: [manque de $absente]", "list_unknown", 1),
    ("- any: x\n  exemples:\n    - Il dit : rien", "guide_not_text_colon", 3),
    ("- {id: r, any: x}\n- {id: r, any: y}", "rule_twice", 2),
]
RULES_IN_FULL = [("id: a\nrules:\n" + rules, kind, line + 2) for rules, kind, line in RULES]


@pytest.mark.parametrize(("text", "kind", "line"), MISTAKES + RULES_IN_FULL)
def test_mistakes_are_told_with_their_line_and_what_to_do(text: str, kind: str, line: int) -> None:
    problems = loads({"codebook/a.yaml": text})[1]
    assert (kind, line) in [(problem.kind, problem.line) for problem in problems]
    for problem in problems:
        assert problem.file == "codebook/a.yaml"
        assert problem.message
        assert "{{" not in problem.hint


def test_what_is_wrong_is_left_out_and_the_rest_loads() -> None:
    codebook, problems = loads(
        {
            "codebook/a.yaml": "id: a\nrules:\n- {id: r, any: x}\n- {id: né, any: y}\n- {id: s, any: x, near: a|b}",
            "codebook/b.yaml": "id: @b",
            "codebook/c.yaml": "lists: {l: [x, a|b, y]}\nid: c\nrules: [{id: avec-liste, any: $l}]\nqzx: 1",
        }
    )
    assert [code.id for code in codebook.codes] == ["a", "c"]
    assert [(rule.id, len(rule.any)) for rule in codebook.rules] == [("r", 1), ("avec-liste", 2)]
    assert len(problems) == 5


def test_a_list_that_would_explode_is_refused_at_once() -> None:
    words = ", ".join(f"mot{number}" for number in range(100))
    problems = loads({"a.yaml": f"lists: {{l: [{words}]}}\nid: a\nrules: [{{any: $l $l $l $l}}]"})[1]
    assert [problem.kind for problem in problems] == ["list_large"]


def test_a_sentence_broken_by_its_colon_is_shown_between_quotes() -> None:
    problems = loads({"a.yaml": "id: a\nexemples:\n- On m'a dit : rien"})[1]
    assert '"On m\'a dit: rien"' in problems[0].hint
