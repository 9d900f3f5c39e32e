"""The frames, the matrix, the start page and the guide."""

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest

from qcode.web.pages import PAGES
from qcode.words import area
from tests.web.studies import Page, draft, span

STATIC = Path(__file__).parents[2] / "qcode" / "web" / "static"


@pytest.mark.parametrize("name", PAGES)
def test_frames_speak_the_chosen_language_and_wear_the_chosen_theme(page: Page, name: str) -> None:
    html = page.client.get(f"/{name}").text
    assert '<html lang="fr">' in html
    assert 'aria-current="page">' + area("page", "fr")["nav"][name] in html
    page.client.cookies.set("qcode_language", "en")
    page.client.cookies.set("qcode_theme", "dark")
    html = page.client.get(f"/{name}").text
    assert '<html lang="en" data-theme="dark">' in html
    assert area("page", "en")["nav"][name] in html


def test_preferences_are_only_what_there_is(page: Page) -> None:
    answer = page.post("preferences", {"theme": "dark"})
    assert answer == {}
    for wrong in ({"theme": "pink"}, {"other": "x"}, {"language": "<script>"}):
        page.post("preferences", wrong, status=400)


def test_every_text_that_scripts_ask_for_is_in_the_catalogue() -> None:
    words = area("page", "fr")
    for script in STATIC.glob("*.js"):
        for key in re.findall(r'\bsay\("([^"]+)"', script.read_text(encoding="utf-8")):
            entry: Any = words
            for step in key.split("."):
                assert step in entry, f"{script.name}: {key}"
                entry = entry[step]


def test_scripts_never_turn_text_into_markup() -> None:
    for script in STATIC.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
        ):
            assert way not in text, f"{script.name}: {way}"


def test_the_matrix_has_every_measure_and_follows_decisions(page: Page) -> None:
    first = page.get("matrix")
    assert first["status"] == "suggested"  # nobody has confirmed anything
    assert [column["label"] for column in first["columns"]] == ["Nantes", "Lyon"]
    page.decide({"kind": "add", "code": "temps", **span(page, "nantes-asso", "On attend encore.")})
    found = page.get("matrix", status="confirmed")
    (group,) = [group for group in found["groups"] if group["code"] == "temps"]
    nantes, lyon, together = group["cells"]
    assert (nantes["passages"], lyon["passages"], together["passages"]) == (1, 0, 1)
    assert (nantes["interviews"], nantes["share"], nantes["base"], nantes["in_base"]) == (1, 1, 1, 1)
    assert nantes["per_1000_words"] == pytest.approx(1000 / found["columns"][0]["words"])
    row = next(row for row in group["rows"] if row["value"] == "association")
    assert [cell and cell["passages"] for cell in row["cells"]] == [1, None, 1]
    assert row["cells"][1] is None or row["cells"][1]["interviews_total"] == 0


def test_a_figure_opens_on_its_words(page: Page) -> None:
    page.decide({"kind": "add", "code": "concurrence", **span(page, "nantes-asso", "On attend encore.")})
    asked: dict[str, Any] = {"code": "appels", "status": "confirmed", "columns": "territoire", "rows": "type_acteur"}
    found = page.get("verbatims", **asked, column="Nantes", row="association")
    assert (found["n"], found["interviews"]) == (1, 1)
    assert found["passages"][0]["quote"] == "On attend encore."
    assert page.get("verbatims", **asked, column="Lyon")["n"] == 0
    assert page.get("verbatims", **asked)["n"] == 1


def test_the_workbook_is_served(page: Page) -> None:
    import openpyxl

    answer = page.client.get("/export/matrice.xlsx")
    assert answer.headers["content-disposition"].startswith("attachment")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) > 2


def test_two_coders_are_compared_and_a_disagreement_settled(page: Page, study: Path) -> None:
    other = Page(study, "Ali")
    place = span(page, "nantes-asso", "On attend encore.")
    assert page.get("compare")["coders"] == []
    page.decide({"kind": "add", "code": "temps", **place}, {"kind": "read", "interview": "nantes-asso"})
    other.decide({"kind": "add", "code": "appels", **place}, {"kind": "read", "interview": "nantes-asso"})
    other.desk._looked = 0
    found = other.get("compare", a="Ali", b="Zoé")
    (one,) = found["disagreements"]
    assert (one["only_a"], one["only_b"], one["quote"], one["settled"]) == (
        ["appels"],
        ["temps"],
        "On attend encore.",
        False,
    )
    assert one["before"].endswith("y a un jury. ")
    verdict = {key: one[key] for key in ("interview", "sha256", "start", "end", "quote")}
    other.decide(
        {"kind": "adjudicate", "code": "appels", "value": "yes", **verdict},
        {"kind": "adjudicate", "code": "temps", "value": "no", **verdict},
    )
    assert all(one["settled"] for one in other.get("compare", a="Ali", b="Zoé")["disagreements"])


