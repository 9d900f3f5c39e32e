"""Write one and the same interview in every format, as the programs that make them would."""

from __future__ import annotations

import csv
import html
import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

Turn = tuple[str, str, float]
"""Speaker, words, seconds."""

TALK: Sequence[Turn] = (
    ("Enquêtrice", "Vous pouvez vous présenter ?", 0.5),
    ("Enquêtée", "Oui. Je suis designer, « la décoratrice » [rires] comme ils disent… Et vous ?", 4.0),
    ("Enquêtrice", "Moi ? Rien de spécial : je pose les questions, c'est tout, et j'écoute.", 12.0),
    (
        "Enquêtée",
        "Alors voilà, on a commencé en 2018 avec la sous-préfète, deux associations, et les hôteliers, oui, les "
        "hôteliers ; ça coûtait 4,20 € par nuit & par enfant, et « personne » n'en parlait. Enfin… presque.",
        61.25,
    ),
    ("Enquêtrice", "D'accord.", 75.0),
    ("Enquêtée", "L'été d'après, à Nantes, c'était fini.", 77.5),
)


def clock(seconds: float, point: str = ".") -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole % 3600 // 60:02}:{whole % 60:02}{point}{round(seconds % 1 * 1000):03}"


def lines(talk: Sequence[Turn]) -> list[str]:
    return [line for speaker, words, _ in talk for line in (f"{speaker} : {words}", "")]


def txt(talk: Sequence[Turn]) -> bytes:
    return "\n".join(lines(talk)).encode()


def docx(talk: Sequence[Turn]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines(talk):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


ODT = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>{}</office:text>'
    "</office:body></office:document-content>"
)


def odt(talk: Sequence[Turn]) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines(talk))
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT.format(body)})


def rtf(talk: Sequence[Turn]) -> bytes:
    def sign(c: str) -> str:
        return c if c.isascii() else f"\\u{ord(c)}?"

    body = "".join("".join(map(sign, line)) + "\\par\n" for line in lines(talk))
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\n" + body + "}").encode("ascii")


def html_page(talk: Sequence[Turn]) -> bytes:
    body = "".join(f"<p><b>{html.escape(speaker)}</b> : {html.escape(words)}</p>\n" for speaker, words, _ in talk)
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def pdf(talk: Sequence[Turn], *, per_page: int = 12, columns: int = 80) -> bytes:
    """A small PDF with one standard font; wrapped lines, a running head and page numbers."""
    wrapped: list[str] = []
    for line in lines(talk):
        wrapped += textwrap.wrap(line, columns) or [""]
    pages = [wrapped[at : at + per_page] for at in range(0, len(wrapped), per_page)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for number, page in enumerate(pages, 1):
        stream = b"BT /F1 10 Tf 14 TL 50 780 Td "
        for line in ["Entretien confidentiel", "", *page, "", f"{number}"]:
            stream += b"(" + _pdf_text(line) + b") Tj T* "
        stream += b"ET"
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 << /Type /Font "
            b"/Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> >> >> /Contents %d 0 R >>"
            % (len(objects) + 2)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    return pdf_file(objects)


def _pdf_text(line: str) -> bytes:
    data = line.encode("cp1252")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Objects with their cross-reference table."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def vtt(talk: Sequence[Turn]) -> bytes:
    cues = "".join(
        f"{number}\n{clock(start)} --> {clock(start + 3)} align:start\n"
        f"<v {speaker}>{html.escape(words, quote=False)}</v>\n\n"
        for number, (speaker, words, start) in enumerate(talk)
    )
    return f"WEBVTT - test\n\nNOTE made by a program\n\n{cues}".encode()


def srt(talk: Sequence[Turn]) -> bytes:
    return "".join(
        f"{number}\n{clock(start, ',')} --> {clock(start + 3, ',')}\n{speaker} : {words}\n\n"
        for number, (speaker, words, start) in enumerate(talk, 1)
    ).encode("utf-8-sig")


def whisperx(talk: Sequence[Turn]) -> bytes:
    segments = []
    for speaker, words, start in talk:
        first, _, rest = words.partition(" ")
        segments += [
            {"start": start, "end": start + 1, "text": f" {part}", "speaker": speaker} for part in (first, rest)
        ]
    return json.dumps({"segments": segments, "language": "fr"}).encode()


def whisper_cpp(talk: Sequence[Turn]) -> bytes:
    parts = [
        {
            "timestamps": {"from": clock(start, ",")},
            "offsets": {"from": int(start * 1000)},
            "text": f" {words}",
            "speaker": speaker,
        }
        for speaker, words, start in talk
    ]
    return json.dumps({"model": {"type": "medium"}, "transcription": parts}, ensure_ascii=False).encode()


def otr(talk: Sequence[Turn]) -> bytes:
    body = "".join(
        f'<p><span class="timestamp" contenteditable="false" data-timestamp="{start}">{clock(start)[:8]}</span> '
        f"{html.escape(speaker)} : {html.escape(words)}</p>"
        for speaker, words, start in talk
    )
    return json.dumps({"text": body, "media": "a.mp3", "media-time": 3}).encode()


def trs(talk: Sequence[Turn]) -> bytes:
    names = list(dict.fromkeys(speaker for speaker, _, _ in talk))
    speakers = "".join(f'<Speaker id="spk{n}" name={quoteattr(name)}/>' for n, name in enumerate(names))
    turns = "".join(
        f'<Turn speaker="spk{names.index(speaker)}" startTime="{start}" endTime="{start + 3}"><Sync time="{start}"/>\n'
        f"{escape(words)}\n</Turn>"
        for speaker, words, start in talk
    ).replace("[rires]", '<Event desc="rires" type="noise" extent="instantaneous"/>')
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE Trans SYSTEM "trans-14.dtd"><Trans><Speakers>'
        f'{speakers}</Speakers><Episode><Section type="report">{turns}</Section></Episode></Trans>'
    ).encode("iso-8859-1", "xmlcharrefreplace")


