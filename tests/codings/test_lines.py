import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codings import read_lines, to_line, union
from qcode.codings.lines import KEYS
from qcode.errors import Severity
from qcode.model import Anchor, Decision, Kind
from tests.codings.build import decision, interview

ONE = interview("E: Alors ?\nR: On attend. On attend encore.")
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=10)
ANCHORS = st.builds(
    lambda start, quote, before, after: Anchor(start, start + len(quote), quote, before, after),
    st.integers(0, 10**6),
    NAME,
    TEXT,
    TEXT,
)
DECISIONS = st.builds(
    Decision,
    id=NAME,
    kind=st.sampled_from([Kind.ACCEPT, Kind.ADD, Kind.CHANGE, Kind.FLAG, Kind.MEMO, Kind.READ]),
    coder=NAME,
    clock=st.integers(0, 2**53 - 1),
    at=NAME,
    interview=NAME,
    sha256=TEXT,
    anchor=ANCHORS,
    code=NAME,
    guide=TEXT,
    suggestion=TEXT,
    rules=st.lists(TEXT, max_size=3).map(tuple),
    seconds=st.none() | st.floats(0, 1e6),
    batch=TEXT,
    blind=st.booleans(),
    target=TEXT,
    was=ANCHORS,
    was_code=NAME,
    codes=st.lists(NAME, max_size=3).map(tuple),
    turns=st.none() | st.tuples(st.integers(1, 5), st.integers(5, 9)),
    name=NAME,
    value=NAME,
    epoch=st.integers(0, 3),
    more=st.just(()) | st.just((("later", '{"a": [1]}'),)),
)


@given(DECISIONS)
def test_a_line_says_all_of_its_decision_and_stays_one_line(made: Decision) -> None:
    line = to_line(made)
    assert len(line.splitlines()) == 1
    assert read_lines(line + "\n", "f") == ([made], [])


def test_keys_come_in_one_order_and_only_where_they_say_something() -> None:
    line = to_line(decision(Kind.ACCEPT, "léa", ONE, "On attend.", "lenteur"))
    keys = list(json.loads(line))
    assert keys == ["v", "id", "kind", "coder", "clock", "at", "interview", "sha256", "anchor", "code"]
    assert '"coder":"léa"' in line
    assert set(KEYS) | {"more", "file", "line"} == set(Decision.__dataclass_fields__)


@pytest.mark.parametrize(
    ("line", "kind", "severity"),
    [
        ("{not json", "decision_corrupt", Severity.ERROR),
        ("\0\0\0\0", "decision_corrupt", Severity.ERROR),
        ("[1]", "decision_invalid", Severity.ERROR),
        ("[" * 100_000, "decision_corrupt", Severity.ERROR),
        ('{"v":1,"id":"a"}', "decision_invalid", Severity.ERROR),
        ('{"v":2,"id":"a","kind":"dream"}', "decision_newer", Severity.ERROR),
        ('{"id":"a"}', "decision_invalid", Severity.ERROR),
        ('{"v":1,"id":"a", #torn', "decision_torn", Severity.WARNING),
        ("<<<<<<< HEAD", "decision_merge_marker", Severity.WARNING),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(line: str, kind: str, severity: Severity) -> None:
    good = to_line(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur"))
    decisions, problems = read_lines(f"{good}\n{line}\r\n\n{good}", "codings/lea/un.jsonl")
    assert [found.line for found in decisions] == [1, 4]
    assert [(p.kind, p.severity, p.place) for p in problems] == [(kind, severity, "codings/lea/un.jsonl:2")]
    assert problems[0].message
    assert problems[0].hint


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "dream"),
        ("clock", -1),
        ("clock", True),
        ("clock", 1e3),
        ("clock", 2**60),
        ("seconds", "3"),
        ("blind", 1),
        ("coder", ""),
        ("coder", "\ud800"),
        ("interview", ""),
        ("code", ""),
        ("rules", "r1"),
        ("turns", [3, 1]),
        ("anchor", {"start": 1, "end": 3, "quote": "abc"}),
        ("anchor", {"start": 3, "end": 3, "quote": ""}),
        ("anchor", None),
    ],
)
def test_every_key_is_checked(key: str, value: object) -> None:
    data = json.loads(to_line(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur")))
    decisions, problems = read_lines(json.dumps(data | {key: value}) + "\n", "f")
    assert (len(decisions), len(problems)) == (0, 1)


def test_nan_is_refused() -> None:
    line = to_line(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur")).replace("}", ',"seconds":NaN}', 1)
    assert [p.kind for p in read_lines(line + "\n", "f")[1]] == ["decision_corrupt"]


def test_half_a_character_from_a_browser_does_not_break_the_file() -> None:
    made = decision(Kind.MEMO, "léa", ONE, value="a\ud83d b \ud83d\ude00")
    (found,), _ = read_lines(to_line(made), "f")
    assert found.value == "a\ufffd b 😀"


def test_a_whole_line_that_only_lacked_its_end_is_read() -> None:
    line = to_line(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur"))
    assert len(read_lines(f"{line} #torn\n{line}", "f")[0]) == 2
    assert read_lines(line[:-9], "f")[1][0].kind == "decision_torn"


# --- union --------------------------------------------------------------------------------------------------------


def test_the_same_line_twice_is_one_decision() -> None:
    made = decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur")
    assert union([made, replace(made, file="copie.jsonl", line=3)]) == ([made], [])


def test_the_same_import_on_two_machines_is_one_decision() -> None:
    made = decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur")
    later = replace(made, clock=made.clock + 5, at="2027")
    assert union([made, later]) == union([later, made]) == ([later], [])


def test_two_lines_with_one_id_that_disagree_are_told_and_the_same_one_is_read_everywhere() -> None:
    made = replace(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur"), file="a", line=1)
    other = replace(made, code="urgence", file="b", line=2)
    read, problems = union([made, other])
    assert union([other, made]) == (read, problems)
    assert len(read) == 1
    assert [(p.kind, p.place, p.values["other"]) for p in problems] == [("decision_twice", "b:2", "a:1")]
    later = replace(made, clock=made.clock + 1, code="urgence")
    assert union([later, made])[0] == [later]


def test_what_was_erased_does_not_come_back() -> None:
    before = replace(decision(Kind.ADD, "léa", ONE, "On attend.", "lenteur"), file="copie.jsonl")
    again = replace(before, epoch=1, file="lea.jsonl")
    tombstone = decision(Kind.PSEUDONYMISE, "léa", ONE, epoch=1)
    decisions, problems = union([before, again, tombstone])
    assert decisions == [again, tombstone]
    elsewhere = decision(Kind.ADD, "léa", interview("R: Ici.", "deux"), "Ici.", "lieux")
    decisions, problems = union([before, tombstone, elsewhere])
    assert decisions == [tombstone, elsewhere]
    assert [(p.kind, p.file) for p in problems] == [("decision_erased", "copie.jsonl")]