# --- start --------------------------------------------------------------------------------

NEW = "E : Alors ?\n\nR : Un dossier de plus, encore un dossier.\n\nE : Et ?\n\nR : Voilà. C'est long.\n"


def send(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def test_a_dropped_file_is_shown_then_kept_then_coded(page: Page, study: Path) -> None:
    shown = page.post("start/look", {"name": "nouveau.txt", "data": send(NEW)})
    assert not shown["exists"]
    assert (shown["understood"]["asks"], shown["understood"]["answers"]) == (["E"], ["R"])
    assert not (study / "transcripts" / "nouveau.txt").exists()
    said = {
        "roles": {"E": "interviewer", "R": "interviewee"},
        "values": {"territoire": "Lyon", "type_acteur": "recherche"},
    }
    page.post("start/keep", {"name": "nouveau.txt", "data": send(NEW), **said})
    assert (study / "transcripts" / "nouveau.txt").read_text(encoding="utf-8") == NEW
    page.post("reload", {})
    (file,) = [file for file in page.get("start")["files"] if file["id"] == "nouveau"]
    assert file["ready"], file["doubts"]
    assert file["values"] == {"territoire": "Lyon", "type_acteur": "recherche"}
    assert "nouveau" in {item["interview"] for item in page.items()}


def test_a_file_is_not_replaced_unasked(page: Page, study: Path) -> None:
    before = (study / "transcripts" / "nantes-asso.txt").read_bytes()
    sent = {"name": "nantes-asso.txt", "data": send(NEW)}
    assert page.post("start/look", sent)["exists"]
    assert page.post("start/keep", sent, status=409)["problems"][0]["kind"] == "page_file_exists"
    assert (study / "transcripts" / "nantes-asso.txt").read_bytes() == before


@pytest.mark.parametrize("name", ["../../évadé.txt", "/etc/évadé.txt", "..\\évadé.txt", "a/b/évadé.txt"])
def test_no_file_name_leaves_the_folder(page: Page, study: Path, name: str) -> None:
    page.post("start/keep", {"name": name, "data": send(NEW)})
    assert (study / "transcripts" / "évadé.txt").exists()
    assert not (study / "évadé.txt").exists()


@pytest.mark.parametrize("name", ["x.exe", ".htaccess", "qcode.toml", "", "..", "x.jsonl"])
def test_only_known_kinds_of_files_come_in(page: Page, name: str) -> None:
    assert (
        page.post("start/keep", {"name": name, "data": send(NEW)}, status=422)["problems"][0]["kind"]
        == "page_file_name"
    )


def test_an_unreadable_file_is_said_and_not_kept(page: Page, study: Path) -> None:
    answer = page.post("start/look", {"name": "cassé.docx", "data": send(b"PK\x03\x04 not really")}, status=422)
    assert answer["problems"]
    page.post("start/keep", {"name": "cassé.docx", "data": send(b"PK\x03\x04 not really")}, status=422)
    assert not (study / "transcripts" / "cassé.docx").exists()
    page.post("start/look", {"name": "x.txt", "data": "not base64 !"}, status=400)


def test_corrections_go_beside_the_transcripts_and_keep_what_was_there(page: Page, study: Path) -> None:
    table = study / "transcripts" / "attributes.csv"
    table.write_text("entretien;territoire;remarque\nlyon-recherche;Lyon;à garder\n", encoding="utf-8")
    text = (study / "transcripts" / "nantes-asso.txt").read_bytes()
    page.post(
        "start/fix", {"interview": "nantes-asso", "roles": {"R": "interviewee"}, "values": {"territoire": "Lyon"}}
    )
    page.post("reload", {})
    assert page.desk.live.interviews["nantes-asso"].attributes["territoire"] == "Lyon"
    assert (study / "transcripts" / "nantes-asso.txt").read_bytes() == text
    assert "lyon-recherche;Lyon;à garder" in table.read_text(encoding="utf-8")


def test_a_speaker_can_be_nobodys_speech(page: Page, study: Path) -> None:
    page.post("start/fix", {"interview": "nantes-asso", "roles": {"E": "other"}, "values": {}})
    page.post("reload", {})
    assert "# " not in (study / "qcode.toml").read_text(encoding="utf-8").splitlines()[0]
    assert page.desk.settings.roles == {"E": "other"}
    assert page.desk.settings.title == "Petite étude"


# --- guide --------------------------------------------------------------------------------


def rule_of(page: Page, code: str, rule: str) -> tuple[dict[str, Any], str]:
    guide = page.get("guide", code=code)
    return next(one for one in guide["rules"] if one["id"] == rule), guide["sha256"]


def test_a_rule_is_tried_before_it_is_kept(page: Page, study: Path) -> None:
    rule, seen = rule_of(page, "appels", "aap-nom")
    changed = rule | {"any": ["appel à projet", "jury"]}
    before = (study / "codebook" / "appels.yaml").read_bytes()
    effect = page.post("guide/try", {"code": "appels", "id": "aap-nom", "rule": changed, "sha256": seen})
    assert (effect["gained"], effect["lost"]) == (1, 3)
    assert {(line["sign"], line["hit"]) for line in effect["lines"]} == {("+", "jury"), ("-", "dossier")}
    nantes = next(row for row in effect["matrix"]["rows"] if row["label"] == "Nantes")
    assert nantes["after"] - nantes["before"] == nantes["gained"] - nantes["lost"] == -1
    assert (study / "codebook" / "appels.yaml").read_bytes() == before


def test_a_kept_rule_leaves_comments_and_decisions_alone(page: Page, study: Path) -> None:
    item = next(one for one in page.items() if "dossier" in one["quote"] and one["code"] == "appels")
    page.decide(draft(item))
    rule, seen = rule_of(page, "appels", "aap-nom")
    changed = rule | {
        "any": ["appel à projet", "jury"],
        "near": [{"any": ["x"], "within": "turn", "order": "free"}],
        "negated": "skip",
    }
    page.post("guide/save", {"code": "appels", "id": "aap-nom", "rule": changed, "sha256": seen})
    text = (study / "codebook" / "appels.yaml").read_text(encoding="utf-8")
    assert "# Les appels : ne pas toucher à ce commentaire." in text
    assert "# la règle de base" in text
    again, _ = rule_of(page, "appels", "aap-nom")
    assert (again["any"], again["near"], again["negated"]) == (changed["any"], changed["near"], "skip")
    passages = page.get("interview", id=item["interview"])["passages"]
    assert any(p["status"] == "confirmed" and p["start"] <= item["start"] < p["end"] for p in passages)


def test_a_guide_changed_underneath_is_not_overwritten(page: Page, study: Path) -> None:
    rule, seen = rule_of(page, "appels", "aap-nom")
    path = study / "codebook" / "appels.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# quelqu'un d'autre\n", encoding="utf-8")
    theirs = path.read_bytes()
    answer = page.post("guide/save", {"code": "appels", "id": "aap-nom", "rule": rule, "sha256": seen}, status=422)
    assert answer["problems"][0]["kind"] == "page_guide_changed"
    assert path.read_bytes() == theirs


