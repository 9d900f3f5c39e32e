"""Guide, matrix, agreement and start in a real browser; accessibility; hostile text in every place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.conftest import Open, Serve, saved
from tests.browser.serving import Server, kept

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[2] / ".browser" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = ("start", "queue", "reader", "codebook", "matrix", "compare")


def test_a_rule_is_edited_with_its_hits_following(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/codebook?code=appels")
    page.get_by_role("button", name="Modifier la règle aap-nom").click()
    field = page.get_by_role("textbox", name="un de ces mots")
    field.fill("jury")
    field.press("Enter")
    expect(page.locator(".delta strong").first).to_have_text("+1")
    expect(page.locator(".kwic .m").first).to_contain_text("jury")
    before = (root / "codebook" / "appels.yaml").read_text(encoding="utf-8")
    assert "jury" not in before.partition("sous_codes")[0]
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Guide enregistré")
    after = (root / "codebook" / "appels.yaml").read_text(encoding="utf-8")
    assert after == before.replace('["appel à projet", "dossier"]', '["appel à projet", "dossier", "jury"]')


def test_a_guide_changed_underneath_is_refused_on_the_page(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/codebook?code=appels")
    page.get_by_role("button", name="Modifier la règle aap-nom").click()
    page.get_by_role("textbox", name="un de ces mots").fill("jury")
    page.keyboard.press("Enter")
    path = root / "codebook" / "appels.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# ailleurs\n", encoding="utf-8")
    theirs = path.read_bytes()
    page.keyboard.press("Control+s")
    expect(page.locator(".rule.edit [role=alert]")).to_contain_text("modifié ailleurs")
    assert path.read_bytes() == theirs


def test_a_figure_opens_on_its_words(serve: Serve, opened: Open) -> None:
    page = opened(serve(), "/matrix")
    page.locator(".matrix td a").first.click()
    expect(page.locator(".side .verbatim").first).to_contain_text("dossier")
    page.get_by_role("button", name="Part de parole").click()
    expect(page.locator(".matrix td a").first).to_contain_text("%")
    page.select_option("#level", "all")
    expect(page.locator(".matrix")).to_contain_text("Concurrence")


def test_a_disagreement_is_settled_by_a_key(serve: Serve, opened: Open, context: BrowserContext, root: Path) -> None:
    for coder, key in (("Ali", "a"), ("Zoé", "x")):
        page = opened(serve(coder), "/queue?order=interview&status=suggested&status=confirmed")
        page.wait_for_selector("mark.hit")
        page.keyboard.press(key)
        saved(page)
    page = opened(serve("Zoé"), "/compare")
    expect(page.locator("#disagreements h2")).to_contain_text("1 désaccord")
    page.keyboard.press("a")
    saved(page)
    assert [line["kind"] for line in kept(root)] == ["accept", "reject", "adjudicate"]
    expect(page.locator("#disagreements")).to_contain_text("Aucun désaccord ici")


def test_a_file_is_dropped_looked_at_and_kept(serve: Serve, opened: Open, root: Path) -> None:
    page = opened(serve(), "/start")
    page.wait_for_selector(".files")
    text = "E : Alors ?\n\nR : Le dossier, oui, encore un dossier.\n\nE : Et ?\n\nR : C'est tout.\n"
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "déposé.txt", { type: "text/plain" }));
          document.querySelector("#drop").dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: data }));
        }""",
        text,
    )
    looked = page.locator(".looked")
    expect(looked).to_contain_text("Rien n’est encore rangé")
    assert not (root / "transcripts" / "déposé.txt").exists()
    looked.get_by_role("combobox", name="Territoire").select_option("Lyon")
    looked.get_by_role("combobox", name="Type d’acteur").select_option("recherche")
    looked.get_by_role("button", name="Ranger dans l’étude").click()
    expect(page.locator(".files")).to_contain_text("déposé.txt", timeout=60_000)
    assert (root / "transcripts" / "déposé.txt").read_text(encoding="utf-8") == text
    page.goto(page.url.replace("/start", "/queue?interview=déposé"))
    expect(page.locator("mark.hit")).to_contain_text("dossier")


# --- for everybody --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, serve: Serve, theme: str) -> None:
    assert AXE.exists(), "axe-core is missing: see `make test-browser`"
    server = serve()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(server.address)
    context.add_cookies([{"name": "qcode_theme", "value": theme, "url": server.base}])
    found: list[str] = []
    for name in PAGES:
        page.goto(f"{server.base}/{name}")
        page.wait_for_selector("#work *")
        page.wait_for_timeout(500)
        found += violations(page, name)
    page.goto(f"{server.base}/queue")
    page.wait_for_selector("mark.hit")
    page.keyboard.press("?")
    found += violations(page, "help")
    context.close()
    assert not found, "\n".join(found)