def tei(talk: Sequence[Turn]) -> bytes:
    names = list(dict.fromkeys(speaker for speaker, _, _ in talk))
    persons = "".join(f'<person xml:id="s{n}"><persName>{name}</persName></person>' for n, name in enumerate(names))
    times = "".join(f'<when xml:id="t{n}" interval="{start}" since="#t0"/>' for n, (_, _, start) in enumerate(talk))
    said = "".join(
        f'<u who="#s{names.index(speaker)}" start="#t{n}">{escape(words)}</u>'
        for n, (speaker, words, _) in enumerate(talk)
    ).replace("[rires]", "<vocal><desc>rires</desc></vocal>")
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Un entretien</title>'
        f"</titleStmt></fileDesc><profileDesc><particDesc>{persons}</particDesc></profileDesc></teiHeader>"
        f"<text><timeline>{times}</timeline><body>{said}</body></text></TEI>"
    ).encode()


def eaf(talk: Sequence[Turn]) -> bytes:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="a{n}" TIME_VALUE="{int(start * 1000)}"/>'
        f'<TIME_SLOT TIME_SLOT_ID="b{n}" TIME_VALUE="{int(start * 1000) + 1000}"/>'
        for n, (_, _, start) in enumerate(talk)
    )
    tiers = "".join(
        f"<TIER TIER_ID={quoteattr(name[:3])} PARTICIPANT={quoteattr(name)}>"
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="x{n}" TIME_SLOT_REF1="a{n}" TIME_SLOT_REF2="b{n}">'
            f"<ANNOTATION_VALUE>{escape(words)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, (speaker, words, _) in enumerate(talk)
            if speaker == name
        )
        + "</TIER>"
        for name in dict.fromkeys(speaker for speaker, _, _ in talk)
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>".encode()


def textgrid(talk: Sequence[Turn]) -> bytes:
    names = list(dict.fromkeys(speaker for speaker, _, _ in talk))
    out = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0", "xmax = 99", "tiers? <exists>"]
    out += [f"size = {len(names)}", "item []:"]
    for n, name in enumerate(names, 1):
        mine = [turn for turn in talk if turn[0] == name]
        out += [f"item [{n}]:", 'class = "IntervalTier"', f'name = "{name}"', "xmin = 0", "xmax = 99"]
        out.append(f"intervals: size = {len(mine)}")
        for k, (_, words, start) in enumerate(mine, 1):
            quoted = words.replace('"', '""')
            out += [f"intervals [{k}]:", f"xmin = {start}", f"xmax = {start + 1}", f'text = "{quoted}"']
    return "\n".join(out).encode("utf-16")


def short_textgrid(talk: Sequence[Turn]) -> bytes:
    names = list(dict.fromkeys(speaker for speaker, _, _ in talk))
    out = ['File type = "ooTextFile"', '"TextGrid"', "", "0", "99", "<exists>", str(len(names))]
    for name in names:
        mine = [turn for turn in talk if turn[0] == name]
        out += ['"IntervalTier"', f'"{name}"', "0", "99", str(len(mine))]
        for _, words, start in mine:
            out += [str(start), str(start + 1), f'"{words}"']
    return "\n".join(out).encode()


def cha(talk: Sequence[Turn]) -> bytes:
    said = "".join(
        f"*{speaker}:\t{words.replace('[rires]', '&=rires')} "
        f"\x15{int(start * 1000)}_{int(start * 1000) + 900}\x15\n%mor:\tx\n"
        for speaker, words, start in talk
    )
    return f"@UTF8\n@Begin\n@Participants:\tEnquêtrice Interviewer, Enquêtée Participant\n{said}@End\n".encode()


def csv_rows(talk: Sequence[Turn]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    table.writerow(("Locuteur", "Temps", "Texte"))
    table.writerows((speaker, start, words) for speaker, words, start in talk)
    return out.getvalue().encode("cp1252")


def xlsx(talk: Sequence[Turn]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["time", "speaker", "text"])
    for speaker, words, start in talk:
        sheet.append([start, speaker, words])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MAKERS: dict[str, tuple[str, Callable[[Sequence[Turn]], bytes]]] = {
    "txt": (".txt", txt),
    "docx": (".docx", docx),
    "odt": (".odt", odt),
    "rtf": (".rtf", rtf),
    "html": (".html", html_page),
    "pdf": (".pdf", pdf),
    "vtt": (".vtt", vtt),
    "srt": (".srt", srt),
    "whisperx": (".json", whisperx),
    "whisper.cpp": (".json", whisper_cpp),
    "otr": (".otr", otr),
    "trs": (".trs", trs),
    "tei": (".tei", tei),
    "eaf": (".eaf", eaf),
    "textgrid": (".TextGrid", textgrid),
    "short textgrid": (".TextGrid", short_textgrid),
    "cha": (".cha", cha),
    "csv": (".csv", csv_rows),
    "xlsx": (".xlsx", xlsx),
}
TIMELESS = {"txt", "docx", "odt", "rtf", "html", "pdf"}
"""Formats that our makers write without times."""
