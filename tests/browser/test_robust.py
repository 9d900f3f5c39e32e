"""What goes wrong around a decision: the disk is full, keys are held down, the server is slow, the page is reloaded."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from qcode.study import Study
from tests.browser.conftest import Open, Serve, saved
from tests.browser.serving import kept

pytestmark = pytest.mark.browser
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def test_a_full_disk_is_said_and_nothing_is_lost(serve: Serve, opened: Open, root: Path) -> None:
    server = serve()
    page = opened(server)
    page.wait_for_selector("mark.hit")
    page.keyboard.press("a")
    saved(page)
    (file,) = (root / "transcripts" / "codings").rglob("*.jsonl")
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (12, resource.RLIM_INFINITY))  # bytes of any file
    for _ in range(3):
        page.keyboard.press("a")
    expect(page.locator("#trouble")).to_contain_text("gardées ici", timeout=10_000)
    expect(page.locator("#saved")).to_contain_text("Pas encore enregistré")
    assert file.read_text(encoding="utf-8").count('"accept"') == 1
    page.reload()  # what waits outlives a reload
    expect(page.locator("#saved")).to_contain_text("Pas encore enregistré : 3", timeout=10_000)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, NO_LIMIT)
    page.get_by_role("button", name="Réessayer").click()
    saved(page)
    expect(page.locator("#trouble")).to_be_empty()
    decisions, _ = Study(root).decisions.read()  # what the full disk cut off was closed off, and is no decision
    assert [decision.kind for decision in decisions] == ["accept"] * 4


def test_a_key_held_down_decides_once(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.wait_for_selector("mark.hit")
    for _ in range(12):
        page.keyboard.down("a")
    page.keyboard.up("a")
    saved(page)
    assert len(kept(root)) == 1


def test_a_slow_server_holds_nobody_up(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.wait_for_selector("mark.hit")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(900)
        route.continue_()

    page.route("**/api/decide", slowly)
    first = page.inner_text(".next li q >> nth=0")
    page.keyboard.press("x")
    expect(page.locator("mark.hit")).to_contain_text(first[:20], timeout=500)
    expect(page.locator("#saved")).to_contain_text("Pas encore enregistré : 1")
    saved(page)
    assert len(kept(root)) == 1


def test_the_way_back_leads_to_where_one_was(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/queue?code=temps")
    page.wait_for_selector("mark.hit")
    page.keyboard.press("a")
    saved(page)
    before = page.inner_text("mark.hit")
    page.keyboard.press("l")
    page.wait_for_selector(".bars .tag")
    page.go_back()
    expect(page.locator("mark.hit")).to_have_text(before)
    page.keyboard.press("u")  # what was done before is still known
    saved(page)
    assert [line["kind"] for line in kept(root)] == ["accept", "withdraw"]


def test_composed_letters_are_kept_as_typed(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.wait_for_selector("mark.hit")
    page.keyboard.press("m")
    field = page.locator("dialog textarea")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})
    client.send("Input.insertText", {"text": "日本 ˆé ñ 👩‍🔬"})
    expect(field).to_have_value("日本 ˆé ñ 👩‍🔬")
    page.keyboard.press("Control+Enter")
    saved(page)
    assert [(line["kind"], line["value"]) for line in kept(root)] == [("memo", "日本 ˆé ñ 👩‍🔬")]


def test_a_selection_over_several_turns_stays_in_the_first(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/reader?interview=nantes-asso")
    page.wait_for_selector(".bars .tag")
    page.evaluate(
        """() => {
          const [from, to] = [2, 4].map(n => document.querySelector(`p[data-turn="${n}"]`));
          getSelection().setBaseAndExtent(from.lastChild.firstChild, 3, to.firstChild.firstChild, 4);
          document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }"""
    )
    page.locator(".pop").get_by_role("button", name="Temporalités").click()
    saved(page)
    (line,) = kept(root)
    said = (root / "transcripts" / "nantes-asso.txt").read_text(encoding="utf-8")
    assert line["anchor"]["quote"] == "faut attendre des mois."
    assert said[line["anchor"]["start"] : line["anchor"]["end"]] == line["anchor"]["quote"]
