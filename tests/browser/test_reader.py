"""Coding while reading: by mouse and by keys, across emoji and accents; reading first; blind; a very long interview."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Serve, saved
from tests.browser.serving import kept

pytestmark = pytest.mark.browser

SELECT = """([turn, from, to]) => {
  const p = document.querySelector(`p[data-turn="${turn}"]`);
  const place = (unit) => {
    const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (unit > node.length) { unit -= node.length; node = walker.nextNode(); }
    return [node, unit];
  };
  const range = document.createRange();
  range.setStart(...place(from));
  range.setEnd(...place(to));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  p.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""


def select(page: Page, turn: int, words: str) -> None:
    """Select words of a turn as a mouse would, in UTF-16 units."""
    spoken = page.locator(f'p[data-turn="{turn}"]')
    expect(spoken).to_contain_text(words)
    text = spoken.text_content() or ""
    start = len(text[: text.index(words)].encode("utf-16-le")) // 2
    page.evaluate(SELECT, [turn, start, start + len(words.encode("utf-16-le")) // 2])
    page.wait_for_selector(".pop")


@pytest.mark.parametrize("words", ["😀 Le dossier", "énorme. Il faut", "On répond", "😀", "mois."])
def test_a_selection_is_coded_as_it_was_seen(serve: Serve, opened: Open, root: Path, words: str) -> None:
    page = opened(serve(), "/reader?interview=nantes-asso")
    select(page, 2, words)
    page.keyboard.press("2")
    saved(page)
    (line,) = kept(root)
    assert (line["kind"], line["code"], line["anchor"]["quote"]) == ("add", "temps", words)
    text = (root / "transcripts" / "nantes-asso.txt").read_text(encoding="utf-8")
    assert text[line["anchor"]["start"] : line["anchor"]["end"]] == words
    expect(page.locator(".bars .tag").first).to_be_visible()


def test_a_real_drag_with_the_mouse(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/reader?interview=nantes-asso")
    sentence = page.locator('p[data-turn="2"] .s').nth(1)
    box = sentence.bounding_box()
    assert box
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    page.locator(".pop button", has_text="Temporalités").click()
    saved(page)
    (line,) = kept(root)
    assert line["anchor"]["quote"].strip("😀 ") in "Le dossier est énorme."
    assert len(line["anchor"]["quote"]) > 15


def test_everything_without_a_mouse(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/reader?interview=nantes-asso")
    page.wait_for_selector(".bars .tag")
    page.keyboard.press("s")  # the first sentence
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("1")  # a main code with sub-codes: which?
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("s")
    page.keyboard.press("n")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Control+a")
    page.keyboard.type("Un code né ici")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(400)
    page.keyboard.press("Shift+L")
    saved(page)
    lines = kept(root)
    assert [line["kind"] for line in lines] == ["add", "reject", "add", "read"]
    assert lines[0]["code"] == "concurrence"
    assert lines[0]["anchor"]["quote"] == "On répond à un appel à projets par"
    assert lines[2]["code"] == "un_code_ne_ici"
    expect(page.locator("#ending")).to_contain_text("Vous avez lu cet entretien")
    page.keyboard.press("u")
    expect(page.locator("#ending")).to_contain_text("Entretien lu en entier")


def test_blind_until_all_is_read(serve: Serve, opened: Open, root: Path) -> None:
    server = serve()
    page = opened(server, "/reader?interview=nantes-asso", {"qcode_mode": "blind"})
    expect(page.locator("#ending")).to_contain_text("à l’aveugle")
    assert page.locator(".bars .tag").count() == 0
    select(page, 4, "On attend encore.")
    page.keyboard.press("2")
    saved(page)
    expect(page.locator(".bars .tag")).to_have_count(1)
    page.keyboard.press("Shift+L")
    expect(page.locator(".bars .tag").nth(2)).to_be_visible()
    assert [line.get("blind") for line in kept(root)] == [True, True]
    page.goto(server.base + "/matrix")
    expect(page.locator("#trouble")).to_contain_text("Vous codez à l’aveugle")


def test_reading_first_shows_proposals_as_turns_are_read(serve: Serve, opened: Open) -> None:
    page = opened(serve(), "/reader?interview=nantes-long", {"qcode_mode": "read_first"})
    page.wait_for_selector("#ending button")
    assert page.locator(".bars .tag").count() == 0
    page.keyboard.press("t")
    expect(page.locator(".bars .tag").first).to_be_visible()
    expect(page.locator("#ending")).to_contain_text("tours lus sur 140")


def test_offsets_are_the_same_in_both_languages(serve: Serve, opened: Open) -> None:
    page = opened(serve(), "/reader")
    draw = random.Random(4)
    alphabet = "aé\u0301😀👩‍👩‍👧🌻\u202f’ z\n\u2028中𝒳"
    texts = ["".join(draw.choices(list(alphabet), k=draw.randrange(40))) for _ in range(500)]
    spans = [sorted((draw.randint(0, len(text)), draw.randint(0, len(text)))) for text in texts]
    found: list[Any] = page.evaluate(
        """async cases => {
          const { Text, pointCount } = await import("/static/offsets.js");
          return cases.map(([string, [start, end]]) => {
            const text = new Text(string);
            const units = [text.unit(start), text.unit(end)];
            const points = units.map(unit => text.point(unit));
            return [text.slice(start, end), ...points, text.length, pointCount(string)];
          });
        }""",
        list(zip(texts, spans, strict=True)),
    )
    for text, (start, end), answer in zip(texts, spans, found, strict=True):
        assert answer == [text[start:end], start, end, len(text), len(text)]


def test_forty_thousand_words_do_not_stall(serve: Serve, opened: Open, root: Path) -> None:
    said = "Là, on a repris tout le dossier avec les élus, et puis on a attendu la réponse du département. " * 12
    turns = [f"E : Question {n} ?\n\nR : {said}" for n in range(190)]
    text = "territoire: Lyon\ntype_acteur: recherche\nenquêteur: E\nenquêté: R\n\n" + "\n\n".join(turns)
    assert len(text.split()) > 40_000
    (root / "transcripts" / "lyon-fleuve.txt").write_text(text, encoding="utf-8")
    server = serve()
    page = opened(server)
    page.wait_for_selector("mark.hit", timeout=60_000)
    started = time.perf_counter()
    page.goto(server.base + "/reader?interview=lyon-fleuve")
    page.wait_for_selector(".bars .tag")
    assert time.perf_counter() - started < 4
    longest = page.evaluate(
        """async () => {
          let last = performance.now(), longest = 0;
          const end = last + 1500;
          addEventListener("scroll", () => {}, { passive: true });
          while (performance.now() < end) {
            scrollBy(0, 900);
            await new Promise(requestAnimationFrame);
            longest = Math.max(longest, performance.now() - last);
            last = performance.now();
          }
          return longest;
        }"""
    )
    assert longest < 500, f"a frame took {longest:.0f} ms"
