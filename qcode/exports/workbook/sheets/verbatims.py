"""*Verbatims*: one row a passage and code, an Excel table to filter; what every figure of the workbook counts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from qcode.exports.text import clean, fits, parts
from qcode.exports.workbook.cells import Value
from qcode.exports.workbook.counting import Added, added
from qcode.exports.workbook.names import unique
from qcode.exports.workbook.page import MAX_LINKS, Page
from qcode.exports.workbook.plan import Plan
from qcode.exports.workbook.sizes import lines, tall
from qcode.exports.workbook.verbatims import FIRST_ROW, Line, Lines
from qcode.model import CODED_ROLES, Interview, Role
from qcode.tables.matrix import shown_value
from qcode.words import language, say
from qcode.words.typography import number

TEXT, QUESTION, RULES, MATCHED = 72.0, 36.0, 40.0, 60.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what; numbers from 1."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    attributes: int  # the first attribute's column
    path: int
    words: int
    themes: tuple[tuple[int, int, int], ...]  # per level: theme's path, opens, words
    status: int
    comparable: int
    suites: int  # how many columns go on with long passages


def layout(plan: Plan, found: Lines) -> Layout:
    """Decide the columns: those that are read and printed first, those that are counted after."""
    names = [attribute.name(language()) for attribute in plan.attributes]
    levels = max((len(line.line) for line in found.rows), default=0)
    suites = _suites(plan, found)
    read = ["n", "code", "interview", "speaker", "question", "verbatim", "status", "coders", "rules", "matched"]
    more = ["origin", "batch", "place", "turn", "start", "end", "comparable", "path", "words"]
    heads = [say(f"workbook.verbatims.head.{key}") for key in read]
    heads[2:2] = names
    heads += [say("workbook.verbatims.head.suite", n=n) for n in range(2, suites + 2)]
    heads += [say(f"workbook.verbatims.head.{key}") for key in more]
    for level in range(1, levels + 1):
        heads += [say(f"workbook.verbatims.head.{key}", n=level) for key in ("theme", "opens", "adds")]
    own = [_width({shown_value(line.values[n]) for line in found.rows}) for n in range(len(names))]
    widths = [6.5, 22, *own, 9, 11, QUESTION, TEXT, 17, 12, RULES, MATCHED]
    widths += [TEXT] * suites + [11, 8, 10, 7, 9, 9, 11, 26, 8] + [22, 10, 10] * levels
    first = len(widths) - 3 * levels
    return Layout(
        heads=tuple(unique(heads)),
        widths=tuple(widths),
        attributes=3,
        path=first - 1,
        words=first,
        themes=tuple((first + 3 * n + 1, first + 3 * n + 2, first + 3 * n + 3) for n in range(levels)),
        status=7 + len(names),
        comparable=first - 2,
        suites=suites,
    )


def _width(values: Collection[str]) -> float:
    """Wide enough for every value of an attribute, within reason."""
    return min(30.0, max(12.0, max(map(len, values), default=0) * 0.95 + 1))


def write(plan: Plan, page: Page, found: Lines, place: Layout) -> None:
    """Write the sheet."""
    page.columns(place.widths)
    linked = _linked(len(found.rows))
    page.title(
        say("workbook.verbatims.title"),
        say("workbook.verbatims.subtitle", n=len(found.rows), shown=number(len(found.rows))),
        say(f"workbook.verbatims.links_{min(linked, 2)}"),
    )
    head = [plan.styles("entête texte")] * len(place.heads)
    page.row(place.heads, head, 28)
    page.freeze(3)
    looks = _looks(plan, place)
    questions = _Questions(plan)
    for n, (line, adds) in enumerate(zip(found.rows, added(found.rows, plan.interviews), strict=True), start=1):
        interview = plan.interviews[line.passage.interview]
        question = questions.before(interview, line.passage.turn)
        text = clean(interview.quote(line.passage.span), plan.losses)
        values = _values(plan, place, line, interview, n, text, question, adds)
        page.row(values, looks, tall(_height(place, line, interview, text, question)))
        _links(plan, page, line, place, linked, interview)
    page.table("tVerbatims", place.heads, FIRST_ROW - 1)
    page.print_to(place.status)


def _height(place: Layout, line: Line, interview: Interview, text: str, question: str) -> int:
    """How many lines the highest cell of a row takes."""
    rules, matched = ", ".join(line.passage.rules), ", ".join(_matched(line, interview))
    own = place.widths[place.attributes - 1 :]
    sides = [(shown_value(value), width, False) for value, width in zip(line.values, own, strict=False)]
    sides += ((rules, RULES, False), (matched, MATCHED, False), (question, QUESTION, True), (text, TEXT, False))
    return max(lines(said, width, small) for said, width, small in sides)


def _matched(line: Line, interview: Interview) -> list[str]:
    """The words that rules matched, each once."""
    return list(dict.fromkeys(interview.quote(span) for item in line.passage.evidence for span in item.words))


def _linked(rows: int) -> int:
    """How many columns can lead back to tables within Excel's limit: code, interview, then attributes."""
    return min(4, MAX_LINKS // max(rows, 1))


def _values(
    plan: Plan,
    place: Layout,
    line: Line,
    interview: Interview,
    n: int,
    text: str,
    question: str,
    adds: dict[int, Added],
) -> list[Value]:
    passage = line.passage
    pieces = parts(text)
    themes: list[Value] = []
    for level in range(len(place.themes)):
        theme = line.line[level] if level < len(line.line) else None
        themes += [None, None, None] if theme is None else [plan.paths[theme], *adds[theme]]
    suites = [pieces[k] if k < len(pieces) else None for k in range(1, place.suites + 1)]
    shown = pieces[0] if len(pieces) == 1 else f"{pieces[0]} {say('workbook.text.goes_on')}"
    return [
        n,
        plan.labels[line.code],
        *map(shown_value, line.values),
        interview.number,
        passage.speaker,
        question,
        shown,
        say(f"workbook.status.{passage.status}"),
        ", ".join(passage.coders),
        ", ".join(passage.rules),
        ", ".join(_matched(line, interview)),
        *suites,
        say(f"workbook.origin.{passage.origin}"),
        say("workbook.yes") if passage.batch else None,
        f"{interview.number}:{passage.turn}",
        passage.turn,
        passage.span.start,
        passage.span.end,
        say("workbook.yes" if interview.comparable else "workbook.no"),
        plan.paths[line.code],
        sum(interview.segments[number_].words for number_ in {coding.segment for coding in passage.codings}),
        *themes,
    ]


def _looks(plan: Plan, place: Layout) -> list[int]:
    s = plan.styles
    short, number_, text, flag = s("texte court"), s("nombre"), s("texte"), s("centré")
    looks = [flag, s("lien"), *[text] * len(plan.attributes), s("lien"), short, s("texte question"), text]
    looks += [short, text, text, text, *[text] * place.suites]
    looks += [short, flag, short, *[number_] * 3, flag, short, number_]
    return looks + [flag, number_, number_] * len(place.themes)


def _links(plan: Plan, page: Page, line: Line, place: Layout, linked: int, interview: Interview) -> None:
    """Lead back: the code to *Matrice*, the interview to *Entretiens*, the attributes to their tables."""
    if linked >= 1 or page.number - FIRST_ROW < MAX_LINKS:
        page.link(2, plan.places["matrix", "passages", line.code])
    if linked >= 2:
        page.link(3 + len(plan.attributes), plan.places.get(("interview", interview.id), ""))
    for n, value in enumerate(line.values[: max(0, linked - 2)]):
        target = plan.places.get(("by", plan.attributes[n].id, value, line.code))
        if target:
            page.link(place.attributes + n, target)


def _suites(plan: Plan, found: Lines) -> int:
    """How many more columns the longest passage needs."""
    most = 0
    for line in found.rows:
        text = plan.interviews[line.passage.interview].quote(line.passage.span)
        most = max(most, 0 if fits(text) else len(parts(text)) - 1)
    return most


class _Questions:
    """What the interviewer said before each turn, looked up once a turn."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.known: dict[tuple[str, int], str] = {}

    def before(self, interview: Interview, turn: int) -> str:
        """The latest interviewer's turn before this one, unless another person answered in between; else nothing."""
        key = (interview.id, turn)
        if key not in self.known:
            self.known[key] = clean(_question(interview, turn), self.plan.losses)
        return self.known[key]


def _question(interview: Interview, number: int) -> str:
    speaker = interview.turn(number).speaker
    for turn in reversed(interview.turns[: number - 1]):
        if turn.role is Role.INTERVIEWER:
            return interview.quote(turn.span)
        if turn.role in CODED_ROLES and turn.speaker != speaker:
            return ""
    return ""
