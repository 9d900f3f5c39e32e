"""Scores, identities and order of suggestions."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.model import Negated, Rule, Suggestion
from qcode.tagging import Index, phrases, suggest
from tests.tagging.study import index, interview, near, proposed, rule, terms, words


def test_scores_of_a_segment_add_up() -> None:
    text = interview(("R", "Un dossier et une case. Un dossier. Un dossier, un dossier."))
    weak = rule("dossier", id="a", score=0.3), rule("case", id="b", score=0.2)
    (found,) = suggest(index(text), weak)
    assert (found.score, found.rules) == (0.5, ("a", "b"))
    assert [item.score for item in suggest(index(text), weak, threshold=0.3)] == [0.5, 0.3, 0.3]


def test_scores_are_capped_and_codes_kept_apart() -> None:
    text = interview(("R", "Un dossier et une case."))
    found = suggest(index(text), [rule("dossier", id="a"), rule("case", id="b"), rule("case", id="z", code="d")])
    assert [(item.code, item.score) for item in found] == [("c", 1.0), ("d", 1.0)]


def test_a_weight_below_zero_speaks_against() -> None:
    text = interview(("R", "Un dossier. Un dossier et un appel. Un appel."))
    against = rule("appel", id="b", score=-0.2)
    assert proposed(text, rule("dossier", id="a", score=0.6), against) == ["Un dossier."]
    assert proposed(text, rule("dossier", id="a", score=0.7), against) == ["Un dossier.", "Un dossier et un appel."]
    assert proposed(text, against, threshold=0.0) == []


def test_a_sub_code_counts_for_its_code_and_the_heaviest_is_proposed() -> None:
    text = interview(
        ("R", "Un dossier et une case. Un dossier, une case et un appel. Un appel et un projet. Un projet.")
    )
    family = [
        rule("dossier", id="a", code="x", score=0.2, family="c"),
        rule("case", id="b", code="y", score=0.3, family="c"),
        rule("appel", id="d", code="c", score=0.3, family="c"),
        rule("projet", id="e", code="c", score=0.3, family="c"),
    ]
    found = suggest(index(text), family)
    assert [(item.segment, item.code, item.score, item.rules) for item in found] == [
        (0, "y", 0.5, ("a", "b")),
        (1, "y", 0.8, ("a", "b", "d")),
        (2, "c", 0.6, ("d", "e")),
    ]


def test_sub_codes_with_enough_evidence_alone_are_all_proposed_unless_something_speaks_against() -> None:
    text = interview(("R", "Un dossier et une case. Un dossier et un appel."))
    family = [
        rule("dossier", id="a", code="x", score=0.5, family="c"),
        rule("case", id="b", code="y", score=0.6, family="c"),
        rule("appel", id="d", code="c", score=-0.1, family="c"),
    ]
    assert [(item.segment, item.code) for item in suggest(index(text), family)] == [(0, "x"), (0, "y")]


def test_weak_evidence_is_not_decided_by_rounding() -> None:
    text = interview(("R", "Un dossier, une case et un projet."))
    weak = [rule(word, id=word, score=0.1) for word in ("dossier", "case", "projet")]
    assert proposed(text, *weak, threshold=0.3)


def test_a_rule_counts_once_in_a_segment_and_shows_all_its_words() -> None:
    text = interview(("R", "Un dossier, un appel, un dossier."))
    (found,) = suggest(index(text), [rule("dossier", "appel", "un dossier", score=0.6)])
    assert found.score == 0.6
    assert words(text, found) == ["Un dossier", "appel", "un dossier"]


def test_the_identity_is_of_text_and_code_alone() -> None:
    text = interview(("R", "Un dossier. Une case. Un dossier."))
    first, second = suggest(index(text), [rule("dossier")])
    assert first.id != second.id
    edited = [rule("dossier*", id="other", score=0.7, near=(near("un"),))]
    assert [item.id for item in suggest(index(text), edited)] == [first.id, second.id]
    longer = interview(("R", "D'abord ceci. Un dossier. Une case. Un dossier."))
    assert [item.id for item in suggest(index(longer), [rule("dossier")])] == [first.id, second.id]
    assert suggest(index(text), [rule("dossier", code="d")])[0].id != first.id


SAYINGS = st.lists(
    st.tuples(
        st.sampled_from(["E1", "R", "R2"]),
        st.lists(
            st.sampled_from(["un", "dossier", "case", "appels", "à", "projets", "euh", "pas", "bon.", "si"]), max_size=9
        ),
    ),
    min_size=1,
    max_size=4,
)
RULES = [
    rule("dossier", id="1", near=(near("case", within=3),), score=0.4),
    rule("appels à projets", "/p.s/", id="2", score=0.1),
    rule("case", id="3", code="d", carry=1),
    rule("un", id="4", asked=terms("appel"), score=0.2),
    rule("dossier", id="5", score=0.4, negated=Negated.SKIP),
    rule("un (case) _", id="6", not_near=(near("projet"),), unless=terms("un dossier"), score=0.3),
]


def told(found: list[Suggestion]) -> set[tuple[object, ...]]:
    """Suggestions, whatever the order of suggestions and of evidence."""
    return {(item.id, item.interview, item.segment, item.code, item.score, frozenset(item.evidence)) for item in found}


@settings(max_examples=120, deadline=None)
@given(st.lists(SAYINGS, min_size=1, max_size=4), st.permutations(RULES), st.randoms(use_true_random=False))
def test_order_of_interviews_and_rules_changes_nothing(
    said: list[list[tuple[str, list[str]]]], rules: list[Rule], random: Random
) -> None:
    texts = [
        interview(*((label, " ".join(words)) for label, words in turns), id=str(number))
        for number, turns in enumerate(said)
    ]
    expected = suggest(index(*texts), RULES)
    random.shuffle(texts)
    assert told(suggest(index(*texts), rules)) == told(expected)
    # Each rule alone says of itself what it says among others.
    alone = {item for one in RULES for found in suggest(index(*texts), [one], 0.0) for item in found.evidence}
    assert {item for found in expected for item in found.evidence} <= alone


def test_a_study_too_large_for_one_go_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = interview(
        ("E1", "Un appel ?"), ("R", "Un dossier, deux cases. Les appels à projets, un dossier. Un bon dossier.")
    )
    expected = suggest(index(text), RULES)
    monkeypatch.setattr(phrases, "AT_ONCE", 1)
    assert suggest(index(text), RULES) == expected


def test_suggestions_come_in_the_order_of_the_text() -> None:
    text = interview(("R", "Un dossier. Une case, un dossier."))
    found = suggest(index(text), [rule("case", code="z"), rule("dossier", code="a")])
    assert [(item.segment, item.code) for item in found] == [(0, "a"), (1, "z"), (1, "a")]


def test_nothing_in_nothing() -> None:
    assert suggest(Index([], []), [rule("mot")]) == []
    silent = interview(("E1", ""))
    assert suggest(index(silent), [rule("mot", "/mot/", "mot _ mot")]) == []
    assert suggest(index(interview(("R", "Un mot."))), []) == []


def test_a_catastrophic_expression_is_given_up_and_told() -> None:
    text = interview(("R", "a" * 60 + "! Un mot."))
    problems: list[object] = []
    found = suggest(index(text), [rule("/(a|aa)+$/", id="x"), rule("mot", id="y")], problems=problems)  # type: ignore[arg-type]
    assert [item.rules for item in found] == [("y",)]
    assert [problem.kind for problem in problems] == ["regex_slow"]  # type: ignore[attr-defined]
