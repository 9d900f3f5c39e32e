import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from lxml import etree

from qcode import words
from qcode.exports.audit_sheet import audit_sheet
from qcode.exports.report import report, to_html, to_word
from qcode.model import Anchor, Attribute, Codebook, Decision, Kind, Placement, Settings, Snapshot, Status
from qcode.tables.actors import Actor
from qcode.tables.audit import audit
from qcode.tables.findings import read_findings
from tests.factory import code, codebook, coding, interview, read, snapshot
from tests.tables.test_audit import study as contested

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> " onload="x &amp; {0} =cmd|x \x00\x0b\ud800 $x^2$ \uffff'
)


def study(text: str = "Trop court.", codings: bool = True) -> Snapshot:
    guide = codebook(temps="urgence lenteur", argent="reporting")
    made = [
        interview(
            f"e{n}",
            "Q: Et alors ?",
            f"R: {text} On s'épuise à redéposer chaque année. Voilà.",
            number=f"E0{n}",
            territoire="Lyon" if n < 4 else "Nantes",
            type_acteur="association",
            date=f"2025-03-0{n}",
        )
        for n in range(1, 7)
    ]
    found = [coding(where, 2, name) for where in made for name in ("urgence", "reporting")] if codings else []
    return snapshot(made, guide, found, [read(where, guide) for where in made])


def plain(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)


def test_the_report_says_what_stands() -> None:
    text = plain(to_word(report(study(), red=())))
    assert "version finale" in text
    assert "Le corpus réunit 6\u00a0entretiens" in text.replace("réunit 6 ", "réunit 6\u00a0")
    assert "12 passages retenus" in text
    assert "«\u00a0On s'épuise à redéposer chaque année.\u00a0»" in text
    assert "E01, association, Lyon, 2025 (E01:2)" in text
    assert "Portrait\u00a0: Lyon" in text
    assert "6 sur 6" in text
    assert not re.search(r"\d\u202f%", text.partition("Phrases communes")[0])  # no percentage under twenty interviews


def test_red_lines_keep_the_final_version_off() -> None:
    text = plain(to_word(report(study(), red=["Deux citations sont introuvables."])))
    assert "version finale" not in text
    assert "version de travail" in text
    assert "Deux citations sont introuvables." in text


def test_the_report_finds_what_stands_against_itself() -> None:
    text = plain(to_word(report(study())))
    assert "version de travail" in text
    assert "Aucun entretien n’a été codé par deux personnes." in text
    assert "citation" not in text.partition("Le corpus et la méthode")[0]  # its own quotations are exact


def test_styles_tables_and_captions_are_words_own() -> None:
    file = docx.Document(io.BytesIO(to_word(report(study()))))
    styles = {paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "q verbatim", "q source"} <= styles
    heads = [table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in file.tables]
    assert heads
    assert all(heads)
    fields = etree.tostring(file.element.body).decode()
    assert "SEQ Tableau" in fields
    assert "SEQ Figure" in fields
    assert all(picture._inline.docPr.get("descr") for picture in file.inline_shapes)


def test_same_study_same_bytes() -> None:
    first, second = (report(study()) for _ in range(2))
    assert to_word(first) == to_word(second)
    assert to_html(first) == to_html(second)
    with zipfile.ZipFile(io.BytesIO(to_word(first))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


class Tags(HTMLParser):
    """What a browser would make of a page: elements and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile() -> Snapshot:
    """Every text that people write holds what could run."""
    guide = Codebook(
        (replace(code("urgence", label=HOSTILE), include=(HOSTILE,), exclude=(HOSTILE,), definition={"fr": HOSTILE}),),
        HOSTILE,
    )
    made = [
        interview(f"e{n}", f"Q: {HOSTILE} ?", f"R: {HOSTILE}. Oui.", number=HOSTILE, territoire=HOSTILE, date=HOSTILE)
        for n in range(3)
    ]
    found = [
        coding(where, segment.number, "urgence", coders=(HOSTILE,)) for where in made for segment in where.segments[-2:]
    ]
    settings = Settings(title=HOSTILE, attributes=(Attribute("territoire", {"fr": HOSTILE}),))
    return replace(snapshot(made, guide, found), settings=settings)


FINDINGS = "constats:\n  - {constat: '<script>x</script>', appuis: ['e0:2'], recommandations: ['<b>']}\n"
FINDINGS += "recommandations:\n  - {id: '<b>', volet: '<i>v</i>', texte: '<script>y</script>'}\n"


def test_hostile_text_is_shown_as_text_in_html() -> None:
    found, problems = read_findings(FINDINGS, hostile())
    assert problems == []
    page = to_html(report(hostile(), found, [Actor(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)], [HOSTILE])).decode("utf-8")
    tags = Tags()
    tags.feed(page)
    names = {tag for tag, _ in tags.found}
    assert names.isdisjoint({"script", "b", "i", "iframe", "object", "link", "a", "form", "svg"})
    assert all(not name.startswith("on") and name != "style" for _, attrs in tags.found for name in attrs)
    assert all((attrs["src"] or "").startswith("data:image/png;base64,") for tag, attrs in tags.found if tag == "img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    policy = next(attrs["content"] for tag, attrs in tags.found if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_hostile_text_is_shown_as_text_in_word() -> None:
    found, _ = read_findings(FINDINGS, hostile())
    data = to_word(report(hostile(), found, [Actor(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)], [HOSTILE]))
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in plain(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "embeddings" in name]
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)
        instructions = re.findall(r'w:instr="([^"]*)"', archive.read("word/document.xml").decode())
        assert all(instruction.startswith(("SEQ ", "PAGE")) for instruction in instructions)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_empty_and_unread_studies_have_a_report_too(language: str) -> None:
    with words.speaking(language):
        bare = Snapshot(Settings(), Codebook(), ())
        for one in (bare, study(codings=False), replace(study(), settings=Settings(attributes=()))):
            assert plain(to_word(report(one)))
            assert to_html(report(one))


def test_proposals_never_pass_for_confirmed() -> None:
    base = study(codings=False)
    found = [coding(base.interviews[0], 2, "urgence", Status.SUGGESTED, rule="r1")]
    text = plain(to_word(report(snapshot(base.interviews, base.codebook, found))))
    assert "Repérage automatique non relu" in text


def test_what_must_not_be_quoted_is_printed_nowhere() -> None:
    """In the report and on the page to sign, which otherwise gives disagreements in full."""
    one, secret = contested(), "Il faut du temps."
    where = one.interviews[0]
    assert any(secret in text for text in _printed(one))
    start = where.text.index(secret)
    anchor = Anchor(start, start + len(secret), secret)
    made = Decision("never", Kind.FLAG, "A", 99, "2026-01-02T00:00:00Z", where.id, anchor=anchor, name="never")
    marks = tuple(
        Placement(replace(made, id=f"{made.id}{i.id}", interview=i.id), i.id, anchor.span) for i in one.interviews
    )
    assert not any(secret in text for text in _printed(replace(one, placements=(*one.placements, *marks))))


def _printed(one: Snapshot) -> list[str]:
    documents = [report(one), audit_sheet(one, audit(one))]
    return [text for document in documents for text in (plain(to_word(document)), to_html(document).decode())]
