from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from qcode.model import Interview, Snapshot
from qcode.tables.contrasts import Contrast, Finding, contrasts
from qcode.tables.permutation import adjusted, compare, turning
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="urgence")
MOUSE = ([94, 197, 16, 38, 99, 141, 23], [52, 104, 146, 10, 51, 30, 27, 40, 46])  # Efron and Tibshirani 1993, table 2.1


def test_published_permutation_test() -> None:
    """Efron and Tibshirani 1993, p. 205: one-sided achieved level .132 with 1,000 permutations (s.e. .011)."""
    here, elsewhere = (np.array([side], dtype=float) for side in MOUSE)
    found = compare(here, elsewhere)
    assert found.difference[0] == pytest.approx(30.63, abs=0.005)
    assert found.p[0] / 2 == pytest.approx(0.132, abs=0.022)


def test_every_way_to_share_out_is_tried() -> None:
    here, elsewhere = (np.array([side], dtype=float) for side in MOUSE)
    pooled, size = [*MOUSE[0], *MOUSE[1]], len(MOUSE[0])
    sums = [sum(pooled[n] for n in chosen) for chosen in combinations(range(len(pooled)), size)]
    above = sum(s >= sum(MOUSE[0]) for s in sums) / len(sums)
    assert compare(here, elsewhere).p[0] == pytest.approx(2 * above)


SAID = st.tuples(st.integers(0, 9), st.sampled_from([300, 700, 1_000, 1_300]))  # passages, words
SOME = st.lists(SAID, min_size=2, max_size=5)


@given(SOME, SOME)
@example([(1, 300), (1, 700)], [(1, 700), (1, 300)])  # the same mean: sums of floats differ, fractions don't
def test_figures_are_those_of_exact_fractions(here: list[tuple[int, int]], elsewhere: list[tuple[int, int]]) -> None:
    """The definition, followed step by step without any rounding."""
    rates = [Fraction(1000 * passages, words) for passages, words in (*here, *elsewhere)]
    sides = [np.array([[float(rate) for rate in some]]) for some in (rates[: len(here)], rates[len(here) :])]
    everyone = range(len(rates))

    def difference(chosen: tuple[int, ...]) -> Fraction:
        others = [rates[n] for n in everyone if n not in chosen]
        return sum(rates[n] for n in chosen) / Fraction(len(chosen)) - sum(others) / Fraction(len(others))

    found, observed = compare(*sides), difference(tuple(range(len(here))))
    all_ways = [difference(chosen) for chosen in combinations(everyone, len(here))]
    tails = sum(way >= observed for way in all_ways), sum(way <= observed for way in all_ways)
    assert found.p[0] == min(1, 2 * min(tails) / len(all_ways))
    assert found.difference[0] == pytest.approx(float(observed), abs=1e-8)

    def turns(n: int) -> bool:
        left, right = ([rates[m] for m in side if m != n] for side in (everyone[: len(here)], everyone[len(here) :]))
        without = sum(left) / Fraction(len(left)) - sum(right) / Fraction(len(right))
        return bool(without * observed <= 0) if observed else bool(without)

    assert np.concatenate(turning(*sides), axis=1)[0].tolist() == [turns(n) for n in everyone]


def test_random_draws_are_those_of_scipy() -> None:
    """Sides of a power of two, whole numbers: nothing is rounded, so that p is the same to the last digit."""
    chance = np.random.default_rng(1)
    here, elsewhere = (chance.poisson(mean, (3, 16)).astype(float) for mean in (4, 3))
    theirs = stats.permutation_test(
        (here, elsewhere),
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        vectorized=True,
        axis=-1,
        n_resamples=20_000,
        batch=1_000,
        rng=np.random.default_rng(2025),
    )
    assert compare(here, elsewhere).p.tolist() == theirs.pvalue.tolist()


