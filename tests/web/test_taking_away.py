"""What people take away from the page, what two coders disagree on, and what was drawn for several of them."""

import io
from pathlib import Path
from typing import Any

import pytest

from qcode.study import Study
from qcode.study.assigning import assign
from qcode.web.api.downloads import FILES
from tests.web.studies import Page, span


def two_coders(study: Path) -> tuple[Page, Page]:
    """Zoé and Ali, who disagree on one sentence that both have read."""
    zoe, ali = Page(study), Page(study, "Ali")
    place = span(zoe, "nantes-asso", "On attend encore.")
    zoe.decide({"kind": "add", "code": "temps", **place}, {"kind": "read", "interview": "nantes-asso"})
    ali.decide({"kind": "add", "code": "appels", **place}, {"kind": "read", "interview": "nantes-asso"})
    ali.desk._looked = 0
    return zoe, ali


STARTS = {"xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF", "csv": b"", "html": b"<!doctype html>"}


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("comparaison")])
def test_every_file_is_served_as_what_it_is(page: Page, name: str) -> None:
    answer = page.client.get(f"/export/{name}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(STARTS[name.rpartition(".")[2]])
    assert ("content-disposition" in answer.headers) is not name.endswith(".html")


def test_a_page_that_is_shown_wears_its_own_style_and_runs_nothing(page: Page) -> None:
    policy = page.client.get("/export/fiche-de-controle.html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in page.client.get("/matrix").headers["content-security-policy"]


def test_nothing_of_others_is_taken_away_blind(page: Page) -> None:
    page.client.cookies.set("qcode_mode", "blind")
    for name in FILES:
        assert page.client.get(f"/export/{name}", params={"a": "Ali", "b": "Zoé"}).status_code == 403


def test_a_comparison_holds_figures_and_disagreements(study: Path) -> None:
    import openpyxl

    _, ali = two_coders(study)
    answer = ali.client.get("/export/comparaison.xlsx", params={"a": "Ali", "b": "Zoé"})
    figures, rows = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    heads = [cell.value for cell in figures[1]]
    assert heads[:4] == ["Code", "Phrases de Ali", "Phrases de Zoé", "Accord"]
    assert {row[0].value: (row[1].value, row[2].value) for row in figures.iter_rows(min_row=2)}["Temporalités"] == (
        0,
        1,
    )
    assert [[cell.value for cell in row] for row in rows.iter_rows(min_row=2)] == [
        ["nantes-asso", "E02:4", "On attend encore.", "Appels à projets", "oui", "non", None],
        ["nantes-asso", "E02:4", "On attend encore.", "Temporalités", "non", "oui", None],
    ]
    text = ali.client.get("/export/comparaison.csv", params={"a": "Ali", "b": "Zoé"}).content
    assert text.startswith(b"\xef\xbb\xbf")
    assert '"On attend encore.";"Temporalités";"non";"oui";""' in text.decode("utf-8-sig")
    assert ali.client.get("/export/comparaison.csv").status_code == 400


def test_a_team_that_discusses_everything_sees_no_figure_of_agreement(study: Path) -> None:
    import openpyxl

    toml = study / "qcode.toml"
    toml.write_text("discussed = true\n" + toml.read_text(encoding="utf-8"), encoding="utf-8")
    _, ali = two_coders(study)
    found = ali.get("compare")
    assert (found["discussed"], found["agreement"]) == (True, [])
    assert len(found["disagreements"]) == 1
    answer = ali.client.get("/export/comparaison.xlsx", params={"a": "Ali", "b": "Zoé"})
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets) == 1


def test_what_was_drawn_for_several_coders_is_marked(study: Path) -> None:
    settings = Study(study).settings
    before = Page(study)
    drawn = assign(study, settings, list(before.desk.live.interviews.values()), ("Zoé", "Ali"), share=0.5)
    page = Page(study)
    shown: list[dict[str, Any]] = page.get("start")["files"]
    assert {file["id"]: file["double"] for file in shown if file["double"]} == {drawn.interviews[0]: ["Zoé", "Ali"]}
    marked = [one["id"] for one in page.get("interviews")["interviews"] if one["double"]]
    assert marked == list(drawn.interviews)
