"""The coding guide: to read, to change by a form while hits follow, and new codes made while reading."""

from __future__ import annotations

from collections import Counter
from time import perf_counter
from typing import TYPE_CHECKING, Any

from qcode.errors import has_errors
from qcode.model import Code, Interview, Rule, Suggestion
from qcode.study import guide as editing
from qcode.web import show
from qcode.web.refusal import RefusedError
from qcode.web.wire import one, show_problem
from qcode.words import language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qcode.errors import Problem
    from qcode.study.guide import Effect
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

LINES = 40  # lines of text shown of what changes, won and lost each
CONTEXT = 70  # code points on either side
LISTS = ("any", "unless", "asked", "examples", "counterexamples")
CHOICES = {"negated": ("count", "skip", "only")}
CONCENTRATED = 0.5  # share of the gains from one interview that deserves a word


def guide(visit: Visit, data: Data) -> dict[str, Any]:
    """The whole guide with how much stands on each code, and one code in full (the first, or that of a rule)."""
    code = _asked(visit, data)
    return {
        "fingerprint": visit.live.codebook.fingerprint,
        "counts": _counts(visit),
        "code": _full(visit, code) if code else None,
        "rules": [_rule(visit, code, rule.id) for rule in code.rules] if code else [],
        "sha256": editing.fingerprint(visit.desk.study, code.file) if code else "",
    }


def _asked(visit: Visit, data: Data) -> Code | None:
    book = visit.live.codebook
    rule = one(data, "rule")
    by_rule = next((code for code in book.codes if any(known.id == rule for known in code.rules)), None)
    return book.find(one(data, "code")) or by_rule or next(iter(book.codes), None)


def _full(visit: Visit, code: Code) -> dict[str, Any]:
    return next(shown for shown in show.codes(visit.live.codebook) if shown["id"] == code.id)


def _counts(visit: Visit) -> dict[str, int]:
    """Passages of each code and all under it: confirmed, or proposed where nobody has confirmed anything."""
    if visit.mode == "blind":
        return {}
    from qcode.tables.matrix import matrix_of

    table = matrix_of(visit.live.tally, visit.desk.settings, status=visit.live.view)
    codes = (visit.live.codebook.find(path) for path in table["code"])
    return {code.id: int(n) for code, n in zip(codes, table["passages"], strict=True) if code}


