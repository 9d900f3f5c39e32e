"""*Recalcul*: every figure of *Matrice* counted again, by live formulas over *Verbatims* and *Enquêtés*.

Part A counts passages by interview and code; part B has one line a figure: published, recounted, difference, verdict.
"""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.workbook import formulas, notes
from qcode.exports.workbook.cells import Formula, Value, letter
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.recounting import Kind, Member, Recounting
from qcode.exports.workbook.sheets.matrix import Published
from qcode.exports.workbook.sizes import upright
from qcode.tables.matrix import shown_value
from qcode.words import language, say
from qcode.words.typography import number

HEAD = 9
"""The row of part A's heads: title, subtitles, the four lines of the verdict and part A's title are above."""


def verdict(plan: Plan, lines: int) -> Formula:
    """The conclusion as the first sheet repeats it."""
    place = plan.pages["recount"].at(7, 2)
    return Formula(place, _fine(lines))


def _fine(count: int) -> str:
    return say("workbook.recount.fine", n=count, shown=number(count))


def write(plan: Plan, page: Page, published: Sequence[Published], counting: Recounting) -> Formula | None:
    """Write the sheet and give its verdict for the first one."""
    members, kinds = counting.members, counting.kinds
    fixed = len(kinds) + 3
    first_line = HEAD + len(members) + 5
    figures = [figure for figure in published if figure.block in formulas.RECOUNTED]
    page.columns([26, 30, 20, 26, 12, 12, 10, 9, *[5.0] * max(0, fixed + 2 * len(plan.codes) - 8)])
    how = say("workbook.recount.how") + (f" {say('workbook.recount.in_order')}" if counting.reach else "")
    page.title(say("workbook.recount.title"), say("workbook.recount.subtitle"), how)
    _verdict(plan, page, first_line, len(figures))
    page.row([say("workbook.recount.part_a"), *[None] * 7], [plan.styles("bloc")] * 8, 22)
    heads = _grid_heads(plan, counting)
    page.row(heads, _grid_looks(plan, counting, head=True), upright(map(str, heads[fixed:])))
    assert page.number == HEAD
    for member in members:
        _member(plan, page, counting, member)
    page.skip(2)
    page.row([say("workbook.recount.part_b"), *[None] * 7], [plan.styles("bloc")] * 8, 22)
    names = [attribute.name(language()) for attribute in plan.attributes[:2]]
    heads = [say(f"workbook.recount.head.{key}") for key in ("measure", "code", "one", "other", "matrix", "recounted")]
    heads[2 : 2 + len(names)] = names
    heads += [say(f"workbook.recount.head.{key}") for key in ("gap", "verdict")]
    s = plan.styles
    page.row(heads, [*[s("entête texte")] * 4, *[s("entête nombre")] * 4], 28)
    assert page.number == first_line - 1
    for figure in figures:
        _figure(plan, page, counting, figure)
    _colour(page, f"H{first_line}:H{max(page.number, first_line)}")
    page.notes(6, source=notes.source(plan))
    page.print_to(fixed + len(plan.codes), HEAD + len(members))
    return verdict(plan, len(figures)) if figures else None


def _verdict(plan: Plan, page: Page, first: int, count: int) -> None:
    s, last = plan.styles, first + max(count, 1) - 1
    area = f"H{first}:H{last}"
    fine, gap = _fine(count), say("workbook.recount.some_gaps")
    rows: list[tuple[str, Formula]] = [
        ("checks", Formula(f"ROWS({area})" if count else "0", count)),
        ("agree", Formula(f'COUNTIF({area},"OK")', count)),
        ("gaps", Formula("B4-B5", 0)),
        ("conclusion", Formula(f'IF(B6=0,{formulas.quoted(fine)},{formulas.quoted(gap)}&" "&B6)', fine)),
    ]
    for key, formula in rows:
        page.row([say(f"workbook.recount.{key}"), formula], [s("libellé"), s("verdict gauche")])
    _colour(page, "B7", "B6>0")


def _colour(page: Page, area: str, when: str = "") -> None:
    """White on dark red where a figure does not agree; the word says it as well."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    test = when or f'{area.partition(":")[0]}<>"OK"'
    look = DifferentialStyle(font=Font(bold=True, color="FFFFFF"), fill=PatternFill(bgColor="7A1F1F"))
    page.sheet.conditional_formatting.add(area, Rule(type="expression", formula=[test], dxf=look))


def _grid_heads(plan: Plan, counting: Recounting) -> list[Value]:
    kinds = [_kind_name(plan, kind) for kind in counting.kinds]
    codes = [plan.paths[code] for code in plan.codes]
    read = [f"{say('workbook.recount.read')} {path}" for path in codes] if counting.partly_read else []
    return [
        say("workbook.recount.interview"),
        *kinds,
        say("workbook.recount.words"),
        say("workbook.recount.inverse"),
        *codes,
        *read,
    ]


def _kind_name(plan: Plan, kind: Kind) -> str:
    labels = [plan.attributes[n].name(language()) for n in kind]
    return " × ".join(labels) or say("workbook.whole")


def _grid_looks(plan: Plan, counting: Recounting, head: bool = False) -> list[int]:
    s = plan.styles
    text, figure, code = (
        ("entête texte", "entête nombre", "entête debout") if head else ("texte court", "nombre", "centré")
    )
    codes = len(plan.codes) * (2 if counting.partly_read else 1)
    inverse = "entête nombre" if head else "fin"
    return [*[s(text)] * (1 + len(counting.kinds)), s(figure), s(inverse), *[s(code)] * codes]


def _member(plan: Plan, page: Page, counting: Recounting, member: Member) -> None:
    """One line of part A: an interview, or what its persons of one value say."""
    row = page.number + 1
    shown = [formulas.key(member.fills[kind]) if kind in member.fills else None for kind in counting.kinds]
    words = f"{letter(len(counting.kinds) + 2)}{row}"
    inverse = Formula(f"IF({words}>0,1000/{words},0)", 1000 / member.words if member.words else 0)
    counts = [Formula(counting.in_interview(code, row, member), member.counts[code]) for code in plan.codes]
    read = [int(member.read[code]) for code in plan.codes] if counting.partly_read else []
    values: list[Value] = [member.interview.number, *shown, Formula(counting.words_of(row, member), member.words)]
    page.row([*values, inverse, *counts, *read], _grid_looks(plan, counting))


def _figure(plan: Plan, page: Page, counting: Recounting, figure: Published) -> None:
    s, row = plan.styles, page.number + 1
    values = [say("workbook.whole") if value is None else shown_value(value) for value in figure.column.values]
    values = [*values, *[""] * (2 - len(values))]
    path = plan.paths[figure.code] if figure.code >= 0 else ""
    look = s({"share": "pour cent fin", "speech": "pour cent fin"}.get(figure.block, "fin"))
    formula, gap = counting.figure(figure, row), formulas.quoted(say("workbook.recount.gap"))
    page.row(
        [
            say(f"workbook.recount.block.{figure.block}"),
            path,
            *values,
            Formula(figure.place, figure.value),
            Formula(formula, figure.value),
            Formula(f"F{row}-E{row}", 0),
            Formula(f'IF(AND(ISNUMBER(F{row}),ABS(G{row})<0.000001),"OK",{gap})', "OK"),
        ],
        [*[s("texte court")] * 4, look, look, s("fin"), s("verdict")],
    )
    counting.places[figure.block, figure.code, figure.column.values] = f"F{row}"
