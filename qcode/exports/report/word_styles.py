"""The named styles of the Word files: what people restyle in one place, in their own word processor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qcode.exports.report.look import FONT, LOOKS, Look, denser
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
        _style(file, NAMES[key], denser(look) if document.compact else look)
    _speak(file, "fr-FR" if document.language == "fr" else "en-GB")


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