def _rule(visit: Visit, code: Code, rule: str) -> dict[str, Any]:
    found = next(known for known in code.rules if known.id == rule)
    written = editing.fields_of(visit.desk.study, code, rule)
    counts = visit.live.queue.rule_counts(rule)
    return {
        "id": rule,
        "idea": found.idea,
        "file": found.file.rpartition("/")[2],
        "line": found.line,
        "n": {"all": sum(counts.values()), "confirmed": counts["confirmed"], "rejected": counts["rejected"]},
        "near": _nears(written.get("near")),
        "not_near": _nears(written.get("not_near")),
        "carry": found.carry,
        "negated": found.negated.value,
        "score": found.score,
    } | {key: _texts(written.get(key)) for key in LISTS}


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - as written in YAML
    if value in (None, ""):
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _nears(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - as written in YAML
    """The conditions of a rule, whichever of their shapes they are written in."""
    if not value:
        return []
    tables = value if isinstance(value, list) and all(isinstance(item, dict) for item in value) else [value]
    return [
        {"any": _texts(t.get("any")), "within": _within(t.get("within")), "order": str(t.get("order") or "free")}
        if isinstance(t, dict)
        else {"any": _texts(t), "within": "sentence", "order": "free"}
        for t in tables
    ]


def _within(value: Any) -> str:  # noqa: ANN401 - as written in YAML
    said = str(value or "sentence").strip().lower()
    known = {"phrase": "sentence", "tour": "turn"}
    return known.get(said, said.split(" ")[0])


# --- trying and keeping -------------------------------------------------------------------------------------------


def attempt(visit: Visit, data: Data) -> dict[str, Any]:
    """What a rule would change, before it is kept."""
    started = perf_counter()
    code = _code(visit, data["code"])
    effect = editing.attempt(visit.live, code, str(data["id"]), _fields(data["rule"], data["id"]))
    gains = Counter(suggestion.interview for suggestion in effect.gained).most_common(1)
    most = gains[0] if gains and gains[0][1] > CONCENTRATED * len(effect.gained) > 1 else None
    return {
        "gained": len(effect.gained),
        "lost": len(effect.lost),
        "lines": [*_lines(visit, effect.gained, "+"), *_lines(visit, effect.lost, "-")],
        "matrix": _matrix(visit, effect),
        "orphaned": [_quote(visit, suggestion) for suggestion in effect.unproposed],
        "problems": [show_problem(problem) for problem in effect.problems],
        "concentrated": most and {"interview": most[0], "n": most[1]},
        "interviews": len(visit.live.interviews),
        "ms": round(1000 * (perf_counter() - started), 1),
    }


def examples(visit: Visit, data: Data) -> dict[str, Any]:
    """Whether a code's rules, as they are kept, find their examples and leave their counterexamples alone."""
    code = _code(visit, one(data, "code"))
    wanted = [rule.id for rule in code.rules if one(data, "rule") in ("", rule.id)]
    return _tried(code.rules, wanted, editing.examples_of(visit.desk.study, code))


def try_examples(visit: Visit, data: Data) -> dict[str, Any]:
    """The same for one rule while it is being typed."""
    code, identifier = _code(visit, data["code"]), str(data["id"])
    fields = _fields(data["rule"], identifier)
    changed = editing.changed(visit.desk.study, code, identifier, fields)
    said = editing.examples_of(visit.desk.study, changed, "tried")
    return _tried(changed.rules, [identifier or str(fields["id"])], said)


def _tried(rules: Sequence[Rule], wanted: Sequence[str], problems: Sequence[Problem]) -> dict[str, Any]:
    """Each example of these rules, and whether it does what it should; nothing where examples can't be read."""
    if has_errors(problems):
        return {"examples": [], "problems": [show_problem(problem) for problem in problems]}
    wrong = {(str(p.values["rule"]), str(p.values["text"])) for p in problems if "text" in p.values}
    tried = [
        {"rule": rule.id, "text": text, "counter": counter, "ok": (rule.id, text) not in wrong}
        for rule in rules
        if rule.id in wanted
        for counter, texts in ((False, rule.examples), (True, rule.counterexamples))
        for text in texts
    ]
    return {"examples": tried, "problems": []}


def save(visit: Visit, data: Data) -> dict[str, Any]:
    """Keep a rule in its file, unless the file changed underneath."""
    code = _code(visit, data["code"])
    editing.keep_rule(visit.live, code, str(data["id"]), _fields(data["rule"], data["id"]), str(data["sha256"]))
    return {}


def change_code(visit: Visit, data: Data) -> dict[str, Any]:
    """Keep a code's name and definition in its file, unless the file changed underneath."""
    code = _code(visit, data["id"])
    fields = {
        "label": {**code.label, language(): str(data["label"])},
        "definition": {**code.definition, language(): str(data["definition"])},
        "include": _texts(data["include"]),
        "exclude": _texts(data["exclude"]),
    }
    editing.keep_code(visit.live, code, fields, str(data["sha256"]))
    if str(data.get("parent", code.parent)) not in ("", code.parent):
        editing.move_code(visit.live, _code(visit, code.id), str(data["parent"]), visit.coder)
    return {}


def retire(visit: Visit, data: Data) -> dict[str, Any]:
    """Stop proposing and coding a code."""
    editing.retire_code(visit.live, _code(visit, data["id"]), visit.coder)
    return {}


def new_code(visit: Visit, data: Data) -> dict[str, Any]:
    """A new provisional code, named with the words of a passage or by hand."""
    label = " ".join(str(data["label"]).split())[:120]
    if not label:
        raise RefusedError(400, "page_bad_request")
    return {"code": editing.new_code(visit.live, label, visit.coder, str(data.get("parent", ""))).id}


def undo_code(visit: Visit, data: Data) -> dict[str, Any]:
    """Take back a new code that nobody uses."""
    editing.unmake_code(visit.live, _code(visit, data["id"]), visit.coder)
    return {}


def _code(visit: Visit, name: Any) -> Code:  # noqa: ANN401 - from JSON
    code = visit.live.codebook.find(str(name))
    if code is None:
        raise RefusedError(409, "page_no_code", name=str(name))
    return code


def _fields(rule: Any, identifier: Any) -> dict[str, Any]:  # noqa: ANN401 - from JSON
    """The form's rule by inner key names, in the order in which a new rule is written."""
    fields: dict[str, Any] = {} if identifier else {"id": str(rule["id"])}
    fields["any"] = _texts(rule["any"])
    for key in ("near", "not_near"):
        fields[key] = [
            {"any": _texts(near["any"]), "within": str(near["within"]), "order": str(near.get("order", "free"))}
            for near in rule[key]
            if near["any"]
        ]
    fields |= {"unless": _texts(rule["unless"]), "asked": _texts(rule["asked"]), "carry": str(int(rule["carry"]))}
    fields |= {"negated": str(rule["negated"]), "score": f"{float(rule['score']):g}"}
    fields |= {key: _texts(rule[key]) for key in ("examples", "counterexamples")}
    if fields["negated"] not in CHOICES["negated"]:
        raise RefusedError(400, "page_bad_request")
    return fields


# --- showing what changes -----------------------------------------------------------------------------------------


def _lines(visit: Visit, suggestions: Sequence[Suggestion], sign: str) -> list[dict[str, Any]]:
    """Each sentence with its first matched words in the middle."""
    return [_line(visit.live.interviews[s.interview], s) | {"sign": sign} for s in suggestions[:LINES]]


def _line(interview: Interview, suggestion: Suggestion) -> dict[str, Any]:
    segment = interview.segments[suggestion.segment]
    turn = interview.turn(segment.turn)
    words = sorted((w for item in suggestion.evidence for w in item.words), key=lambda word: word.start)
    inside = [word for word in words if turn.span.start <= word.start < turn.span.end]
    hit = inside[0] if inside else segment.span
    text = interview.text
    return {
        "left": text[max(turn.span.start, hit.start - CONTEXT) : hit.start],
        "hit": text[hit.start : hit.end],
        "right": text[hit.end : min(turn.span.end, hit.end + CONTEXT)],
        "number": interview.number,
        "turn": turn.number,
    }


def _quote(visit: Visit, suggestion: Suggestion) -> str:
    interview = visit.live.interviews[suggestion.interview]
    return interview.quote(interview.segments[suggestion.segment].span)


def _matrix(visit: Visit, effect: Effect) -> dict[str, Any]:
    """Proposed sentences by the study's first characteristic, before and after."""
    attribute = next(iter(visit.live.study.settings.attributes), None)
    parts = (effect.before, effect.after, effect.gained, effect.lost)
    counts = [Counter(_value(visit, s, attribute.id) if attribute else "" for s in part) for part in parts]
    order = {value: rank for rank, value in enumerate(attribute.values if attribute else ())}
    values = sorted(counts[0] | counts[1], key=lambda value: (order.get(value, len(order)), value))
    names = ("before", "after", "gained", "lost")
    rows = [
        {"label": value or say("page.missing")} | {name: c[value] for name, c in zip(names, counts, strict=True)}
        for value in values
    ]
    whole = {"label": say("page.matrix.together")} | {n: len(part) for n, part in zip(names, parts, strict=True)}
    return {"attribute": attribute.name(language()) if attribute else "", "rows": [*rows, whole]}


def _value(visit: Visit, suggestion: Suggestion, attribute: str) -> str:
    interview = visit.live.interviews[suggestion.interview]
    return interview.value(attribute, interview.turn(interview.segments[suggestion.segment].turn).speaker)