def test_a_rule_that_cannot_be_read_is_refused_with_its_reason(page: Page, study: Path) -> None:
    rule, seen = rule_of(page, "appels", "aap-nom")
    before = (study / "codebook" / "appels.yaml").read_bytes()
    for wrong in (["a|b"], ["$nulle_part"], []):
        sent = {"code": "appels", "id": "aap-nom", "rule": rule | {"any": wrong}, "sha256": seen}
        assert page.post("guide/save", sent, status=422)["problems"][0]["message"]
    assert (study / "codebook" / "appels.yaml").read_bytes() == before


def test_a_new_rule_and_a_code_from_a_reading(page: Page, study: Path) -> None:
    made = page.post("code", {"label": "Ça, c’est l’attente !"})["code"]
    assert made == "ca_c_est_l_attente"
    assert page.post("code", {"label": "Ça, c’est l’attente !"})["code"] == "ca_c_est_l_attente_2"
    shown = next(code for code in page.get("codes")["codes"] if code["id"] == made)
    assert (shown["label"], shown["provisional"], shown["key"]) == ("Ça, c’est l’attente !", True, "3")
    guide = page.get("guide", code=made)
    blank = {
        "near": [],
        "not_near": [],
        "unless": [],
        "asked": [],
        "carry": 0,
        "negated": "count",
        "score": 1,
        "examples": [],
        "counterexamples": [],
    }
    rule = {"id": "attente", "any": ["attendre"], **blank}
    page.post("guide/save", {"code": made, "id": "", "rule": rule, "sha256": guide["sha256"]})
    assert {item["code"] for item in page.items(rule="attente")} == {made}