def violations(page: Page, name: str) -> list[str]:
    page.add_script_tag(path=AXE)
    result: dict[str, Any] = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })")
    return [
        f"{name}: {one['id']} {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in result["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_two_hundred_percent_needs_no_sideways_scrolling(browser: Browser, serve: Serve, name: str) -> None:
    server = serve()
    context = browser.new_context(viewport={"width": 640, "height": 450})
    page = context.new_page()
    page.goto(server.address)
    page.goto(f"{server.base}/{name}")
    page.wait_for_selector("#work *")
    page.wait_for_timeout(300)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wide <= 0


# --- hostile text -----------------------------------------------------------------------------------------------------

BREAKS = (
    "",
    '"',
    "'",
    "</p>",
    "</script>",
    "-->",
    "]]>",
    "</textarea>",
    "</title>",
    "\u2028",
    "{{7*7}}",
    "${alert(1)}",
)
RUNS = (
    "<script>x()</script>",
    "<img src=x onerror=x()>",
    "<svg onload=x()>",
    "<iframe srcdoc='<script>parent.x()</script>'>",
    "<details open ontoggle=x()>",
    "<a href=javascript:x()>ici</a>",
    "<body onload=x()>",
    "<math><mi xlink:href=javascript:x()>",
    '" autofocus onfocus=x() "',
)
PAYLOADS = [
    start + run.replace("x()", f"window.ran={n}") for n, (start, run) in enumerate((s, r) for s in BREAKS for r in RUNS)
]


def hostile(root: Path) -> None:
    """Every payload in what interviewees say, in names, labels, definitions, rules, file names and memos."""
    said = "\n\n".join(f"E : Et ça {payload} ?\n\nR : Un dossier {payload} de plus." for payload in PAYLOADS)
    head = f"titre: {PAYLOADS[1]}\nterritoire: {PAYLOADS[2]}\ntype_acteur: recherche\nenquêteur: E\nenquêté: R\n\n"
    (root / "transcripts" / "<img src=x onerror=window.ran=1>.txt").write_text(head + said, encoding="utf-8")
    label = {"fr": PAYLOADS[3], "en": PAYLOADS[4]}
    guide: dict[str, Any] = {
        "id": "mal",
        "libelle": label,
        "definition": PAYLOADS[5],
        "inclure": PAYLOADS[:20],
        "exclure": PAYLOADS[20:40],
    }
    guide["regles"] = [{"id": "mal-1", "idee": PAYLOADS[6], "termes": ["dossier"], "exemples": PAYLOADS[40:60]}]
    (root / "codebook" / "mal.yaml").write_text(json.dumps(guide, ensure_ascii=False), encoding="utf-8")
    toml = (root / "qcode.toml").read_text(encoding="utf-8").replace("Petite étude", "<script>window.ran=1</script>")
    (root / "qcode.toml").write_text(toml, encoding="utf-8")


def test_a_hundred_payloads_none_runs(browser: Browser, root: Path) -> None:
    assert len(PAYLOADS) > 100
    hostile(root)
    server = Server(root, "<img src=x onerror=window.ran=1>")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    dialogs, refused = list[str](), list[str]()

    def said(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", said)
    page.on("console", lambda message: refused.append(message.text))
    try:
        page.goto(server.address)
        page.wait_for_selector("mark.hit", timeout=60_000)
        for payload in PAYLOADS[60:66]:
            page.keyboard.press("m")
            page.locator("dialog textarea").fill(payload)
            page.keyboard.press("Control+Enter")
            page.keyboard.press("a")
        page.wait_for_timeout(500)
        name = "%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E"
        for path in (*PAGES, f"reader?interview={name}", "codebook?code=mal", "codebook?rule=mal-1", "queue?code=mal"):
            page.goto(f"{server.base}/{path}")
            page.wait_for_selector("#work *")
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran") is None, path
            assert page.locator("#work script, #work iframe, img").count() == 0, path
        page.goto(f"{server.base}/reader?interview={name}")
        expect(page.locator("#turns")).to_contain_text(PAYLOADS[0])
        expect(page.locator(".side")).to_contain_text(PAYLOADS[62])
    finally:
        context.close()
        server.kill()
    assert dialogs == []
    assert [text for text in refused if "Security Policy" in text or "Trusted" in text] == []
