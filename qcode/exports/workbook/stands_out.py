"""A few sentences that figures alone justify: no test is made, and none is claimed."""

from __future__ import annotations

from qcode.exports.workbook import notes
from qcode.exports.workbook.formats import SMALL
from qcode.exports.workbook.measures import Figures, figures
from qcode.exports.workbook.plan import Plan, group_name
from qcode.words import say
from qcode.words.typography import number


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
    """The working-level codes found in most interviews, and the least of those that are found."""
    leaves = [code for code in plan.codes if code not in plan.parents and whole.values["passages"][code]]
    if len(leaves) < 2:
        return ""
    ranked = sorted(leaves, key=lambda code: (-whole.number("interviews", code), -whole.number("passages", code)))
    return say(
        "workbook.stands_out.most",
        total=len(whole.group.interviews),
        first=plan.labels[ranked[0]],
        k=whole.values["interviews"][ranked[0]],
        last=plan.labels[ranked[-1]],
        j=whole.values["interviews"][ranked[-1]],
    )


def _absent(plan: Plan, whole: Figures) -> str:
    names = [
        plan.labels[code] for code in plan.codes if code not in plan.parents and not whole.values["passages"][code]
    ]
    return say("workbook.stands_out.absent", n=len(names), codes=", ".join(names)) if names else ""


def _gap(plan: Plan, whole: Figures) -> str:
    """The widest gap between a group that may be commented and the whole, in passages per 1,000 words."""
    gaps = [
        (abs(found.number("rate", code) - whole.number("rate", code)), -n, code, found)
        for n, found in enumerate(_comparable(plan))
        for code in plan.codes
        if not plan.depth(code)
    ]
    if not gaps:
        return ""
    gap, _, code, found = max(gaps, key=lambda item: item[:3])
    return (
        ""
        if not gap
        else say(
            "workbook.stands_out.gap",
            group=group_name(found.group.values),
            code=plan.labels[code],
            rate=number(found.number("rate", code), 1),
            whole=number(whole.number("rate", code), 1),
            n=len(found.group.interviews),
        )
    )


def _comparable(plan: Plan) -> list[Figures]:
    if not plan.crossed:
        return []
    cut = plan.cut(plan.crossed[0])
    pairs = zip(cut.groups, cut.proposed, strict=True)
    return [figures(group, proposed) for group, proposed in pairs if len(group.interviews) >= SMALL]