def test_a_definition_is_edited_in_one_language(page: Page, study: Path) -> None:
    guide = page.get("guide", code="appels")
    changed = {"label": "Appels", "definition": "Autre : chose", "include": ["un", "deux"], "exclude": []}
    page.post("guide/code", {"id": "appels", "sha256": guide["sha256"], **changed})
    code = page.desk.live.codebook.find("appels")
    assert code is not None
    assert dict(code.label) == {"fr": "Appels", "en": "Calls for projects"}
    assert (code.definition["fr"], code.include) == ("Autre : chose", ("un", "deux"))


def test_examples_are_tried_while_a_rule_is_typed(page: Page, study: Path) -> None:
    rule, _ = rule_of(page, "appels", "aap-nom")
    changed = rule | {
        "any": ["appel à projet", "jury"],
        "examples": ["On répond à des appels à projets.", "Il pleut."],
        "counterexamples": ["Un jury de cour d'assises."],
    }
    before = (study / "codebook" / "appels.yaml").read_bytes()
    tried = page.post("guide/examples/try", {"code": "appels", "id": "aap-nom", "rule": changed})["examples"]
    assert [(one["text"], one["counter"], one["ok"]) for one in tried] == [
        ("On répond à des appels à projets.", False, True),
        ("Il pleut.", False, False),
        ("Un jury de cour d'assises.", True, False),
    ]
    assert (study / "codebook" / "appels.yaml").read_bytes() == before


def test_what_is_wrong_with_a_rule_is_said_while_it_is_typed(study: Path) -> None:
    said = f"E : Et ?\n\nR : {'a' * 40}!\n"
    (study / "transcripts" / "long.txt").write_text(said, encoding="utf-8")
    page = Page(study)
    rule, _ = rule_of(page, "appels", "aap-nom")
    effect = page.post("guide/try", {"code": "appels", "id": "aap-nom", "rule": rule | {"any": ["/(a|aa)+$/"]}})
    assert [problem["kind"] for problem in effect["problems"]] == ["regex_slow"]


def test_facets_are_those_that_the_study_lists(study: Path) -> None:
    toml = study / "qcode.toml"
    listed = '[facets.registre]\nlabel = { fr = "Registre", en = "Register" }\nvalues = ["levier", "frein"]\n'
    toml.write_text(toml.read_text(encoding="utf-8") + listed, encoding="utf-8")
    found = Page(study).get("interview", id="nantes-asso")
    assert found["facets"] == [{"id": "registre", "label": "Registre", "values": ["levier", "frein"]}]
    assert not found["free_facets"]


def test_a_code_that_was_merged_stays_merged_when_a_rule_is_kept(page: Page, study: Path) -> None:
    from qcode.study.evolving import merge
    from qcode.study.guide_files import Guide

    guide = Guide(study, page.desk.settings)
    guide.apply(merge(guide, page.desk.live.snapshot, "Zoé", "concurrence", "appels"))
    page.post("reload", {})
    before = {item["code"] for item in page.items()}
    rule, seen = rule_of(page, "temps", "tps")
    page.post("guide/save", {"code": "temps", "id": "tps", "rule": rule | {"score": 0.9}, "sha256": seen})
    assert {item["code"] for item in page.items()} == before


def test_a_new_code_that_nobody_uses_is_taken_back(page: Page, study: Path) -> None:
    made = page.post("code", {"label": "Pour voir"})["code"]
    page.post("code/undo", {"id": made})
    assert made not in {code["id"] for code in page.get("codes")["codes"]}
    assert not (study / "codebook" / f"{made}.yaml").exists()


