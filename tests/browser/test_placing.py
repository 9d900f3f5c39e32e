"""Orphans in a real browser: placed where a person says, from the candidates or by a selection; lists that grow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Serve, saved
from tests.browser.serving import kept
from tests.web.studies import Page as Client
from tests.web.studies import span

pytestmark = pytest.mark.browser
LIKE, LOST = "Le dossier revient.", "On attend encore."


@pytest.fixture
def corrected(root: Path) -> Path:
    """Two coders coded one sentence that is worded otherwise now, and another that is gone."""
    for coder in ("Zoé", "Ali"):
        client = Client(root, coder)
        client.decide({"kind": "add", "code": "temps", **span(client, "nantes-asso", LOST)})
    client.serial = 10
    client.decide({"kind": "add", "code": "appels", **span(client, "nantes-asso", LIKE)})
    path = root / "transcripts" / "nantes-asso.txt"
    text = path.read_text(encoding="utf-8").replace(LOST, "Rien ne vient, jamais.")
    path.write_text(text.replace(LIKE, "Le gros dossier revient donc."), encoding="utf-8")
    return root


def test_what_was_lost_is_placed_by_a_selection(corrected: Path, serve: Serve, opened: Open) -> None:
    page = opened(serve(), "/start")
    expect(page.locator("#orphans h2")).to_contain_text("à replacer", timeout=60_000)
    article = page.locator("#orphans article", has=page.locator("del", has_text=LOST))
    expect(article).to_have_count(1)  # the two coders' decisions on the same words stand together
    expect(article.locator(".row")).to_have_count(2)
    article.get_by_role("link", name="Chercher dans l’entretien").click()
    expect(page.locator("#orphan")).to_contain_text("Où vont ces mots")
    page.locator(".s", has_text="Rien ne vient").dblclick()
    page.keyboard.press("e")
    page.locator(".pop").get_by_role("button", name="Replacer ici").click()
    expect(page.locator("#orphan")).to_be_empty()
    placed = [line for line in kept(corrected) if line["kind"] == "place"]
    assert len(placed) == 2
    assert len({line["anchor"]["start"] for line in placed}) == 1
    page.goto(page.url.partition("/reader")[0] + "/start")
    page.wait_for_selector(".files")
    expect(page.locator("#orphans del", has_text=LOST)).to_have_count(0)


def test_a_value_that_the_list_lacks_is_added_on_the_page(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/start")
    page.wait_for_selector(".files")
    page.locator(".files tr", has_text="lyon-recherche.txt").get_by_role("button").click()
    page.get_by_role("combobox", name="Territoire").select_option(label="autre valeur…")
    page.locator("dialog textarea").fill("Saint-Étienne")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("combobox", name="Territoire")).to_have_value("Saint-Étienne")
    page.get_by_role("button", name="C’est bien cela").click()
    expect(page.locator(".files tr", has_text="lyon-recherche.txt")).to_contain_text("Saint-Étienne", timeout=30_000)
    assert '"Saint-Étienne"' in (root / "qcode.toml").read_text(encoding="utf-8")


def test_a_facet_is_chosen_from_the_list_by_its_figure(serve: Serve, opened: Open, root: Path) -> None:
    toml = root / "qcode.toml"
    listed = '[facets.registre]\nlabel = { fr = "Registre" }\nvalues = ["levier", "frein"]\n'
    toml.write_text(toml.read_text(encoding="utf-8") + listed, encoding="utf-8")
    page = opened(serve(), "/reader?interview=nantes-asso")
    page.wait_for_selector(".bars .tag")
    page.keyboard.press("j")
    page.keyboard.press("g")
    expect(page.locator("dialog[open]")).to_contain_text("frein")
    expect(page.locator("dialog input")).to_have_count(0)
    page.keyboard.press("2")
    saved(page)
    assert [(line["name"], line["value"]) for line in kept(root)] == [("registre", "frein")]
    expect(page.locator(".side")).to_contain_text("Registre : frein")
