"""A real headless Chromium, and a study large enough to review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, which

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from qcode.study import Study
from qcode.study.live import Live
from tests.browser.serving import Server
from tests.web.studies import write_study

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LONG = "territoire: Nantes\ntype_acteur: association\nenquêteur: E\nenquêté: R\n\n" + "\n\n".join(
    f"E : Et la fois numéro {n} ?\n\nR : Là, le dossier {n} était prêt. 😀 Élodie l'a relu, c'est tout. On verra."
    for n in range(70)
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=which("chromium"), args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_study(tmp_path_factory.mktemp("browser") / "étude")
    (root / "transcripts" / "nantes-long.txt").write_text(LONG, encoding="utf-8")
    Live(Study(root)).load()
    return root


@pytest.fixture
def root(large: Path, tmp_path: Path) -> Path:
    return copytree(large, tmp_path / "étude")


Serve = Callable[..., Server]
Open = Callable[..., Page]


@pytest.fixture
def serve(root: Path) -> Iterator[Serve]:
    running: list[Server] = []

    def started(coder: str = "Zoé", port: int = 0) -> Server:
        running.append(Server(root, coder, port))
        return running[-1]

    yield started
    for server in running:
        server.kill()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, locale="fr-FR")
    yield opened
    opened.close()


@pytest.fixture
def opened(context: BrowserContext) -> Open:
    """Open a path of a server in a tab, let in by its one-time address when the context is new to it."""

    def at(server: Server, path: str = "/queue", cookies: dict[str, str] | None = None) -> Page:
        page = context.new_page()
        page.goto(server.address)
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": server.base}])
        page.goto(server.base + path)
        page.wait_for_selector("#work *")
        return page

    return at


def saved(page: Page) -> None:
    """Wait until the page says that everything is saved; it cannot have said so of an older decision."""
    page.wait_for_timeout(350)
    expect(page.locator("#saved")).to_contain_text("✓", timeout=15_000)
