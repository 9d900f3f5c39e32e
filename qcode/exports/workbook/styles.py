"""The workbook's look: a few tokens, named styles « q … », and the numbers under which cells use them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from qcode.exports.workbook import formats

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle

INK, BLUE, GREY, PALE, LINK = "1F2933", "1F3A5F", "5B6670", "9AA5B1", "1F4E8C"
HAIR, RULE, HEAD, BASE = "D5DBE1", "9AA5B1", "E9EEF4", "F6F8FA"
HEAT = ("FFFFFF", "DFE9F3", "BCD3E6", "8FB6D6", "6A9CC6")
"""Five steps of one hue, apart in grey as well (L* 100, 92, 83, 72, 62); dark ink is read on all of them."""
HEAT_FROM = (0.0, 1.0, 2.0, 4.0, 8.0)
"""Passages per 1,000 words, as rounded on the sheet, from which each step starts; the same in every study."""


class Look(NamedTuple):
    """One named style."""

    size: int = 10
    bold: bool = False
    italic: bool = False
    colour: str = INK
    fill: str = ""
    across: str = "left"
    down: str = "center"
    wrap: bool = False
    format: str = "General"
    top: str = ""
    bottom: str = HAIR
    left: str = ""
    underline: bool = False
    turn: int = 0  # degrees


def looks() -> dict[str, Look]:
    """All named styles, by the name that people see in Excel after « q »."""
    number = Look(across="right")
    head = Look(9, bold=True, fill=HEAD, down="bottom", wrap=True, bottom=RULE)
    found = {
        "titre": Look(16, bold=True, colour=BLUE, bottom=""),
        "sous-titre": Look(colour=GREY, bottom=""),
        "bloc": Look(11, bold=True, colour=BLUE, down="bottom", bottom=BLUE),
        "bloc légende": Look(9, italic=True, colour=GREY, across="right", down="bottom", bottom=BLUE),
        "bloc légende gauche": Look(9, italic=True, colour=GREY, down="bottom", bottom=BLUE),
        "vide": Look(bottom=""),
        "groupe": Look(9, bold=True, colour=BLUE, fill=HEAD, across="centerContinuous", top=BLUE),
        "entête texte": head,
        "entête nombre": head._replace(across="right"),
        "entête centré": head._replace(across="center"),
        "entête debout": head._replace(across="center", wrap=False, turn=90),
        "entête debout large": head._replace(across="right", turn=90),
        "entête fine": head._replace(across="right", bold=False, italic=True),
        "base libellé": Look(9, italic=True, colour=GREY, fill=BASE),
        "base": Look(9, italic=True, colour=GREY, fill=BASE, across="right", format=formats.count()),
        "code": Look(),
        "code thème": Look(bold=True),
        "effectif": number._replace(format=formats.count()),
        "effectif ensemble": number._replace(bold=True, format=formats.count()),
        "effectif petit": number._replace(italic=True, colour=GREY, format=formats.count(small=True)),
        "taux": number._replace(format=formats.rate()),
        "taux ensemble": number._replace(bold=True, format=formats.rate()),
        "taux petit": number._replace(italic=True, colour=GREY, format=formats.rate(small=True)),
        "part": number._replace(format=formats.part()),
        "part ensemble": number._replace(bold=True, format=formats.part()),
        "part petit": number._replace(italic=True, colour=GREY, format=formats.part(small=True)),
        "sans objet": number._replace(size=9, colour=PALE, format="@_°"),
        "sans objet haut": number._replace(size=9, colour=PALE, format="@_°", down="top"),
        "liste": number._replace(size=9, italic=True, colour=GREY, format="@"),
        "texte": Look(down="top", wrap=True),
        "texte thème": Look(bold=True, down="top", wrap=True),
        "texte question": Look(9, italic=True, colour=GREY, down="top", wrap=True),
        "texte court": Look(down="top"),
        "centré": Look(across="center", down="top"),
        "nombre": number._replace(down="top", format=formats.thousands()),
        "décimale": number._replace(down="top", format="0.0"),
        "pour cent": number._replace(down="top", format=formats.percent()),
        "date": Look(down="top", format=formats.date()),
        "lien": Look(colour=LINK, down="top"),
        "lien souligné": Look(colour=LINK, bottom="", underline=True),
        "note": Look(9, colour=GREY, down="top", wrap=True, bottom=""),
        "texte libre": Look(wrap=True, bottom=""),
        "libellé": Look(bold=True, bottom=""),
        "texte droite": Look(across="right", down="top"),
        "fin": number._replace(down="top", format="#,##0.00##"),
        "pour cent fin": number._replace(down="top", format=f"0.00{formats.percent()[1:]}"),
        "verdict gauche": Look(bottom=""),
        "verdict": Look(across="center"),
        "alerte": Look(fill="FFF6DF", wrap=True, bottom="", left="B7791F"),
        "légende": Look(9, across="center", bottom=""),
    }
    for step, fill in enumerate(HEAT, start=1):
        found[f"taux chaleur {step}"] = found["taux"]._replace(fill=fill)
        found[f"taux ensemble chaleur {step}"] = found["taux ensemble"]._replace(fill=fill)
        found[f"légende {step}"] = found["légende"]._replace(fill=fill, bottom=HAIR, top=HAIR)
    return found


def heat(value: float) -> int:
    """The step, 1 to 5, of a rate as it is rounded on the sheet."""
    shown = round(value + 1e-9, 1)
    return max(step for step, start in enumerate(HEAT_FROM, start=1) if shown >= start)


@dataclass(slots=True)
class Styles:
    """Gives each look its number in the workbook; a guarded twin keeps text that looks like a formula text."""

    book: Workbook
    guarded: dict[int, int] = field(default_factory=dict)
    _known: dict[tuple[str, str, bool, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, look in looks().items():
            self.book.add_named_style(_named(f"q {name}", look))

    def __call__(self, name: str, format: str = "", ruled: bool = False, indent: int = 0) -> int:
        """The number of a look; `ruled` draws the thin line that begins a group of columns."""
        key = (name, format, ruled, indent)
        if key not in self._known:
            self._known[key] = self._add(*key)
        return self._known[key]

    def _add(self, name: str, format: str, ruled: bool, indent: int) -> int:
        from copy import copy

        from openpyxl.cell import Cell
        from openpyxl.styles import Side

        cell: Any = Cell(self.book.worksheets[0], row=1, column=1)
        cell.style = f"q {name}"
        if format:
            cell.number_format = format
        if ruled:
            border = copy(cell.border)
            border.left = Side("thin", RULE)
            cell.border = border
        if indent:
            alignment = copy(cell.alignment)
            alignment.indent = indent
            cell.alignment = alignment
        plain = int(cell.style_id)
        cell.quotePrefix = True
        self.guarded[plain] = int(cell.style_id)
        return plain


def _named(name: str, look: Look) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    def side(colour: str, weight: Literal["hair", "thin", "medium", "thick"]) -> Side:
        return Side(weight, colour) if colour else Side()

    return NamedStyle(
        name=name,
        font=Font(
            name="Calibri",
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.colour,
            underline="single" if look.underline else None,
        ),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        border=Border(
            top=side(look.top, "medium" if look.top == BLUE else "thin"),
            bottom=side(look.bottom, "hair" if look.bottom == HAIR else "thin"),
            left=side(look.left, "thick"),
        ),
        alignment=Alignment(
            horizontal=look.across, vertical=look.down, wrap_text=look.wrap or None, text_rotation=look.turn
        ),
        number_format=look.format,
    )