def test_published_false_discovery_rate() -> None:
    """Benjamini and Hochberg 1995, section 4: of fifteen tests the first four are rejected at .05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]
    assert [value <= 0.05 for value in adjusted(p)] == [True] * 4 + [False] * 11
    assert adjusted([]) == []


def test_bootstrap_is_that_of_scipy() -> None:
    here, elsewhere = (np.array([side], dtype=float) for side in MOUSE)
    mine = compare(here, elsewhere)
    theirs = stats.bootstrap(
        MOUSE,
        lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis),
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert (mine.low[0], mine.high[0]) == pytest.approx((theirs.low, theirs.high), abs=6)


def test_one_interview_that_makes_the_difference_is_named() -> None:
    first, second = turning(np.array([[9.0, 1.0, 1.0], [9.0, 9.0, 9.0]]), np.array([[2.0, 2.0, 2.0], [1.0, 2.0, 1.0]]))
    assert first.tolist() == [[True, False, False], [False, False, False]]
    assert not second.any()


def speech(name: str, coded: int, place: str, actor: str = "") -> tuple[Interview, list[int]]:
    """Forty sentences of five words; the first ones coded, with uncoded ones in between so that each is a passage."""
    turns = [f"R: {'Il faut du temps ici. ' * 40}"]
    return interview(name, *turns, territoire=place, type_acteur=actor), list(range(0, 2 * coded, 2))


def corpus(here: list[int], elsewhere: list[int], readings: bool = True, actor: str = "") -> Snapshot:
    made = [speech(f"n{n}", k, "Nantes", actor) for n, k in enumerate(here)]
    made += [speech(f"l{n}", k, "Lyon") for n, k in enumerate(elsewhere)]
    codings = [coding(where, segment, "urgence") for where, segments in made for segment in segments]
    said = [read(where, GUIDE) for where, _ in made] if readings else []
    return snapshot([where for where, _ in made], GUIDE, codings, said)


def of(found: list[Contrast], value: str, code: str = "urgence") -> Contrast:
    return next(contrast for contrast in found if (contrast.value, contrast.code) == (value, code))


def test_sentences_call_it_significant_interviews_do_not() -> None:
    study = corpus([20, 3, 2, 3, 2, 3], [2, 3, 2, 3, 2, 3])
    here, elsewhere = sum([20, 3, 2, 3, 2, 3]), sum([2, 3, 2, 3, 2, 3])
    on_sentences = stats.fisher_exact([[here, 240 - here], [elsewhere, 240 - elsewhere]]).pvalue
    assert on_sentences < 0.01
    found = of(contrasts(study), "Nantes")
    assert (found.here.present, len(found.here.interviews), found.here.passages) == (6, 6, 33)
    assert found.p is not None
    assert found.p > 0.2
    assert found.finding is not Finding.ESTABLISHED
    assert found.low is not None
    assert found.low <= 0


def test_a_difference_that_every_interview_shows_is_established() -> None:
    found = of(contrasts(corpus([12, 11, 13, 12, 14, 12], [1, 2, 3, 1, 2, 2])), "Nantes")
    assert found.finding is Finding.ESTABLISHED
    assert found.p == pytest.approx(2 / 924)  # of all ways to choose six of twelve, the two extreme ones
    assert found.carried == ()
    assert found.here.rate == pytest.approx(1000 * 74 / 1200)


def test_one_interview_that_carries_it() -> None:
    found = of(contrasts(corpus([20, 2, 2, 2, 2, 2], [2, 3, 2, 3, 2, 3])), "Nantes")
    assert (found.finding, found.carried) == (Finding.CARRIED, ("n0",))


def test_nothing_is_tested_under_five_interviews_a_side() -> None:
    found = of(contrasts(corpus([12, 11, 13, 12], [1, 2, 3, 1, 2, 2, 1, 1])), "Nantes")
    assert (found.p, found.adjusted, found.finding) == (None, None, Finding.TOO_FEW)
    assert (found.here.present, found.elsewhere.present) == (4, 8)


def test_unread_interviews_are_no_zeros() -> None:
    study = corpus([3] * 6, [0] * 6, readings=False)
    half = [read(where, GUIDE) for where in study.interviews[:8]]
    found = of(contrasts(snapshot(study.interviews, GUIDE, study.codings, half)), "Nantes")
    assert (len(found.here.interviews), len(found.elsewhere.interviews)) == (6, 2)
    assert found.finding is Finding.TOO_FEW


def test_interviews_not_to_be_compared_stay_out() -> None:
    study = corpus([3] * 3, [0] * 3)
    pilot = interview("pilote", "R: Il faut du temps ici.", territoire="Nantes", comparable=False)
    found = of(contrasts(snapshot([*study.interviews, pilot], GUIDE, study.codings, study.readings)), "Nantes")
    assert "pilote" not in found.here.interviews


def test_confounded_attributes_are_said() -> None:
    study = corpus([3] * 3, [0] * 3, actor="association")
    assert of(contrasts(study), "Nantes").confounded == (("type_acteur", "association"),)
    assert of(contrasts(study), "Lyon").confounded == (("type_acteur", ""),)
    assert of(contrasts(corpus([3] * 3, [0] * 3)), "Nantes").confounded == ()


def test_two_persons_with_two_values_are_on_both_sides() -> None:
    joint = interview(
        "deux",
        "A: Il faut du temps ici.",
        "B: Il faut du temps.",
        persons={"A": {"type_acteur": "association"}, "B": {"type_acteur": "fondation"}},
        territoire="Nantes",
    )
    study = snapshot([joint], GUIDE, [coding(joint, 0, "urgence")], [read(joint, GUIDE)])
    found = contrasts(study, ["type_acteur"])
    assert [of(found, value).here.passages for value in ("association", "fondation")] == [1, 0]
    assert [of(found, value).here.words for value in ("association", "fondation")] == [5, 4]


def test_the_same_study_gives_the_same_figures() -> None:
    study = corpus([12, 11, 3, 2, 4, 2], [1, 2, 13, 1, 2, 2])
    again = corpus([12, 11, 3, 2, 4, 2], [1, 2, 13, 1, 2, 2])
    assert all(a == b for a, b in pairwise([contrasts(study), contrasts(again)]))
