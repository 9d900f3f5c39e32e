"""The sentences above and under tables: what counts, how to read one cell, what not to read into it."""

from __future__ import annotations

from collections.abc import Iterable

from qcode.exports.workbook.formats import SMALL
from qcode.exports.workbook.measures import Figures, figures
from qcode.exports.workbook.plan import Plan, group_name
from qcode.model import Kind
from qcode.tables.groups import left_out
from qcode.words import say
from qcode.words.typography import number


def subtitle(plan: Plan) -> str:
    """What is counted, on how many interviews, persons and words."""
    whole = plan.whole
    return say(
        "workbook.subtitle." + plan.view,
        interviews=say("workbook.n.interviews", n=len(whole.interviews), shown=number(len(whole.interviews))),
        persons=say("workbook.n.persons", n=whole.persons, shown=number(whole.persons)),
        words=say("workbook.n.words", n=whole.words, shown=number(whole.words)),
    )


def whole_figures(plan: Plan) -> Figures:
    """The figures of the whole study."""
    cut = plan.cut()
    return figures(cut.groups[0], cut.proposed[0])


def reading(plan: Plan, candidates: Iterable[Figures]) -> str:
    """How to read a cell, on a real one: the highest rate of a group that may be commented, else of the whole."""
    whole = whole_figures(plan)
    cells = [(found, code) for found in _fair(candidates, whole) for code in plan.codes]
    if not cells:
        return ""
    found, code = max(cells, key=lambda cell: cell[0].number("rate", cell[1]))
    rate, passages = found.number("rate", code), found.number("passages", code)
    return (
        ""
        if not rate
        else say(
            "workbook.note_text.reading",
            code=plan.labels[code],
            group=group_name(found.group.values) or say("workbook.whole"),
            present=found.values["interviews"][code],
            total=len(found.group.interviews),
            passages=say("workbook.n.passages", n=passages, shown=number(passages)),
            rate=number(rate, 1),
            whole=number(whole.number("rate", code), 1),
        )
    )


def _fair(candidates: Iterable[Figures], whole: Figures) -> list[Figures]:
    fair = [found for found in candidates if found.group.values and not found.small]
    return fair or [whole]


def attention(plan: Plan) -> str:
    """What tables can't say: small groups, codes that are everywhere, interviews left out, nothing read."""
    said = [
        say("workbook.attention.automatic") if plan.automatic else "",
        _everywhere(plan),
        _small(plan),
        _apart(plan),
        "" if plan.whole.study_read or plan.automatic else say("workbook.attention.unread"),
    ]
    first, *rest = [*filter(None, said), ""]
    return " ".join([first, *map(sentence, rest)]).strip()


def sentence(text: str) -> str:
    """The text with a capital, as a sentence of its own."""
    return text[:1].upper() + text[1:]


def _everywhere(plan: Plan) -> str:
    total = len(plan.whole.interviews)
    present = plan.whole.present.tolist()
    tops = [code for code in plan.codes if not plan.depth(code)]
    everywhere = [plan.labels[code] for code in tops if present[code] == total]
    if total < SMALL or not everywhere:
        return ""
    key = "all" if len(everywhere) == len(tops) else "some"
    return say(f"workbook.attention.everywhere_{key}", n=len(everywhere), total=total, codes=", ".join(everywhere))


def _small(plan: Plan) -> str:
    names = [
        group_name(group.values)
        for attribute in plan.crossed
        for group in plan.cut(attribute).groups
        if len(group.interviews) < SMALL
    ]
    return say("workbook.attention.small", n=len(names), groups=", ".join(names)) if names else ""


def _apart(plan: Plan) -> str:
    names = [interview.number for interview in left_out(plan.tally)]
    return say("workbook.attention.apart", n=len(names), interviews=", ".join(names)) if names else ""


def scope(plan: Plan) -> str:
    """Which words and interviews the figures cover, and what a share is a share of."""
    base = "read" if plan.whole.study_read else "all"
    return say("workbook.note_text.scope") + " " + say(f"workbook.base.share_{base}")


def source(plan: Plan) -> str:
    """Which study, which guide, whose codings, as of when."""
    return say(
        "workbook.note_text.source",
        title=plan.snapshot.settings.title or say("workbook.untitled"),
        coders=", ".join(coders(plan)) or say("workbook.nobody"),
        guide=plan.tally.codebook.fingerprint[:8],
        last=last_decision(plan) or say("workbook.never"),
    )


def coders(plan: Plan) -> list[str]:
    """Everybody who decided anything."""
    return sorted({decision.coder for decision in plan.snapshot.decisions if decision.kind is not Kind.MEMO})


def last_decision(plan: Plan) -> str:
    """When the last decision was taken (UTC), as people write it; "" when there is none."""
    last = max((decision.at for decision in plan.snapshot.decisions), default="")
    return moment(last)


def moment(at: str) -> str:
    """A UTC time as people write it: `20/05/2025 18:00` in French, `2025-05-20 18:00` in English."""
    day, _, time = at.partition("T")
    year, _, rest = day.partition("-")
    month, _, date = rest.partition("-")
    if not date:
        return at
    return say("workbook.moment", year=year, month=month, day=date, time=time[:5]).strip()
