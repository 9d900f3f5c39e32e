"""The rules against a reference: figures with scikit-learn as oracle, and what is listed to learn from."""

import json
import warnings
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.codings import place
from qcode.model import Decision, Evidence, Kind, Rule, Snapshot, Suggestion, Term
from qcode.tables.counts import Counts, mean
from qcode.tables.evaluation import as_json, evaluate, interval
from tests.codings.build import ANY, GUIDE, decision, interview, suggestion

ONE = interview("E: Alors ?\nR: On attend. Puis rien.\nE: Et ici ?\nR: Ici, oui. On court.", "un")
TWO = interview("R: Rien du tout. On court. Ou presque.", "deux")
RULES = tuple(Rule(name, "urgence", (Term(name),)) for name in ("court", "attend"))
GUIDED = replace(
    GUIDE, codes=tuple(replace(c, rules=RULES) if c.id == "urgence" else replace(c, rules=()) for c in GUIDE.codes)
)


def proposed(said: str, *rules: str, by: str = "urgence", where: str = "un") -> Suggestion:
    found = suggestion(ONE if where == "un" else TWO, said, by)
    return replace(found, evidence=tuple(Evidence(rule, ()) for rule in rules))


def study(suggestions: tuple[Suggestion, ...], *decisions: Decision) -> Snapshot:
    placements, _ = place(decisions, [ONE, TWO])
    return Snapshot(ANY, GUIDED, (ONE, TWO), suggestions, placements=tuple(placements))


def sample() -> Snapshot:
    """The reference says urgency of one sentence and has read both; the rules propose it, and two others."""
    return study(
        (proposed("On court", "court"), proposed("On attend", "court", "attend"), proposed("On court", where="deux")),
        decision(Kind.ADD, "a", ONE, "On court.", "urgence"),
        decision(Kind.ADD, "a", ONE, "Puis rien.", "lenteur"),
        *(decision(Kind.READ, "a", said) for said in (ONE, TWO)),
    )


@settings(deadline=None)  # the oracle is slow to import
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_figures_are_those_of_scikit_learn(answers: list[tuple[bool, bool]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    both = [answers.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False))]
    counts, rules, reference = Counts(*both), [a for a, _ in answers], [b for _, b in answers]
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(
        reference, rules, average="binary", zero_division=0
    )
    assert counts.precision == (pytest.approx(precision) if any(rules) else None)
    assert counts.recall == (pytest.approx(recall) if any(reference) else None)
    assert counts.f1 == (pytest.approx(f1) if any(rules) or any(reference) else None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kappa = metrics.cohen_kappa_score(rules, reference)
    varied = not (len(set(rules)) == 1 and set(rules) == set(reference))
    assert counts.kappa == (pytest.approx(kappa, abs=1e-9) if varied else None)


def test_what_is_undefined_is_nothing() -> None:
    assert Counts().kappa is None
    assert Counts(neither=5).kappa is None
    assert Counts(both=5).kappa is None
    assert mean([None, 0.5, 1.0]) == 0.75
    assert mean([None]) is None


def test_sub_codes_count_as_their_top_level_code() -> None:
    found = evaluate(sample(), "a")
    assert found.codes["temps"] == Counts(both=1, rules_alone=2, reference_alone=1, neither=3)
    assert found.codes["lieux"] == Counts(neither=7)
    assert found.macro("precision") == pytest.approx(1 / 3)


def test_exactly_each_code_stands_for_itself() -> None:
    found = evaluate(sample(), "a", level="exact")
    assert found.codes["temps.urgence"] == Counts(both=1, rules_alone=2, neither=4)
    assert found.codes["temps.lenteur"] == Counts(reference_alone=1, neither=6)


def test_turns_and_interviews() -> None:
    assert evaluate(sample(), "a", unit="turn").codes["temps"] == Counts(both=2, rules_alone=1)
    assert evaluate(sample(), "a", unit="interview").codes["temps"] == Counts(both=1, rules_alone=1)


def test_what_the_reference_has_not_read_is_left_out() -> None:
    found = evaluate(study((proposed("On court", where="deux"),), decision(Kind.READ, "a", ONE)), "a")
    assert list(found.interviews) == ["un"]
    assert found.codes["temps"] == Counts(neither=4)
    assert found.wrong == ()


def test_what_was_missed_and_what_was_wrong_with_its_reasons() -> None:
    found = evaluate(sample(), "a")
    assert [(ONE.quote(place.span), place.turn, place.code) for place in found.missed] == [("Puis rien.", 2, "temps")]
    assert [(place.interview, place.turn) for place in found.wrong] == [("un", 2), ("deux", 1)]
    assert [item.rule for item in found.wrong[0].evidence] == ["court", "attend"]
    whole = evaluate(sample(), "a", unit="interview").wrong[0]
    assert (whole.turn, TWO.quote(whole.span)) == (0, TWO.text)


def test_each_rule_has_its_own_score() -> None:
    rules = evaluate(sample(), "a").rules
    assert (rules["court"].right, rules["court"].n_suggested, rules["court"].alone) == (1, 2, 1)
    assert (rules["attend"].code, rules["attend"].precision, rules["attend"].alone) == ("temps.urgence", 0.0, 0)


def test_an_interval_needs_several_interviews() -> None:
    assert interval(evaluate(study((), decision(Kind.READ, "a", ONE)), "a"), "kappa") is None
    assert interval(evaluate(sample(), "a", level="exact"), "precision", "temps.lenteur") is None
    # with two interviews a resample is one, the other, or both
    assert interval(evaluate(sample(), "a"), "precision", "temps") == pytest.approx((0.0, 0.5))


def test_json_says_null_where_nothing_is_defined() -> None:
    written = json.loads(json.dumps(as_json(evaluate(sample(), "a"), GUIDED)))
    assert written["codes"]["lieux"] == {
        **dict.fromkeys(("precision", "recall", "f1", "kappa")),
        "n_reference": 0,
        "n_suggested": 0,
        "n": 7,
    }
    assert written["macro"]["recall"] == 0.5
    assert written["rules"]["court"]["precision"] == 0.5
    assert written["interviews"]["deux"]["temps"]["n_suggested"] == 1
