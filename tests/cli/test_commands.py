"""Commands as scripts and people call them: exit codes, JSON shapes, names in both languages, no traceback."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from qcode import words
from qcode.cli.program import program
from qcode.words.commands import COMMANDS
from tests.conftest import copy_study, python_process


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with words.speaking("fr"):
        yield


def call(study: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(program, ["-C", str(study), *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answer(study: Path, *arguments: str) -> Any:
    result = call(study, *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_check_speaks_in_the_agreed_shape(sample: Path) -> None:
    (sample / "transcripts_sample/vide.txt").write_text("", encoding="utf-8")
    result = call(sample, "check", "--format", "json")
    problems = json.loads(result.stdout)["problems"]
    assert problems
    for problem in problems:
        assert list(problem) == ["severity", "kind", "file", "line", "message", "hint"]
    assert any(problem["file"] == "transcripts_sample/vide.txt" for problem in problems)


def test_show_gives_offsets_of_the_very_text(sample: Path) -> None:
    shown = answer(sample, "show", "lyon-etat")
    assert shown["id"] == "lyon-etat"
    assert shown["attributes"]["territoire"] == "Lyon"
    for turn in shown["turns"]:
        said = shown["text"][turn["start"] : turn["end"]]
        assert said == said.strip() != ""
    first, second = shown["turns"][:2]
    assert shown["text"][first["start"] : first["end"]].startswith("Alors, du coup, vous êtes designer.")
    assert (first["role"], second["role"]) == ("interviewer", "interviewee")
    for segment in shown["segments"]:
        turn = shown["turns"][segment["turn"] - 1]
        assert turn["start"] <= segment["start"] < segment["end"] <= turn["end"]


def test_an_interview_answers_to_its_number_too(sample: Path) -> None:
    number = answer(sample, "show", "lyon-etat")["number"]
    assert answer(sample, "show", number)["id"] == "lyon-etat"


def test_matrix_has_the_agreed_columns_and_every_code(sample: Path) -> None:
    result = answer(sample, "matrix", "--by", "territoire", "--by", "type_acteur", "--measure", "interviews")
    assert (result["measure"], result["status"], result["by"]) == (
        "interviews",
        "confirmed",
        ["territoire", "type_acteur"],
    )
    for row in result["rows"]:
        assert list(row)[:3] == ["code", "territoire", "type_acteur"]
        assert {"value", "passages", "interviews", "interviews_total", "words"} <= row.keys()
    codes = {row["code"] for row in result["rows"]}
    assert {"interfaces", "interfaces.intermediation", "temporalites.urgence"} <= codes


def test_an_undefined_figure_is_null(uncoded: Path) -> None:
    rows = answer(uncoded, "matrix", "--by", "territoire", "--measure", "speech_share")["rows"]
    assert all(row["passages"] == 0 for row in rows)
    assert all(row["value"] in (0, None) for row in rows)


def test_csv_and_table_show_the_same_figures(sample: Path) -> None:
    csv = call(sample, "matrix", "--by", "territoire", "--format", "csv").stdout.splitlines()
    assert csv[0] == "code,territoire,value,passages,interviews,interviews_total,words,state"
    table = call(sample, "matrix", "--by", "territoire").stdout
    assert "Nantes" in table
    assert "Temporalités" in table


def test_agreement_and_evaluation_are_told_apart(sample: Path) -> None:
    agreement = answer(sample, "agree")
    assert agreement["coders"] == ["codeur-a", "codeur-b"]
    assert set(agreement["codes"]) == {"interfaces", "appels_a_projets", "temporalites", "reconnaissance"}
    assert {"kappa", "alpha", "alpha_ci", "agreement", "n"} <= agreement["overall"].keys()
    evaluation = answer(sample, "evaluate", "--reference", "codeur-a")
    figures = {"precision", "recall", "f1", "kappa", "n_reference", "n_suggested"}
    assert all(figures <= row.keys() for row in evaluation["codes"].values())
    assert {"precision", "recall", "f1", "kappa"} <= evaluation["macro"].keys()
    shown = call(sample, "evaluate", "--reference", "codeur-a").stdout
    assert "n’est pas un accord" in shown


def test_a_concordance_gives_place_attributes_and_context(sample: Path) -> None:
    lines = answer(sample, "kwic", "appel à projet")["lines"]
    assert {"place", "territoire", "type_acteur", "speaker", "before", "words", "after"} == lines[0].keys()
    assert {"appels à projets", "appel à projets"} & {line["words"].lower() for line in lines}


def test_a_rule_is_tried_as_a_term_or_as_yaml(sample: Path) -> None:
    term = call(sample, "try", "convention", "--format", "csv").stdout
    rule = call(
        sample, "try", "termes: ['convention']\npres_de: {termes: ['pluriannuel'], fenetre: 6}", "--format", "csv"
    )
    assert 0 < len(rule.stdout.splitlines()) < len(term.splitlines())
    wrong = call(sample, "try", "termes: ['a|b']")
    assert wrong.exit_code == 1
    assert "→" in wrong.stderr


def test_a_place_and_its_words_are_explained_alike(sample: Path) -> None:
    by_place = answer(sample, "explain", "E05:24")["segments"]
    quote = by_place[0]["quote"]
    [by_quote] = answer(sample, "explain", quote)["segments"]
    assert by_quote == by_place[0]
    assert call(sample, "explain", "E05:9999").exit_code == 1


def test_quotations_of_a_report_are_named(sample: Path, tmp_path: Path) -> None:
    report = tmp_path / "rapport.txt"
    report.write_text(
        "Comme le dit une designer : « C'est pas très courant d'avoir des guichets pour s'en servir de bar » (E05).\n"
        "Une autre : « On a proposé une règle, toute simple » (E05).\n",
        encoding="utf-8",
    )
    quotes = answer(sample, "verify-quotes", str(report))["quotes"]
    assert [quote["verdict"] for quote in quotes] == ["not_found", "exact"]
    assert quotes[1]["interview"] == "lyon-etat"


def test_a_merged_code_carries_its_decisions_and_comes_back(sample: Path) -> None:
    def passages() -> dict[str, int]:
        return {row["code"]: row["passages"] for row in answer(sample, "matrix")["rows"]}

    before = passages()
    arguments = ("codebook", "merge", "urgence", "lenteur", "--coder", "léa")
    assert call(sample, *arguments, "--dry-run").exit_code == 0
    assert passages() == before
    assert call(sample, *arguments).exit_code == 0
    merged = passages()
    assert merged["temporalites.lenteur"] > before["temporalites.lenteur"]
    assert merged["temporalites"] == before["temporalites"]
    assert call(sample, "guide", "annuler", "--coder", "léa").exit_code == 0
    assert passages() == before


def test_a_colleague_s_decisions_come_back_in_an_account_that_balances(sample: Path, tmp_path_factory: Any) -> None:
    away = copy_study(tmp_path_factory.mktemp("away"))
    parcel = away / "retour.qcode.zip"
    assert call(away, "read", "lyon-etat", "--coder", "zoé").exit_code == 0
    assert call(away, "pack", str(parcel)).exit_code == 0
    account = answer(sample, "merge", str(parcel))
    assert (account["added"], account["refused"], account["balances"]) == (1, 0, True)
    assert answer(sample, "merge", str(parcel))["added"] == 0


def test_disagreements_are_listed_and_settled_by_somebody(sample: Path) -> None:
    listed = call(sample, "codings", "disagreements", "--format", "csv").stdout.splitlines()
    row = next(csv.DictReader(line for line in listed))
    place, code, quote = (row[name] for name in ("place", "code", "text"))
    settle = ("codages", "arbitrer", place.split(":")[0], quote, code, "oui", "--coder", "chef")
    assert call(sample, *settle).exit_code == 0
    made = (sample / "transcripts_sample/codings/chef").glob("*.jsonl")
    assert json.loads(next(made).read_text(encoding="utf-8"))["value"] == "yes"
    assert len(call(sample, "codings", "disagreements", "--format", "csv").stdout.splitlines()) < len(listed)


def test_a_code_born_late_is_not_absent_where_nobody_looked_for_it(sample: Path) -> None:
    born = 'id: "ruse"\nlabel: {fr: "Ruse"}\nborn: "2026-01-01"\n'
    (sample / "codebook/ruse.yaml").write_text(born, encoding="utf-8")
    assert len(call(sample, "codings", "to-read", "ruse", "--format", "csv").stdout.splitlines()) == 13
    assert len(call(sample, "codings", "to-read", "lenteur", "--format", "csv").stdout.splitlines()) == 1
    row = next(row for row in answer(sample, "matrix")["rows"] if row["code"] == "ruse")
    assert row["value"] is None


def test_nobody_signs_nothing(uncoded: Path) -> None:
    for name in ("", " "):
        assert call(uncoded, "read", "lyon-etat", "--coder", name).exit_code == 1
    assert not list(uncoded.rglob("*.jsonl"))


def test_no_export_over_what_is_true(sample: Path) -> None:
    transcript = sample / "transcripts_sample/lyon-etat.txt"
    before = transcript.read_bytes()
    assert call(sample, "export", "csv", "--out", str(transcript)).exit_code == 1
    assert transcript.read_bytes() == before


def test_decisions_are_exported_one_a_line(sample: Path) -> None:
    out = sample / "decisions.csv"
    assert call(sample, "export", "decisions", "--out", str(out)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    lines = sum(path.read_bytes().count(b"\n") for path in (sample / "transcripts_sample/codings").rglob("*.jsonl"))
    assert len(rows) == lines


def test_two_versions_of_a_guide_are_compared(sample: Path, tmp_path_factory: Any) -> None:
    old = copy_study(tmp_path_factory.mktemp("old"))
    (sample / "codebook/temps.yaml").write_text('id: "temps"\n', encoding="utf-8")
    (sample / "codebook/interfaces.yaml").unlink()
    shown = call(sample, "codebook", "diff", str(old / "codebook"), str(sample / "codebook"), "--format", "csv").stdout
    assert "added,temps," in shown
    assert "removed,interfaces.intermediation," in shown


@pytest.mark.parametrize("english", COMMANDS)
def test_every_command_has_two_names(english: str) -> None:
    for name in (english, COMMANDS[english]):
        result = CliRunner().invoke(program, [name, "--help"])
        assert result.exit_code == 0
        assert f"qcode {COMMANDS[english]}" in result.output


def test_wrong_usage_is_2_and_a_missing_study_is_1(tmp_path: Path) -> None:
    assert call(tmp_path, "matrix", "--measure", "weight").exit_code == 2
    result = call(tmp_path, "check")
    assert result.exit_code == 1
    assert "qcode.toml" in result.stderr


def test_unknown_names_are_told_with_the_known_ones(sample: Path) -> None:
    for arguments in (("show", "nobody"), ("matrix", "--by", "colour")):
        result = call(sample, *arguments)
        assert result.exit_code == 1
        assert "lyon-etat" in result.stderr or "territoire" in result.stderr


def test_reading_an_interview_is_a_decision_that_status_shows(uncoded: Path) -> None:
    assert call(uncoded, "read", "lyon-etat", "--coder", "léa").exit_code == 0
    rows = {row["interview"]: row for row in answer(uncoded, "status")["interviews"]}
    assert rows["lyon-etat"]["read_by"] == ["léa"]
    assert rows["lyon-recherche"]["read_by"] == []


def test_saying_twice_that_an_interview_was_read_says_it_once(uncoded: Path) -> None:
    def lines() -> int:
        return sum(path.read_bytes().count(b"\n") for path in uncoded.rglob("codings/**/*.jsonl"))

    for _ in range(2):
        said = call(uncoded, "read", "lyon-etat", "--coder", "léa")
        assert (said.exit_code, lines()) == (0, 1)
    assert "déjà" in said.stderr
    assert call(uncoded, "read", "lyon-etat", "--coder", "léa", "--codes", "urgence").exit_code == 0
    (uncoded / "codebook/ruse.yaml").write_text('id: "ruse"\n', encoding="utf-8")
    assert call(uncoded, "read", "lyon-etat", "--coder", "léa").exit_code == 0
    assert lines() == 3


def test_importing_twice_adds_nothing(uncoded: Path) -> None:
    table = uncoded / "codages.csv"
    table.write_text(
        "interview,quote,code\nlyon-etat,C'est reposant,appels_a_projets\nlyon-etat,ceci n'y est pas,temporalites\n",
        encoding="utf-8",
    )
    first = call(uncoded, "import", str(table), "--coder", "léa")
    files = {path: path.read_bytes() for path in uncoded.rglob("*.jsonl")}
    assert sum(data.count(b"\n") for data in files.values()) == 1
    assert "codages.csv:3" in first.stderr
    call(uncoded, "import", str(table), "--coder", "léa")
    assert {path: path.read_bytes() for path in uncoded.rglob("*.jsonl")} == files


def test_files_are_known_by_what_they_hold(uncoded: Path, tmp_path_factory: Any) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    talk = elsewhere / "nouveau.txt"
    talk.write_text("territoire: Lyon\n\nQ : Alors ?\n\nR : On attend la réponse.\n", encoding="utf-8")
    table = elsewhere / "caractéristiques.csv"
    table.write_text("interview,structure\nnouveau,une régie\n", encoding="utf-8")
    assert call(uncoded, "import", str(talk), str(table)).exit_code == 0
    assert answer(uncoded, "show", "nouveau")["attributes"]["structure"] == "une régie"
    talk.write_text("autre chose", encoding="utf-8")
    assert call(uncoded, "import", str(talk)).exit_code == 1
    codings = elsewhere / "codages.csv"
    codings.write_text("interview,quote,code\nnouveau,On attend la réponse.,lenteur\n", encoding="utf-8")
    assert "--coder" in call(uncoded, "import", str(codings)).stderr
    assert call(uncoded, "import", str(codings), "--coder", "léa").exit_code == 0


def test_codings_come_from_a_workbook_as_well(uncoded: Path, tmp_path_factory: Any) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Interview", "Quote", "Code"])
    sheet.append(["lyon-etat", "C'est reposant", "appels_a_projets"])
    path = tmp_path_factory.mktemp("elsewhere") / "codages.xlsx"
    book.save(path)
    assert call(uncoded, "import", str(path), "--coder", "léa").exit_code == 0
    assert sum(row["passages"] for row in answer(uncoded, "matrix")["rows"]) == 1


def test_the_guide_goes_to_excel_and_comes_back(sample: Path) -> None:
    table = sample / "guide.xlsx"
    assert call(sample, "codebook", "export", str(table)).exit_code == 0
    before = {path: path.read_bytes() for path in (sample / "codebook").iterdir()}
    assert call(sample, "codebook", "import", str(table)).exit_code == 0
    assert {path: path.read_bytes() for path in (sample / "codebook").iterdir()} == before


def test_run_check_tells_whether_exports_are_current(sample: Path) -> None:
    assert call(sample, "run", "--check").exit_code == 1
    assert call(sample, "run").exit_code == 0
    assert call(sample, "run", "--check").exit_code == 0


def test_nobody_s_agreement_is_no_empty_table(sample: Path) -> None:
    for arguments in (
        ("evaluate", "--reference", "nobody"),
        ("agree", "--coder", "codeur-a", "--coder", "nobody"),
        ("agree", "--coder", "codeur-a"),
    ):
        result = call(sample, *arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "codeur-a, codeur-b" in result.stderr


def test_nobody_agrees_where_nobody_decided(uncoded: Path) -> None:
    assert call(uncoded, "agree").exit_code == 1


@pytest.mark.parametrize(("language", "name"), [("fr", "LISEZMOI.txt"), ("en", "README.txt")])
def test_a_new_study_explains_itself_in_its_language(tmp_path: Path, language: str, name: str) -> None:
    made = CliRunner().invoke(program, ["--lang", language, "init", str(tmp_path / "étude")])
    assert name in made.stderr
    text = (tmp_path / "étude" / name).read_text(encoding="utf-8-sig")
    assert "<qcode" not in text
    assert f'language = "{language}"' in (tmp_path / "étude/qcode.toml").read_text(encoding="utf-8")
    assert call(tmp_path / "étude", "check").exit_code == 0


def test_csv_is_for_programs(sample: Path) -> None:
    """One header of English keys, bare numbers, codes by their paths, whatever is printed for people."""
    for arguments, number in (
        (("agree",), "alpha_low"),
        (("evaluate", "--reference", "codeur-a"), "kappa"),
        (("evaluate", "--reference", "codeur-a", "--rules"), "precision"),
        (("matrix", "--by", "territoire"), "value"),
        (("status",), "confirmed"),
    ):
        rows = list(csv.DictReader(io.StringIO(call(sample, *arguments, "--format", "csv").stdout)))
        assert rows
        assert all(key.isascii() and key == key.lower() for key in rows[0])
        assert all(float(row[number]) >= 0 for row in rows if row[number])
    assert {
        row["role"] for row in csv.DictReader(io.StringIO(call(sample, "show", "E01", "--format", "csv").stdout))
    } <= {
        "interviewer",
        "interviewee",
        "unknown",
        "other",
    }
    agreement = csv.DictReader(io.StringIO(call(sample, "agree", "--format", "csv").stdout))
    assert [row["code"] for row in agreement][-1] == "overall"


def test_json_is_alone_on_stdout_for_every_table(sample: Path) -> None:
    for arguments in (("codings", "orphans"), ("codings", "disagreements"), ("codings", "to-read", "lenteur")):
        assert isinstance(answer(sample, *arguments), dict)
    guide = str(sample / "codebook")
    assert answer(sample, "codebook", "diff", guide, guide) == {"changes": []}


def test_unread_is_no_zero_and_counts_are_whole(sample: Path) -> None:
    born = 'id: "ruse"\nlabel: {fr: "Ruse"}\nborn: "2026-01-01"\n'
    (sample / "codebook/ruse.yaml").write_text(born, encoding="utf-8")
    shown = call(sample, "matrix", "--by", "territoire")
    line = next(line for line in shown.stdout.splitlines() if line.startswith("Ruse"))
    assert line.split()[1:3] == ["non", "lu"]
    assert "ce n’est pas un zéro" in shown.stderr
    assert ",0" not in shown.stdout
    rows = answer(sample, "matrix", "--by", "territoire")["rows"]
    assert {type(row["value"]) for row in rows} == {int, type(None)}
    assert {row["state"] for row in rows if row["code"] == "ruse"} == {"unread"}


def test_before_anything_is_confirmed_proposals_stand_beside_the_zeros(uncoded: Path) -> None:
    shown = call(uncoded, "matrix")
    assert "Proposés" in shown.stdout
    assert "Rien n’est encore retenu" in shown.stderr
    assert "Rien n’est encore retenu" in call(uncoded, "matrix", "--by", "territoire").stderr


def test_an_empty_list_is_a_sentence(uncoded: Path) -> None:
    for arguments in (("codings", "orphans"), ("codings", "disagreements"), ("kwic", "zzzz")):
        result = call(uncoded, *arguments)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.strip().endswith(".")


def test_the_same_warnings_are_one_line_but_in_check_and_run(sample: Path) -> None:
    (sample / "transcripts_sample/sans-rien.txt").write_text("Q : Alors ?\n\nR : Voilà.\n", encoding="utf-8")
    assert call(sample, "check").stderr.count("→") > 1
    brief = call(sample, "matrix").stderr
    assert "→" not in brief
    assert "« qcode verifier »" in brief.replace("\u00a0", " ")


def test_the_workbook_says_what_check_and_run_say(sample: Path) -> None:
    rules = sample / "codebook/temporalites.yaml"
    text = rules.read_text(encoding="utf-8")
    assert "exemples:" in text
    rules.write_text(text.replace('exemples: ["', 'exemples: ["Ceci ne dit rien du tout.", "', 1), encoding="utf-8")
    said = [line for line in call(sample, "check").stderr.splitlines() if "propre exemple" in line]
    assert said
    assert call(sample, "run", "--keep-going").stderr.count("propre exemple") == len(said)
    assert call(sample, "export", "xlsx", "--out", str(sample / "seul.xlsx")).exit_code == 0
    for path in (sample / "exports/matrice.xlsx", sample / "seul.xlsx"):
        first = openpyxl.load_workbook(path).worksheets[0]
        assert any("propre exemple" in str(cell) for row in first.iter_rows(values_only=True) for cell in row), path


def loaded(study: Path, *arguments: str) -> set[str]:
    """The modules that a command had imported when it was done."""
    script = (
        "import sys, runpy; sys.argv = ['qcode', *sys.argv[1:]]\n"
        "try: runpy.run_module('qcode', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print('|'.join(sys.modules))"
    )
    done = python_process("-c", script, *arguments, cwd=study)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split("|"))


def test_a_mistake_of_ours_is_no_traceback(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['qcode', 'check']\n"
        "from qcode.cli import program\n"
        "program.program.invoke = lambda context: 1 / 0\n"
        "program.main()"
    )
    done = python_process("-c", script, cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    trace = next(Path(word.rstrip(" ;")) for word in done.stderr.split() if word.startswith(tempfile.gettempdir()))
    assert "ZeroDivisionError" in trace.read_text(encoding="utf-8")
    trace.unlink()


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "--help") & {"spacy", "pandas", "numpy", "openpyxl", "rich", "ruamel.yaml", "lxml"}


def test_nothing_new_to_parse_never_imports_spacy(sample: Path) -> None:
    assert "spacy" not in loaded(sample, "matrix", "--by", "territoire")
    assert "spacy" not in loaded(sample, "run")
    assert "spacy" not in loaded(sample, "run")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (("--measure", "part"), ("--measure", "share")),
        (("--status", "proposé"), ("--status", "suggested")),
        (("--status", "Tout"), ("--status", "all")),
    ],
)
def test_options_take_french_words_as_well(sample: Path, french: tuple[str, str], english: tuple[str, str]) -> None:
    assert answer(sample, "matrix", *french) == answer(sample, "matrix", *english)


def test_the_words_that_an_option_takes_are_told_in_the_language_of_the_reader(sample: Path) -> None:
    assert "[retenu|propose|tout]" in call(sample, "matrix", "--help").stdout
    assert "retenu, propose, tout" in call(sample, "matrix", "--status", "poids").stderr
    with words.speaking("en"):
        assert "[confirmed|suggested|all]" in call(sample, "--lang", "en", "matrix", "--help").stdout


def test_a_draw_for_double_coding_is_followed_and_agreement_is_computed_on_it(sample: Path) -> None:
    drawn = call(sample, "codages", "tirer", "codeur-a", "codeur-b", "--share", "0.25").stdout.split()[1::2]
    assert len(drawn) == 3
    double = answer(sample, "status")["double_coding"]
    assert (double["interviews"], double["coders"], double["left"]) == (drawn, ["codeur-a", "codeur-b"], [])
    some, whole = answer(sample, "agree"), answer(sample, "agree", "--all")
    assert (some["drawn"], sorted(some["interviews"])) == (True, sorted(drawn))
    assert len(whole["interviews"]) == 12
    assert "drawn" not in whole
    third = sample / "transcripts_sample/codings/double_coding.json"
    third.write_text(third.read_text(encoding="utf-8").replace("codeur-b", "zoé"), encoding="utf-8")
    assert "drawn" not in answer(sample, "agree", "--coder", "codeur-a", "--coder", "codeur-b")
    third.write_text(third.read_text(encoding="utf-8").replace("zoé", "codeur-b"), encoding="utf-8")
    assert "3 entretiens tirés au sort" in call(sample, "agree").stderr


def test_whoever_has_still_to_read_a_drawn_interview_is_named(uncoded: Path) -> None:
    drawn = call(uncoded, "codings", "assign", "léa", "noé", "--share", "0.1").stdout.split()[1::2]
    assert call(uncoded, "read", drawn[0], "--coder", "léa").exit_code == 0
    left = answer(uncoded, "status")["double_coding"]["left"]
    assert left == [{"interview": name, "coder": who} for name in drawn for who in ("léa", "noé")][1:]
    assert "Reste à lire en entier par noé" in call(uncoded, "status").stderr
