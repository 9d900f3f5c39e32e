"""What office documents hold beside their paragraphs: tables, notes, comments, tracked changes, text boxes."""

from qcode.reading.bounds import Limits
from qcode.reading.formats import docx, html, odt, pdf, rtf, subtitles, transcriber
from tests.reading.bombs import W
from tests.reading.makers import ODT, TALK, zipped
from tests.reading.makers import pdf as make_pdf

LIMITS = Limits()


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def word(body: str, **parts: str) -> bytes:
    members: dict[str, str | bytes] = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    for name, part in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {W}>{part}</w:{name}>"
    return zipped(members)


def test_word_tracked_changes_are_read_as_accepted() -> None:
    body = (
        f"<w:p>{run('R : Oui')}<w:ins>{run(' vraiment')}</w:ins>"
        f"<w:del><w:r><w:delText> pas</w:delText></w:r></w:del><w:moveFrom>{run('ailleurs')}</w:moveFrom>"
        f"<w:moveTo>{run(' ici')}</w:moveTo>{run('.')}</w:p>"
    )
    draft = docx.read(word(body), LIMITS)
    assert draft.text == "R : Oui vraiment ici."
    assert [(note.kind, dict(note.values)) for note in draft.notes] == [
        ("tracked_changes", {"inserted": 2, "deleted": 2})
    ]


def test_word_notes_comments_tables_and_breaks() -> None:
    body = (
        f"<w:p>{run('R : Le PIC')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(' [je crois]')}"
        "<w:r><w:tab/><w:t>et</w:t><w:br/><w:t>puis</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('E1')}</w:p></w:tc><w:tc><w:p>{run('Et ?')}</w:p></w:tc></w:tr></w:tbl>"
    )
    note = f"<w:footnote w:id='2'><w:p>{run('Plan [national].')}</w:p></w:footnote>"
    draft = docx.read(word(body, footnotes=note), LIMITS)
    assert draft.text == "R : Le PIC [note : Plan (national).] [je crois]\tet\npuis\nE1\tEt ?"
    assert [(note.kind, dict(note.values)) for note in draft.notes] == [("comments_left_out", {"n": 1})]


def test_word_text_boxes_and_field_codes() -> None:
    box = f"<w:txbxContent><w:p>{run('encadré')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('a')}<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><Choice>{box}</Choice>"
        f"<Fallback>{box}</Fallback></w:r></w:p>"
    )
    assert docx.read(word(body), LIMITS).text == "a\nencadré"


def test_writer_changes_notes_spaces_and_tables() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>effacé</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>R :<text:s text:c="2"/>Oui<text:tab/>et<text:line-break/>non<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>une note</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>commentaire</text:p></office:annotation>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>E1</text:p></table:table-cell>"
        "<table:table-cell><text:p>Et ?</text:p></table:table-cell></table:table-row></table:table>"
    )
    draft = odt.read(zipped({"content.xml": ODT.format(body)}), LIMITS)
    assert draft.text == "R :  Oui\tet\nnon [note : une note].\nE1\tEt ?"
    assert [note.kind for note in draft.notes] == ["tracked_changes", "comments_left_out"]


def test_a_page_as_a_browser_shows_it() -> None:
    page = (
        "<html><head><title>t</title><style>p {}</style><script>alert('R : x')</script></head><body>"
        "<p>R&nbsp;: un\n  deux<br>trois</p><div><b>Q</b> : <i>et</i> ?</div><!-- non -->"
        "<table><tr><td>E1</td><td>Et &amp; ?</td></tr></table></body></html>"
    )
    assert html.read(page.encode(), LIMITS).text == "R\u00a0: un deux\ntrois\n\nQ : et ?\n\nE1\tEt & ?"
    old = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>é</p>'
    assert html.read(old.encode("latin-1"), LIMITS).text == "é"


