"""*Corpus*: who was heard and what was read, the denominators of the whole workbook."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.names import lower
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sheets import cross
from qcode.exports.workbook.sizes import fit, head_lines
from qcode.model import Attribute
from qcode.tables.groups import Group, left_out
from qcode.tables.matrix import shown_value
from qcode.words import language, say
from qcode.words.typography import number

HEADS = ("interviews", "persons", "words", "mean", "read")


def write(plan: Plan, page: Page) -> None:
    """Write the sheet."""
    wide = len(plan.cut(plan.crossed[1]).groups) + 1 if len(plan.crossed) == 2 else 0
    values = [value for name in plan.crossed[1:] for group in plan.cut(name).groups for value in group.values]
    page.columns([34, *[fit(values, 12.5)] * max(wide, len(HEADS))])
    page.title(say("workbook.corpus.title"), notes.subtitle(plan))
    page.skip()
    if wide:
        _crossed(plan, page, wide)
    for attribute in plan.attributes:
        _attribute(plan, page, attribute)
    if not plan.attributes:
        _table(plan, page, say("workbook.whole"), [])
    whole = plan.whole
    apart = left_out(plan.tally)
    page.notes(
        len(page.widths),
        reading=say(
            "workbook.corpus.reading",
            n=len(whole.interviews),
            persons=number(whole.persons),
            words=number(whole.words),
        ),
        attention=say("workbook.attention.apart", n=len(apart), interviews=", ".join(i.number for i in apart))
        if apart
        else "",
        definitions=say("workbook.corpus.definitions"),
        source=notes.source(plan),
    )
    page.one_page()


def _crossed(plan: Plan, page: Page, width: int) -> None:
    s, found = plan.styles, cross.grid(plan)
    names = [attribute.name(language()) for attribute in plan.attributes[:2]]
    _block(plan, page, say("workbook.corpus.crossed", a=lower(names[0]), b=lower(names[1])), width + 1)
    heads = [say("workbook.whole") if value is None else shown_value(value) for value in found.across]
    height = max(head_lines(head, page.widths[1]) for head in heads) * 12.5 + 4
    page.row([names[0], *heads], [s("entête texte"), *[s("entête nombre")] * width], height)
    for value in found.down:
        groups = [found.groups.get((value, other)) for other in found.across]
        cells = [
            (say("workbook.sign.none"), s("sans objet"))
            if group is None
            else (len(group.interviews), s("effectif ensemble" if None in (value, other) else "effectif"))
            for group, other in zip(groups, found.across, strict=True)
        ]
        name = say("workbook.whole") if value is None else shown_value(value)
        looks = [s("code thème" if value is None else "code"), *(look for _, look in cells)]
        page.row([name, *(shown for shown, _ in cells)], looks, 15.5)


def _attribute(plan: Plan, page: Page, attribute: Attribute) -> None:
    _table(plan, page, attribute.name(language()), plan.cut(attribute.id).groups)


def _table(plan: Plan, page: Page, name: str, groups: Sequence[Group]) -> None:
    s = plan.styles
    page.skip()
    page.keep(50 + 15.5 * (1 + len(groups)))
    _block(plan, page, say("workbook.corpus.by", name=lower(name)), len(HEADS) + 1)
    heads = [say(f"workbook.corpus.head.{key}") for key in HEADS]
    page.row([name, *heads], [s("entête texte"), *[s("entête nombre")] * len(heads)], 28)
    for group in (plan.whole, *groups):
        bold = not group.values
        spoken = sum(1 for words in group.words_by_interview.tolist() if words)
        values: list[Value] = [
            shown_value(group.values[0]) if group.values else say("workbook.whole"),
            len(group.interviews),
            group.persons,
            group.words,
            round(group.words / spoken) if spoken else None,
            _read(group),
        ]
        look = s("effectif ensemble" if bold else "effectif")
        page.row(values, [s("code thème" if bold else "code"), *[look] * len(heads)], 15.5)


def _read(group: Group) -> int:
    """How many interviews were read in full for every code."""
    return int(group.read_by_interview.all(axis=1).sum()) if group.interviews else 0


def _block(plan: Plan, page: Page, title: str, width: int) -> None:
    page.row([title, *[None] * (width - 1)], [plan.styles("bloc")] * width, 22)