def test_a_new_code_whose_passage_was_withdrawn_rests_and_one_in_use_stays(page: Page, study: Path) -> None:
    made = page.post("code", {"label": "Attente"})["code"]
    page.decide({"kind": "add", "code": made, **span(page, "nantes-asso", "On attend encore.")})
    refused = page.post("code/undo", {"id": made}, status=422)
    assert refused["problems"][0]["kind"] == "page_code_used"
    (used,) = [d for d in page.desk.live.decisions.values() if d.code == made]
    page.decide({"kind": "withdraw", "interview": "nantes-asso", "target": used.id})
    page.post("code/undo", {"id": made})
    assert {code["id"]: code["retired"] for code in page.get("codes")["codes"]}[made]
    assert not [problem for problem in page.desk.study.check() if problem.kind == "unknown_code"]
    page.post("code/undo", {"id": "appels"}, status=422)


def test_codes_are_made_under_others_moved_and_retired(page: Page) -> None:
    made = page.post("code", {"label": "Sous-code", "parent": "appels"})["code"]
    shown = {code["id"]: code for code in page.get("codes")["codes"]}
    assert (shown[made]["parent"], shown[made]["key"]) == ("appels", "1b")
    seen = page.get("guide", code=made)["sha256"]
    changed = {"label": "Sous-code", "definition": "Une définition.", "include": [], "exclude": [], "parent": "temps"}
    page.post("guide/code", {"id": made, "sha256": seen, **changed})
    shown = {code["id"]: code for code in page.get("codes")["codes"]}
    assert (shown[made]["parent"], shown[made]["definition"]) == ("temps", "Une définition.")
    page.post("guide/retire", {"id": made})
    assert {code["id"]: code["retired"] for code in page.get("codes")["codes"]}[made]
    page.post("code", {"label": "Perdu", "parent": "nulle part"}, status=422)


def test_a_study_without_interviews_or_codes_shows_empty_pages(tmp_path: Path) -> None:
    (tmp_path / "qcode.toml").write_text("", encoding="utf-8")
    for folder in ("codebook", "transcripts"):
        (tmp_path / folder).mkdir()
    page = Page(tmp_path)
    found = page.get("matrix")
    assert (found["interviews"], found["groups"], found["columns"]) == (0, [], [])
    assert page.get("queue")["interviews"] == page.get("queue")["rules"] == 0
    for path in ("start", "interviews", "guide", "compare", "orphans", "codes"):
        page.get(path)
    for name in ("matrice.xlsx", "rapport.docx", "fiche-de-controle.html", "passages.csv"):
        assert page.client.get(f"/export/{name}").status_code == 200, name


@pytest.mark.parametrize(
    "values",
    [
        'values = ["Nantes", "Lyon"]',
        'values = [\n  "Nantes",   # la première\n  "Lyon",\n]  # fin',
        'values = [\n  "Nantes",\n  "Lyon"\n]',
        'values=["Nantes","Lyon",]',
    ],
)
def test_a_value_more_in_the_list_leaves_the_rest_alone(page: Page, study: Path, values: str) -> None:
    toml = study / "qcode.toml"
    before = toml.read_text(encoding="utf-8").replace('values = ["Nantes", "Lyon"]', values)
    toml.write_text(before, encoding="utf-8")
    page.post("start/allow", {"attribute": "territoire", "value": 'Saint-"Ouen" [93]'})
    (territory, *_) = page.desk.settings.attributes
    assert territory.values == ("Nantes", "Lyon", 'Saint-"Ouen" [93]')
    after = toml.read_text(encoding="utf-8")
    assert all(line in after for line in before.splitlines() if "values" not in line and "Lyon" not in line)
    page.post("start/allow", {"attribute": "territoire", "value": "Lyon"})
    assert toml.read_text(encoding="utf-8") == after


def test_a_list_that_cannot_be_added_to_is_left_alone_and_said(page: Page, study: Path) -> None:
    toml = study / "qcode.toml"
    text = toml.read_text(encoding="utf-8").replace('"Lyon"]', '"Lyon", "x]y"]')
    toml.write_text(text, encoding="utf-8")
    refused = page.post("start/allow", {"attribute": "territoire", "value": "Brest"}, status=422)
    assert refused["problems"][0]["kind"] == "settings_not_editable"
    assert toml.read_text(encoding="utf-8") == text
