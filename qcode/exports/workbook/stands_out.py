"""A few sentences that figures alone justify: no test is made, and none is claimed."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.workbook import notes
from qcode.exports.workbook.formats import SMALL
from qcode.exports.workbook.measures import Figures, figures
from qcode.exports.workbook.plan import Plan, group_name
from qcode.words import say
from qcode.words.typography import number, quoted

MOST = 6
"""Names of a list; more are counted."""


def sentences(plan: Plan) -> list[tuple[str, str]]:
    """Each with the key of the sheet that shows it."""
    whole = notes.whole_figures(plan)
    made = [
        ("matrix", _most(plan, whole)),
        ("matrix", _absent(plan, whole)),
        (f"by:{plan.crossed[0]}" if plan.crossed else "matrix", _gap(plan, whole)),
        ("matrix", notes.sentence(notes.attention(plan))),
    ]
    return [(sheet if sheet in plan.pages else "matrix", text) for sheet, text in made if text]


def _most(plan: Plan, whole: Figures) -> str:
    """The working-level codes found in most interviews, and in fewest of those that are found; ties together."""
    leaves = [code for code in plan.codes if code not in plan.parents and whole.values["passages"][code]]
    counts = {code: int(whole.number("interviews", code)) for code in leaves}
    most, least = max(counts.values(), default=0), min(counts.values(), default=0)
    if most == least:
        return ""
    first, last = (_names(plan, [code for code in leaves if counts[code] == k]) for k in (most, least))
    total = len(whole.group.interviews)
    return say("workbook.stands_out.most", total=total, first=first, k=most, last=last, j=least)


def _absent(plan: Plan, whole: Figures) -> str:
    """The working-level codes without a passage; those that nobody has read for are not among them."""
    missing = [
        code
        for code in plan.codes
        if code not in plan.parents and not whole.values["passages"][code] and not whole.unread[code]
    ]
    return say("workbook.stands_out.absent", n=len(missing), codes=_names(plan, missing)) if missing else ""


def _names(plan: Plan, codes: Sequence[int]) -> str:
    return _few([quoted(plan.labels[code]) for code in codes], ", ")


def _few(said: Sequence[str], between: str) -> str:
    """The first ones, and how many more there are."""
    shown, more = between.join(said[:MOST]), len(said) - MOST
    return say("workbook.stands_out.more", names=shown, n=more) if more > 0 else shown


def _gap(plan: Plan, whole: Figures) -> str:
    """The widest gaps, as the sheet rounds them, between a group that may be commented and the whole."""
    comparable = _comparable(plan)
    gaps = {
        (n, code): round(abs(_shown(found, code) - _shown(whole, code)), 1)
        for n, found in enumerate(comparable)
        for code in plan.codes
        if not plan.depth(code) and not found.unread[code]
    }
    widest = max(gaps.values(), default=0)
    if not widest:
        return ""
    cells = [_cell(plan, comparable[n], whole, code) for (n, code), gap in gaps.items() if gap == widest]
    return say("workbook.stands_out.gap", cells=_few(cells, say("workbook.stands_out.between")), least=SMALL)


def _cell(plan: Plan, found: Figures, whole: Figures, code: int) -> str:
    return say(
        "workbook.stands_out.cell",
        group=group_name(found.group.values),
        code=quoted(plan.labels[code]),
        rate=number(_shown(found, code), 1),
        whole=number(_shown(whole, code), 1),
        n=len(found.group.interviews),
    )


def _shown(found: Figures, code: int) -> float:
    """A rate as the sheet rounds it."""
    return round(found.number("rate", code) + 1e-9, 1)


def _comparable(plan: Plan) -> list[Figures]:
    if not plan.crossed:
        return []
    cut = plan.cut(plan.crossed[0])
    pairs = zip(cut.groups, cut.proposed, strict=True)
    return [figures(group, proposed) for group, proposed in pairs if len(group.interviews) >= SMALL]
