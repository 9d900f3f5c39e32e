"""Reviewing in a real browser: by keys alone, never lost, in two windows, through a crash of the server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Open, Serve, saved
from tests.browser.serving import kept

pytestmark = pytest.mark.browser


def test_the_first_page_does_not_keep_anybody_waiting(serve: Serve, context: BrowserContext) -> None:
    started = time.perf_counter()
    page = context.new_page()
    page.goto(serve().address)
    expect(page.locator("nav")).to_contain_text("À décider")
    assert time.perf_counter() - started < 5  # a limit for a busy machine; the benchmark says how long it takes
    page.wait_for_selector("mark.hit")


def test_fifty_by_keyboard_at_five_a_second(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.wait_for_selector("mark.hit")
    started = time.perf_counter()
    for n in range(50):
        page.wait_for_selector("mark.hit")  # nobody decides on what is not shown
        page.keyboard.press("x" if n % 3 == 0 else "a")
    while len(kept(root)) < 50 and time.perf_counter() - started < 20:
        page.wait_for_timeout(20)
    seconds = time.perf_counter() - started
    lines = kept(root)
    assert len(lines) == 50
    assert len({(line["interview"], line["anchor"]["start"], line["code"]) for line in lines}) == 50
    assert sum(line["kind"] == "reject" for line in lines) == 17
    assert all(line["seconds"] >= 0 for line in lines)
    assert 50 / seconds >= 5, f"{50 / seconds:.1f} decisions a second"


def test_undo_brings_the_passage_back(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.wait_for_selector("mark.hit")
    first = page.inner_text("mark.hit")
    page.keyboard.press("a")
    expect(page.locator(".last")).to_contain_text("retenu")
    page.keyboard.press("u")
    expect(page.locator("mark.hit")).to_have_text(first)
    saved(page)
    page.wait_for_timeout(100)
    one, other = kept(root)
    assert (one["kind"], other["kind"], other["target"]) == ("accept", "withdraw", one["id"])


def test_another_code_a_memo_a_flag_and_moved_ends(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.select_option("#order", "interview")
    page.wait_for_timeout(300)
    page.keyboard.press("m")
    page.keyboard.type("Un mémo : « x »")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    page.keyboard.press("+")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    page.keyboard.type("tempo")
    page.keyboard.press("Enter")
    saved(page)
    page.wait_for_timeout(200)
    kinds = [line["kind"] for line in kept(root)]
    assert kinds == ["memo", "flag", "add", "change", "change"]
    memo, flag, added, moved, recoded = kept(root)
    assert (memo["value"], flag["name"], added["code"]) == ("Un mémo : « x »", "quote", "temps")
    assert moved["anchor"]["start"] == moved["was"]["start"]
    assert moved["anchor"]["end"] < moved["was"]["end"]
    assert recoded["code"] == "temps" != recoded["was_code"]


def test_all_similar_after_a_preview(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.select_option("#order", "code")
    page.wait_for_timeout(300)
    page.keyboard.press("Shift+A")
    page.wait_for_selector("dialog[open]")
    boxes = page.locator("dialog input[type=checkbox]")
    n = boxes.count()
    boxes.nth(n - 1).uncheck()
    page.locator("dialog button.main").click()
    saved(page)
    lines = kept(root)
    assert len(lines) == n - 1 > 60
    assert {line["batch"] for line in lines} == {lines[0]["batch"]} != {""}


def test_two_windows_follow_each_other(serve: Serve, opened: Open, context: BrowserContext) -> None:
    server = serve()
    one, other = opened(server), opened(server)
    left = int(other.inner_text("#left"))
    one.bring_to_front()
    one.keyboard.press("a")
    saved(one)
    other.bring_to_front()
    expect(other.locator("#left")).to_have_text(str(left - 1), timeout=10_000)


def test_nothing_is_lost_when_the_server_dies(serve: Serve, opened: Open, context: BrowserContext, root: Path) -> None:
    server = serve()
    page = opened(server)
    for _ in range(8):
        page.keyboard.press("a")
    saved(page)
    page.wait_for_timeout(700)
    acknowledged = {line["id"] for line in kept(root)}
    assert len(acknowledged) == 8
    page.keyboard.press("a")  # perhaps on its way
    server.kill()
    for _ in range(3):
        page.keyboard.press("x")
    expect(page.locator("#trouble")).to_contain_text("qcode ne répond plus", timeout=10_000)
    expect(page.locator("#saved")).to_contain_text("Pas encore enregistré")
    again = serve(port=server.port)
    tab = context.new_page()  # what `qcode review` opens when it starts
    tab.goto(again.address)
    page.bring_to_front()
    expect(page.locator("#saved")).to_contain_text("Enregistré à", timeout=15_000)
    expect(page.locator("#trouble")).to_be_empty()
    lines = kept(root)
    assert acknowledged <= {line["id"] for line in lines}
    assert [line["kind"] for line in lines] == ["accept"] * 9 + ["reject"] * 3
    assert len({line["id"] for line in lines}) == len(lines)


def test_what_waits_survives_a_reload(serve: Serve, opened: Open, root: Path) -> None:
    server = serve()
    page = opened(server)
    page.route("**/api/decide", lambda route: route.abort())
    page.keyboard.press("a")
    page.keyboard.press("x")
    expect(page.locator("#saved")).to_contain_text("Pas encore enregistré\u00a0: 2", timeout=5_000)
    assert kept(root) == []
    page.unroute("**/api/decide")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    saved(page)
    assert [line["kind"] for line in kept(root)] == ["accept", "reject"]


def test_keys_do_nothing_in_a_field_and_can_be_switched_off(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve())
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("a")  # a dialog is open
    page.locator("dialog input[type=checkbox]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert kept(root) == []
    page.keyboard.press("?")
    page.locator("dialog input[type=checkbox]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    saved(page)
    assert len(kept(root)) == 1
