"""Hostile and broken files: what each is, and the kind of problem that it must become."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

from tests.reading.makers import ODT, TALK, docx, pdf, pdf_file, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 11))
)
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def word(body: str, before: str = "") -> bytes:
    return zipped({"word/document.xml": f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"})


def trs(body: str, before: str = "") -> bytes:
    return f'{before}<Trans><Episode><Turn speaker="s" startTime="0">{body}</Turn></Episode></Trans>'.encode()


def lying_zip() -> bytes:
    """A member that says it is small and unpacks to much more."""
    data = bytearray(word("<w:p/>" + " " * 3_000_000))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    place = data.find(b"PK\x03\x04")
    data[place + 22 : place + 26] = struct.pack("<I", 100)
    return bytes(data)


def many_entries() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    return out.getvalue()


def named(name: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}><w:body/></w:document>", name: "x"})


def locked() -> bytes:
    data = bytearray(word("<w:p/>"))
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def looped_pages() -> bytes:
    return pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def looped_xref() -> bytes:
    data = pdf(TALK)
    place = data.rfind(b"xref\n0")
    return data.replace(b"trailer << ", b"trailer << /Prev %d " % place)


def looped_length() -> bytes:
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] >>",
            b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
        ]
    )


def scan() -> bytes:
    return pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                     b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"])  # fmt: skip


def odt(body: str) -> bytes:
    return zipped({"content.xml": ODT.format(body)})


BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip-bomb": (".docx", lambda: word("<w:p/>" + " " * 60_000_000), "limit_passed"),
    "zip-member": (".docx", lambda: zipped({"word/document.xml": b"\0" * 70_000_000}), "limit_passed"),
    "zip-liar": (".docx", lying_zip, "archive_broken"),
    "zip-entries": (".docx", many_entries, "limit_passed"),
    "zip-slip": (".docx", lambda: named("../../evil"), "archive_names"),
    "zip-absolute": (".docx", lambda: named("/etc/evil"), "archive_names"),
    "zip-drive": (".odt", lambda: named("C:evil"), "archive_names"),
    "zip-twice": (".docx", lambda: named("WORD/document.xml"), "archive_names"),
    "zip-locked": (".docx", locked, "archive_locked"),
    "zip-cut": (".docx", lambda: docx(TALK)[:-300], "archive_broken"),
    "zip-empty": (".xlsx", lambda: zipped({}), "table_unreadable"),
    "not-word": (".docx", lambda: zipped({"a": "b"}), "not_the_format"),
    "laughs-docx": (".docx", lambda: word("<w:p><w:r><w:t>&l10;</w:t></w:r></w:p>", LAUGHS), "xml_entities"),
    "laughs-trs": (".trs", lambda: trs("&l10;", LAUGHS), "xml_entities"),
    "laughs-eaf": (
        ".eaf",
        lambda: LAUGHS.encode() + b"<ANNOTATION_DOCUMENT>&l10;</ANNOTATION_DOCUMENT>",
        "xml_entities",
    ),
    "xxe-trs": (".trs", lambda: trs("&x;", XXE), "xml_entities"),
    "xxe-tei": (".tei", lambda: XXE.encode() + b"<TEI><u>&x;</u></TEI>", "xml_entities"),
    "xml-deep": (".trs", lambda: trs("<a>" * 300 + "</a>" * 300), "xml_broken"),
    "xml-cut": (".eaf", lambda: b"<ANNOTATION_DOCUMENT><TIER>", "xml_broken"),
    "xml-other": (".xml", lambda: b"<svg/>", "xml_unknown"),
    "pdf-pages-loop": (".pdf", looped_pages, "pdf_without_text"),
    "pdf-length-loop": (".pdf", looped_length, "limit_passed"),
    "pdf-scan": (".pdf", scan, "pdf_without_text"),
    "pdf-not": (".pdf", lambda: b"hello", "not_the_format"),
    "html-deep": (".html", lambda: b"<div>" * 100_000 + b"x", "limit_passed"),
    "rtf-deep": (".rtf", lambda: b"{\\rtf1 " + b"{" * 200_000 + b"x" + b"}" * 200_000, "no_speaker"),
    "rtf-deep-changes": (
        ".rtf",
        lambda: b"{\\rtf1 " + b"{\\deleted " * 200_000 + b"x" + b"}" * 200_000 + b"y",
        "no_speaker",
    ),
    "odt-spaces": (".odt", lambda: odt('<text:p>a<text:s text:c="999999999"/>b</text:p>'), "no_speaker"),
    "one-line": (".txt", lambda: b"mot " * 5_000_000, "limit_passed"),
    "many-turns": (".txt", lambda: b"Q : a ?\nR : b.\n" * 50_000, "limit_passed"),
    "binary": (".txt", lambda: bytes(range(256)) * 40, "not_text"),
    "png": (".md", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not_text"),
    "json-cut": (".json", lambda: json.dumps({"segments": [{"text": "a"}]}).encode()[:-4], "json_broken"),
    "json-deep": (".json", lambda: b"[" * 100_000, "json_broken"),
    "json-other": (".json", lambda: b'{"a": 1}', "json_unknown"),
    "otr-cut": (".otr", lambda: b'{"text": "<p>', "json_broken"),
    "textgrid-cut": (
        ".TextGrid",
        lambda: b'File type = "ooTextFile"\n"TextGrid" 0 9 3 "IntervalTier"',
        "not_the_format",
    ),
    "textgrid-huge": (".TextGrid", lambda: b'"ooTextFile" "TextGrid" 0 9 1e300 "IntervalTier"', "not_the_format"),
    "vtt-not": (".vtt", lambda: b"hello", "not_the_format"),
    "cha-not": (".cha", lambda: b"hello", "not_the_format"),
}
"""Name → suffix, how it is made, the kind of problem that it must become."""

LONG_WALKS: dict[str, Callable[[], bytes]] = {
    "dots": lambda: b"R : " + b"." * 1_000_000,
    "quotes": lambda: b"R : " + "«".encode() * 500_000,
    "brackets": lambda: b"R : " + b"([" * 400_000,
    "blanks": lambda: b"R : a" + b" " * 1_000_000 + b"b",
    "colons": lambda: b"A : " * 400_000,
    "newlines": lambda: b"R : a" + b"\n" * 1_000_000 + b"b",
    "stops": lambda: b"R : " + b"a. " * 400_000,
    "labels": lambda: b"R : x\n" + b"((((((((((((((((((((((((((((((((((((((((((:\n" * 20_000,
    "times": lambda: b"R : x\n" + b"00:00:00 00:00:00 00:00:00 00:00:00 00:00:00 :\n" * 20_000,
    "dashes": lambda: "R : x\n— — — — — — — — — — — — — — — — — — — — — — — — :\n".encode() * 10_000,
}
"""Texts that would take a careless pattern hours: they are sound, and read at the pace of any other."""