def test_rtf_code_pages() -> None:
    data = b"{\\rtf1\\ansi\\ansicpg1252 R : \\'e9t\\'e9 \\u8212? l\\rquote \\'e9cole\\par Q : et ?}"
    assert rtf.read(data, LIMITS).text == "R : été — l’école\nQ : et ?"


def test_wrapped_lines_of_a_pdf_are_paragraphs_again() -> None:
    long = " ".join(f"mot{n}" for n in range(120))
    draft = pdf.read(make_pdf([("R", long, 0.0), ("Q", "Et ?", 1.0), *TALK], per_page=9), LIMITS)
    assert f"R : {long}\n\nQ : Et ?" in draft.text
    assert "confidentiel" not in draft.text
    assert [note.kind for note in draft.notes] == ["pdf_lines_left_out"]


def test_overlapping_speech_of_transcriber() -> None:
    data = (
        b'<Trans><Speakers><Speaker id="a" name="Anne"/><Speaker id="b" name="Bo"/></Speakers><Episode><Section>'
        b'<Turn speaker="a b" startTime="1.5"><Sync time="1.5"/><Who nb="1"/>oui <Who nb="2"/>non</Turn>'
        b'<Turn startTime="3"><Sync time="3"/><Event desc="musique"/></Turn></Section></Episode></Trans>'
    )
    draft = transcriber.read(data, LIMITS)
    assert [(turn.speaker, draft.text[turn.start : turn.end], turn.time) for turn in draft.turns] == [
        ("Anne", "oui", 1.5),
        ("Bo", "non", 1.5),
        ("", "[musique]", 3.0),
    ]


def test_cues_with_labels_in_them_keep_their_times() -> None:
    data = "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>Q : Et ?</i>\n\n00:03.500 --> 00:05.000\nR : Oui &amp; non.\n\n"
    draft = subtitles.read((data + "00:06.000 --> 00:07.000\nVoilà.\n").encode(), LIMITS)
    assert draft.text == "Q : Et ?\nR : Oui & non.\nVoilà."
    assert draft.marks == ((0, 1.0), (9, 3.5), (24, 6.0))


def test_dashes_that_word_made_a_list_of() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num>"
    )
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr></w:pPr>{}</w:p>"
    body = item.format(1, run("Q. Et ?")) + item.format(1, run("R. Oui.")) + item.format(2, run("un"))
    assert docx.read(word(body, numbering=numbering), LIMITS).text == "– Q. Et ?\n– R. Oui.\nun"


def test_dashes_that_writer_made_a_list_of() -> None:
    style = (
        '<style:x xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><text:list-style style:name="L1">'
        "<text:list-level-style-bullet/></text:list-style></style:x>"
    )
    body = '<text:list text:style-name="L1"><text:list-item><text:p>Q. Et ?</text:p></text:list-item></text:list>'
    assert odt.read(zipped({"content.xml": ODT.format(style + body)}), LIMITS).text == "– Q. Et ?"


def test_rtf_tables() -> None:
    draft = rtf.read(b"{\\rtf1\\ansi\\trowd\\cellx900 E1\\cell Et ?\\cell\\row\\pard R : oui\\par}", LIMITS)
    assert draft.text.startswith("E1\tEt ?\n") and not draft.notes


def test_rtf_tracked_changes_are_read_as_accepted() -> None:
    gone = "{\\deleted\\revauthdel1 pas \\u233?\\'e9 {\\b non}\\tab}"
    body = f"R : oui {{\\revised\\revauth1 vraiment }}{gone}ici {{\\deleted la\\deleted0 et }}puis "
    body += "\\deleted x\\plain fin.\\par Q : et ?"
    draft = rtf.read(f"{{\\rtf1\\ansi {body}\\par}}".encode(), LIMITS)
    assert draft.text == "R : oui vraiment ici et puis fin.\nQ : et ?"
    assert [(note.kind, dict(note.values)) for note in draft.notes] == [
        ("tracked_changes", {"inserted": 1, "deleted": 3})
    ]
