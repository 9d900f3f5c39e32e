"""Take the pictures of docs/page.md again: `python -m tests.browser.pictures` (after `make system-deps`)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.serving import Server
from tests.conftest import ROOT, copy_study

IMAGES = ROOT / "docs" / "images"
LOOKS = {"": ("fr", "light"), "-dark": ("fr", "dark"), "-en": ("en", "light"), "-en-dark": ("en", "dark")}
COLOURS = 96
"""Enough for a page; a quarter of the bytes."""


def _passage(page: Page) -> None:
    page.locator(".bars .tag").first.click()


def _rule(page: Page) -> None:
    page.locator(".rule button").first.click()
    page.locator(".rule.edit textarea").first.wait_for()


def _figure(page: Page) -> None:
    page.locator(".matrix td a").first.click()
    page.locator(".side .verbatim").first.wait_for()


def _nothing(_page: Page) -> None:
    """The page as it opens."""


PAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "start": ("/start", _nothing),
    "queue": ("/queue", _nothing),
    "reader": ("/reader?interview=lyon-etat", _passage),
    "codebook": ("/codebook?code=interfaces.intermediation", _rule),
    "matrix": ("/matrix", _figure),
    "compare": ("/compare", _nothing),
}


def take(browser: Browser, server: Server, ending: str, language: str, theme: str) -> None:
    """Every page in one language and theme."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language)
    page = context.new_page()
    page.goto(server.address)
    for name, value in (("qcode_language", language), ("qcode_theme", theme)):
        context.add_cookies([{"name": name, "value": value, "url": server.base}])
    for name, (path, prepare) in PAGES.items():
        page.goto(server.base + path)
        page.wait_for_selector("#work *")
        page.wait_for_load_state("networkidle")
        prepare(page)
        page.wait_for_timeout(800)
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(COLOURS).save(IMAGES / f"page-{name}{ending}.png", optimize=True)
    context.close()


def main() -> None:
    """Serve the sample to a new coder and look at it in every way."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy_study(Path(folder))
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS.split())
        for ending, (language, theme) in LOOKS.items():
            server = Server(root, "codeuse-c")
            take(browser, server, ending, language, theme)
            server.kill()
        browser.close()


if __name__ == "__main__":
    main()
