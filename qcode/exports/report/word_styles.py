"""The named styles of the Word files: what people restyle in one place, in their own word processor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from qcode.exports.report.look import BLUE, FONT, GREY, INK, RED
from qcode.exports.text import Losses, clean

if TYPE_CHECKING:
    from qcode.exports.report.blocks import Document

NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "heading1": "Heading 1",
    "heading2": "Heading 2",
    "heading3": "Heading 3",
    "body": "Normal",
    "lead": "q chapeau",
    "note": "q note",
    "warning": "q alerte",
    "item": "List Bullet",
    "caption": "Caption",
    "asked": "q question",
    "verbatim": "q verbatim",
    "source": "q source",
    "picture": "q figure",
    "cell": "q cellule",
    "figure": "q nombre",
    "head": "q entête",
    "headfigure": "q entête nombre",
    "gap": "q blanc",
    "footer": "Footer",
}
"""What each kind of paragraph is called in Word."""


class Look(NamedTuple):
    """One paragraph style; sizes and spaces in points, indents in centimetres."""

    size: float = 10.5
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.15
    left: float = 0
    right: float = 0
    align: str = "LEFT"
    next: bool = False  # stays with the next paragraph
    rule: str = ""  # colour of a line on its left


LOOKS = {
    "title": Look(22, BLUE, bold=True, after=2, line=1),
    "subtitle": Look(11, GREY, after=10),
    "heading1": Look(16, BLUE, bold=True, before=14, after=6, line=1, next=True),
    "heading2": Look(12.5, BLUE, bold=True, before=12, after=4, line=1, next=True),
    "heading3": Look(11, INK, bold=True, before=8, after=3, line=1, next=True),
    "body": Look(),
    "lead": Look(12, INK, after=8),
    "note": Look(8.5, GREY, after=1, line=1),
    "warning": Look(10, RED, bold=True, after=6),
    "item": Look(after=2),
    "caption": Look(9.5, INK, bold=True, before=8, after=3, line=1, next=True),
    "asked": Look(9.5, GREY, italic=True, before=4, after=2, left=0.6, line=1, next=True),
    "verbatim": Look(10.5, INK, after=1, left=0.6, right=0.4, next=True, rule="8FB6D6"),
    "source": Look(8.5, GREY, after=8, left=0.6, line=1),
    "picture": Look(after=2, line=1),
    "head": Look(8.5, bold=True, before=1, after=1, line=1, next=True),
    "headfigure": Look(8.5, bold=True, before=1, after=1, line=1, align="RIGHT", next=True),
    "cell": Look(9, before=1, after=1, line=1),
    "figure": Look(9, before=1, after=1, line=1, align="RIGHT"),
    "gap": Look(4, after=0, line=1),
    "footer": Look(8, GREY, after=0, line=1),
}


def prepare(file: Any, document: Document) -> None:  # noqa: ANN401 - python-docx has no types
    """Page, properties, language and styles of a new file."""
    from docx.shared import Cm

    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    margin = 1.5 if document.compact else 2.3
    section.left_margin = section.right_margin = Cm(margin)
    section.top_margin = section.bottom_margin = Cm(margin - 0.3)
    section.footer_distance = Cm(0.8)
    properties = file.core_properties
    properties.title, properties.author, properties.comments = clean(document.title, Losses())[:255], "", ""
    properties.language = document.language
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    for key, look in LOOKS.items():
        _style(file, NAMES[key], _denser(look) if document.compact else look)
    _speak(file, "fr-FR" if document.language == "fr" else "en-GB")


def _denser(look: Look) -> Look:
    return look._replace(size=look.size * 0.8, before=look.before * 0.45, after=look.after * 0.4, line=1)


def _style(file: Any, name: str, look: Look) -> None:  # noqa: ANN401
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    known = {style.name for style in file.styles}
    style = file.styles[name] if name in known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name.startswith("q "):
        style.base_style, style.quick_style = file.styles["Normal"], True
    style.font.size, style.font.color.rgb = Pt(round(look.size * 2) / 2), RGBColor.from_string(look.colour)
    style.font.bold, style.font.italic = look.bold, look.italic
    _font(style)
    _rule(style, look.rule)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.line
    form.alignment, form.keep_with_next = getattr(WD_ALIGN_PARAGRAPH, look.align), look.next
    form.widow_control = True
    if look.left or look.right:
        form.left_indent, form.right_indent = Cm(look.left), Cm(look.right)


def _font(style: Any) -> None:  # noqa: ANN401
    """One font for all scripts, whatever the template's theme says."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    for spaced in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spaced)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _rule(style: Any, colour: str) -> None:  # noqa: ANN401
    """A line on the left, or none at all (the template rules its titles)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if not colour:
        return
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    later = (
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )
    properties.insert_element_before(borders, *later)


def _speak(file: Any, language: str) -> None:  # noqa: ANN401
    """The language in which Word checks the spelling."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = file.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    properties.append(spoken)
