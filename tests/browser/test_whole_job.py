"""Somebody who never opens a terminal after the installation: a new study, from dropped files to the report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from qcode.study.start import start
from tests.browser.conftest import saved
from tests.browser.serving import Server, kept

pytestmark = pytest.mark.browser
FIRST = "territoire: Lyon\ntype_acteur: association\nenquêteur: E\nenquêté: R\n\n" + "\n\n".join(
    f"E : Et la fois {n} ?\n\nR : On a monté le dossier {n}. Après, on attend la réponse des mois. Ça use."
    for n in range(3)
)
SECOND = "Anne : Comment ça se passe ?\n\nPaul : On attend, on attend toujours. Personne ne répond.\n\n" * 3


def drop(page: Page, name: str, text: str) -> Locator:
    page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name, { type: "text/plain" }));
          document.querySelector("#drop").dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: data }));
        }""",
        [name, text],
    )
    looked = page.locator(".looked").last
    expect(looked.get_by_role("button", name="Ranger dans l’étude")).to_be_visible(timeout=30_000)
    return looked


def choose(looked: Locator, **values: str) -> None:
    for label, value in values.items():
        looked.get_by_role("combobox", name=label.replace("_", " ")).select_option(value)


def test_the_whole_job_without_a_terminal(context: BrowserContext, tmp_path: Path) -> None:
    import docx
    import openpyxl

    root = tmp_path / "Mon étude"
    start(root)
    server = Server(root)
    try:
        page = context.new_page()
        page.goto(server.address)
        page.get_by_role("link", name="Départ").click()
        page.wait_for_selector(".files", timeout=60_000)

        looked = drop(page, "lyon.txt", FIRST)
        looked.get_by_role("button", name="Ranger dans l’étude").click()
        expect(page.locator(".files")).to_contain_text("lyon.txt", timeout=60_000)
        looked = drop(page, "sans-en-tête.txt", SECOND)
        choose(looked, Rôle_de_Anne="interviewer", Rôle_de_Paul="interviewee", Territoire="Nantes")
        choose(looked, **{"Type_d’acteur": "collectivité"})
        looked.get_by_role("button", name="Ranger dans l’étude").click()
        expect(page.locator(".files tr", has_text="sans-en-tête.txt")).to_contain_text("prêt", timeout=60_000)

        page.get_by_role("link", name="Guide").click()
        page.wait_for_selector("#tree li")
        make_code(page, "Le temps", "")
        make_code(page, "Attente", "Le temps")
        page.get_by_role("button", name="Nouvelle règle").click()
        page.get_by_role("textbox", name="nom de la règle").fill("attente")
        page.get_by_role("textbox", name="un de ces mots").fill("attendre")
        page.keyboard.press("Enter")
        page.get_by_role("textbox", name="exemples", exact=True).fill("On attend.\nIl pleut.")
        expect(page.locator(".delta strong").first).to_have_text("+6")
        expect(page.locator("#tried")).to_contain_text("n’est pas reconnu", timeout=60_000)
        page.get_by_role("textbox", name="exemples", exact=True).fill("On attend.")
        expect(page.locator("#tried")).not_to_contain_text("n’est pas reconnu", timeout=30_000)
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("#saved")).to_contain_text("Guide enregistré")

        page.goto(server.base + "/queue?code=attente")
        page.wait_for_selector("mark.hit")
        for key in "aax":
            page.keyboard.press(key)
        saved(page)
        page.goto(server.base + "/reader?interview=lyon")
        page.wait_for_selector(".bars .tag")
        page.locator(".s", has_text="Ça use").first.dblclick()
        page.locator(".pop").get_by_role("button", name="Nouveau code").click()
        page.locator("dialog textarea").fill("L’usure")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".bars").first.locator("xpath=../..")).to_contain_text("L’usure")
        page.keyboard.press("Shift+L")
        saved(page)
        kinds = [line["kind"] for line in kept(root)]
        assert sorted(kinds) == ["accept", "accept", "add", "read", "reject"]

        page.get_by_role("link", name="Matrice").click()
        expect(page.locator(".matrix tbody", has_text="Le temps").locator("td").last).to_be_visible()
        page.locator(".matrix tbody", has_text="L’usure").locator("td a").last.click()
        expect(page.locator(".side")).to_contain_text("use")
        page.get_by_role("button", name="Emporter").click()
        with page.expect_download() as book:
            page.locator("dialog a[download='matrice.xlsx']").click()
        sheets = openpyxl.load_workbook(io.BytesIO(Path(book.value.path()).read_bytes())).worksheets
        assert any("attend" in str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
        with page.expect_download(timeout=60_000) as report:
            page.locator("dialog a[download='rapport.docx']").click()
        document = docx.Document(io.BytesIO(Path(report.value.path()).read_bytes()))
        assert any("L’usure" in paragraph.text for paragraph in document.paragraphs)
        with context.expect_page() as shown:
            page.locator("dialog a[href='/export/fiche-de-controle.html']").click()
        expect(shown.value.locator("h1")).to_be_visible()
        assert shown.value.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") != "400"
    finally:
        server.kill()


def make_code(page: Page, label: str, under: str) -> None:
    page.get_by_role("button", name="Nouveau code").click()
    page.get_by_role("textbox", name="Nom").fill(label)
    if under:
        parent = page.get_by_role("combobox", name="Sous le code")
        parent.select_option(label=parent.locator("option", has_text=under).inner_text())
    page.locator("dialog").get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#work h1")).to_contain_text(label)
