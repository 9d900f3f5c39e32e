"""*À lire d'abord*: what stands out, what is confirmed and what only proposed, what went wrong, where to look."""

from __future__ import annotations

from collections import Counter

from qcode import __version__
from qcode.exports.workbook import notes
from qcode.exports.workbook.cells import Formula
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.stands_out import sentences
from qcode.exports.workbook.verbatims import Lines
from qcode.model import Kind, Status
from qcode.tables.groups import left_out
from qcode.words import say
from qcode.words.typography import number

LAST = 9  # columns
MOST_PROBLEMS = 200


def write(plan: Plan, page: Page, found: Lines, verdict: Formula | None) -> None:
    """Write the sheet; it comes last, because it counts what the others could not show."""
    page.portrait()
    page.columns([27, *[13.5] * (LAST - 1)])
    title = plan.snapshot.settings.title or say("workbook.untitled")
    page.title(title, notes.subtitle(plan))
    page.skip()
    page.wide(say("workbook.start.purpose"), "texte libre", LAST)
    if plan.automatic:
        page.wide(say("workbook.start.automatic"), "alerte", LAST)
    _section(plan, page, "stands_out")
    for sheet, text in sentences(plan):
        _line(plan, page, plan.pages[sheet].name, text, plan.pages[sheet].at(1, 1))
    _section(plan, page, "state")
    for key, text in _state(plan, found):
        _line(plan, page, say(f"workbook.start.{key}"), text)
    if verdict:
        looks = [plan.styles("libellé"), plan.styles("lien souligné")]
        page.row([say("workbook.start.check"), verdict], looks)
        page.link(2, plan.pages["recount"].at(1, 1))
    _problems(plan, page)
    _signs(plan, page)
    _section(plan, page, "sheets")
    for key, other in plan.pages.items():
        if key != "start":
            _line(plan, page, other.name, say(f"workbook.sheet_is.{key.partition(':')[0]}"), other.at(1, 1))


def _section(plan: Plan, page: Page, key: str) -> None:
    page.skip()
    page.row([say(f"workbook.start.{key}"), *[None] * (LAST - 1)], [plan.styles("bloc")] * LAST, 20)


def _line(plan: Plan, page: Page, label: str, text: str, target: str = "") -> None:
    page.wide(text, "texte libre", LAST, label, "lien souligné" if target else "libellé")
    if target:
        page.link(1, target)


def _state(plan: Plan, found: Lines) -> list[tuple[str, str]]:
    """What people have decided and read, and what the figures come from."""
    snapshot = plan.snapshot
    by_status = Counter(line.passage.status for line in found.rows)
    batch = sum(line.passage.batch for line in found.rows if line.passage.status is Status.CONFIRMED)
    rejected = sum(coding.status is Status.REJECTED for coding in snapshot.codings)
    read = {reading.interview for reading in snapshot.readings}
    orphans = sum(placed.span is None for placed in snapshot.placements)
    apart = [interview.number for interview in left_out(plan.tally)]
    made = [
        ("confirmed", _with(by_status[Status.CONFIRMED], "workbook.start.in_batch", batch) + _joined(plan)),
        ("suggested", number(by_status[Status.SUGGESTED])),
        ("disputed", number(by_status[Status.DISPUTED])),
        ("rejected", number(rejected)),
        ("read", say("workbook.start.of", k=number(len(read)), n=number(len(snapshot.interviews)))),
        ("coders", ", ".join(notes.coders(plan)) or say("workbook.nobody")),
        ("decisions", _decisions(plan)),
        ("policy", _policy(snapshot.settings.policy)),
        ("guide", say("workbook.start.guide_is", fingerprint=plan.tally.codebook.fingerprint[:12], n=len(plan.codes))),
        ("versions", f"qcode {__version__} · {snapshot.settings.model}"),
        ("orphans", number(orphans) if orphans else ""),
        ("apart", ", ".join(apart)),
        ("losses", _losses(plan, found)),
    ]
    return [(key, text) for key, text in made if text]


def _with(count: int, key: str, part: int) -> str:
    return number(count) + (f" {say(key, n=part, shown=number(part))}" if part else "")


def _joined(plan: Plan) -> str:
    """Why the figures of codes with sub-codes do not add up to this one."""
    return f" ({say('workbook.start.joined')})" if plan.parents else ""


def _decisions(plan: Plan) -> str:
    decided = sum(decision.kind not in (Kind.MEMO, Kind.FLAG) for decision in plan.snapshot.decisions)
    last = notes.last_decision(plan)
    return say("workbook.start.decisions_are", n=decided, shown=number(decided), last=last) if last else number(decided)


def _policy(policy: str) -> str:
    known = ("any", "majority", "all", "adjudicated")
    return say(f"workbook.policy.{policy}") if policy in known else say("workbook.policy.coder", name=policy)


def _losses(plan: Plan, found: Lines) -> str:
    """What Excel could not hold, counted."""
    unlinked = sum(page.unlinked for page in plan.pages.values())
    counts = {
        "characters": plan.losses.characters,
        "cut": plan.losses.cut,
        "unlinked": unlinked,
        "left_out": found.left_out,
    }
    said = [say(f"workbook.loss.{key}", n=n, shown=number(n)) for key, n in counts.items() if n]
    return " · ".join(said) or say("workbook.loss.none")


def _problems(plan: Plan, page: Page) -> None:
    """Every problem of the run, errors first."""
    _section(plan, page, "problems")
    if not plan.problems:
        page.wide(say("workbook.start.no_problem"), "texte libre", LAST)
        return
    ranked = sorted(plan.problems, key=lambda problem: (problem.severity != "error", problem.file, problem.line))
    for problem in ranked[:MOST_PROBLEMS]:
        kind = say(f"workbook.severity.{problem.severity}")
        _line(plan, page, f"{kind} · {problem.place}" if problem.place else kind, f"{problem.message} {problem.hint}")
    if len(ranked) > MOST_PROBLEMS:
        more = len(ranked) - MOST_PROBLEMS
        page.wide(say("workbook.start.more_problems", n=more, shown=number(more)), "texte libre", LAST)


def _signs(plan: Plan, page: Page) -> None:
    _section(plan, page, "signs")
    for key in ("small", "none", "unread", "missing"):
        _line(plan, page, say(f"workbook.sign.{key}"), say(f"workbook.sign_is.{key}"))
    s = plan.styles
    texts = [say(f"workbook.heat.{step}") for step in range(1, 6)]
    looks = [s(f"légende {step}") for step in range(1, 6)]
    page.row([say("workbook.heat.title"), *texts], [s("libellé"), *looks], 15)
