"""A report as people write them: every quotation named for what it is, none missed, none accused wrongly."""

import zipfile
from pathlib import Path

import pytest

from qcode.citations import Paragraph, Verdict, read_document, verify_quotes
from tests.citations.study import study
from tests.citations.test_document import odt

STUDY = study()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KNOWN = "Personne ne nous connaît à la mairie centrale"


def p(text: str, more: str = "", style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{more}</w:p>'


def call(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def box(text: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def docx(path: Path, body: str, **notes: str) -> Path:
    """A Word file with footnotes and endnotes, written by hand."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    package = "http://schemas.openxmlformats.org/package/2006"
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{types}.{n}+xml"/>' for n in notes)
    links = "".join(f'<Relationship Id="r{n}" Type="{kinds}/{n}" Target="{n}.xml"/>' for n in notes)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>{overrides}</Types>',
        )
        for name, inside in (
            ("_rels/.rels", f'<Relationship Id="r" Type="{kinds}/officeDocument" Target="word/document.xml"/>'),
            ("word/_rels/document.xml.rels", links),
        ):
            file.writestr(name, f'<Relationships xmlns="{package}/relationships">{inside}</Relationships>')
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, inside in notes.items():
            file.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{inside}</w:{name}>')
    return path


def found(path: Path) -> list[tuple[str, str]]:
    paragraphs, problems = read_document(path)
    assert problems == []
    return [(str(c.verdict), c.number) for c in verify_quotes(STUDY, paragraphs)]


def test_a_word_report_with_notes_boxes_lists_and_tables(tmp_path: Path) -> None:
    body = [
        p(f"Une bénévole le dit : « {KNOWN} »", call("footnote", 2)),  # its reference is right
        p("« On m’a demandé si je venais pour le ménage »", call("footnote", 3)),  # its reference is wrong
        p("Le soir, « j’écris les dossiers le dimanche soir »", call("endnote", 2)),
        p("L’État social, écrit l’auteur, « s’impose à chacun sans que nul ne le voie »", call("footnote", 4)),
        p("À propos des marges.", box("« Une vraie compétence, personne ne la paie » (E10)")),
        p("« Quelqu'un fait la veille » (E02)", style="ListBullet"),
        f"<w:tbl><w:tr><w:tc>{p('« Il signe tout et il ne lit rien » (E10)')}</w:tc></w:tr></w:tbl>",
        "<w:p><w:del><w:r><w:delText>« Une phrase que personne n’a dite ici »</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>« On nous a tous oubliés, je vous le dis »</w:t></w:r></w:moveFrom></w:p>",
    ]
    footnotes = "".join(
        f'<w:footnote w:id="{n}">{p(text)}</w:footnote>'
        for n, text in (
            (2, "Entretien E10 (association, Marseille)."),
            (3, "E02, Lyon."),
            (4, "Durand, Les Marges, Paris, 1988, p. 12."),
            (5, "Elle ajoute : « les élus ne nous parlent jamais, à nous » (E02)."),
        )
    )
    endnotes = f'<w:endnote w:id="2">{p("INÈS, Tremplin 3e")}</w:endnote>'
    body[0] = body[0].replace("</w:p>", call("footnote", 5) + "</w:p>")
    assert found(docx(tmp_path / "r.docx", "".join(body), footnotes=footnotes, endnotes=endnotes)) == [
        ("exact", "E10"),
        ("misattributed", "E10"),
        ("exact", "E02"),
        ("exact", "E10"),
        ("exact", "E02"),
        ("not_to_be_quoted", "E10"),
        ("not_found", ""),
    ]


def test_an_opendocument_report_with_a_note_and_a_box(tmp_path: Path) -> None:
    body = "<text:note-body><text:p>E02 (Lyon)</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    content = (
        f"<text:p>« {KNOWN} »{note}</text:p>"
        "<text:list><text:list-item><text:p>« Une vraie compétence » (E10)</text:p></text:list-item></text:list>"
        '<text:p>À côté.<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box>'
        "<text:p>« On passe en comité tous les mardis » (E02)</text:p></draw:text-box></draw:frame></text:p>"
    )
    (tmp_path / "r.odt").write_bytes(odt(content))
    assert found(tmp_path / "r.odt") == [("misattributed", "E10"), ("exact", "E10"), ("exact", "E02")]


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("On m'a demandé si je passais pour le ménage", "On m'a demandé si je venais pour le ménage"),
        (
            "Une véritable compétence, personne ne la paie au juste prix",
            "Une vraie compétence, personne ne la paie",
        ),
        (
            "mais cela je ne vous l'ai pas dit, hein, et une autre compétence",
            "mais ça je ne vous l'ai pas dit",
        ),
    ],
)
def test_what_was_altered_is_found_within_its_turn(quote: str, said: str) -> None:
    (checked,) = verify_quotes(STUDY, [Paragraph(f"« {quote} » (E10)")])
    where = STUDY.interviews[1]
    assert checked.wording == "altered"
    assert said in checked.found
    assert checked.span is not None
    assert checked.turn is not None
    assert checked.span.end <= where.turn(checked.turn).span.end


@pytest.mark.parametrize(
    "marked",
    [
        f"« {KNOWN} »", f"«{KNOWN}»", f"«\u00a0{KNOWN}\u00a0»", f"“{KNOWN}”", f'"{KNOWN}"', f"‘{KNOWN}’", f"'{KNOWN}'",
        f"<< {KNOWN} >>",
        "« " + KNOWN.replace("î", "i\u0302") + " »", f"« {KNOWN.upper()} »", "« " + KNOWN.replace(" ", "\u00a0") + " »",
    ],
)  # fmt: skip
def test_marks_and_typography_do_not_decide(marked: str) -> None:
    assert [c.verdict for c in verify_quotes(STUDY, [Paragraph(f"{marked} (E10)")])] == [Verdict.EXACT]
    assert [c.verdict for c in verify_quotes(STUDY, [Paragraph(f"{marked} (E02)")])] == [Verdict.MISATTRIBUTED]


REFERENCES = [
    "Selon {}, « % ».", "{} (c’est son numéro) : « % ».", "« % » (entretien avec {}, p. 4).", "« % » (cf. {}).",
    "« % », dit-elle ({}).", "« % », raconte une bénévole ({}).", "({}) « % »", "[{}] « % »", "{} : « % »",
    "« % » {}.", "— « % » — {}", "« % » ({}, 2025, l. 12).", "« % » (entretien {} du 12 mars 2025)",
    "Comme le résume l’enquêtée d’{} : « % ».", "Dans l’entretien {}, on entend : « % »", "« % », explique {}.",
]  # fmt: skip


@pytest.mark.parametrize("line", REFERENCES)
def test_references_in_whatever_order(line: str) -> None:
    line = line.replace("%", KNOWN)
    for right in ("E10", "E 10", "e10"):
        assert [c.verdict for c in verify_quotes(STUDY, [Paragraph(line.format(right))])] == [Verdict.EXACT]
    assert [c.verdict for c in verify_quotes(STUDY, [Paragraph(line.format("E02"))])] == [Verdict.MISATTRIBUTED]


@pytest.mark.parametrize(
    "line",
    [
        "On parle d’« innovation sociale », de « tiers-lieux » et d’« économie sociale et solidaire ».",
        "L’ouvrage « Les Mondes de l’art et leurs publics » (Durand, 1988) fait date.",
        "Le programme « Territoires d’innovation sociale et solidaire » finance l’action.",
        "La loi prévoit que « toute personne a droit à un logement décent et indépendant » (loi de 1990).",
        "Cette soi-disant « participation » des « vrais gens ».",
        "Dans les années '90, les 'nouveaux' publics de l'action d'aujourd'hui ; 'on verra bien', dit E10.",
        "Il faut le dire, c’est un peu comme partout ailleurs et on n’y peut pas grand-chose.",
        "E10 et E02 divergent (Lyon, Marseille). Voir « E02 ».",
        "« Une vraie compétence », disent les deux (E02, Lyon ; E10, Marseille).",
        "« On passe en comité tous les mardis » (contrairement à E10).",
        "« On passe en comité tous les mardis », dit-elle, avant d’évoquer Marseille (E10 l’avait vu).",
        f"« {KNOWN} », alors que la directrice de Lyon (E02) est connue.",
        "Selon E10, personne n’écoute ; « une vingtaine par an », répond E02.",
    ],
)
def test_nothing_is_accused_wrongly(line: str) -> None:
    assert {c.verdict for c in verify_quotes(STUDY, [Paragraph(line)])} <= {Verdict.EXACT}
