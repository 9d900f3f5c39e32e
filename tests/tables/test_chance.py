"""Every coefficient against published worked examples, and against libraries that compute them as well."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score

from qcode.tables import chance, unitizing
from qcode.tables.unitizing import Marked, Stretch, ualpha

N = chance.MISSING


def whole(answers: chance.Grid, values: int = 2) -> chance.Sums:
    parts = chance.sums(answers, values)
    return chance.weighed(parts, np.ones((1, answers.shape[1])))


def value(figure: chance.Grid) -> float:
    return float(figure.reshape(-1)[0])


def crossed(table: list[list[int]]) -> chance.Grid:
    """Two coders' answers from a contingency table."""
    pairs = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return np.array(pairs).T[:, :, None]


def test_abstractors() -> None:
    """Gwet's `cont3x3abstractors`, as published with irrCAC ("Calculating CAC", CRAN vignette)."""
    s = whole(crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), 3)
    assert value(chance.percent(s)) == pytest.approx(0.89)
    assert value(chance.kappa(s)) == pytest.approx(0.7964094, abs=1e-7)
    assert value(chance.ac1(s)) == pytest.approx(0.8493305, abs=1e-7)
    assert value(chance.alpha(s)) == pytest.approx(0.7972585, abs=1e-7)


def test_four_observers_with_missing_answers() -> None:
    """Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), ex. C, α = .743; Gwet's `cac.raw4raters`."""
    observers = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
            [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
        ]
    )
    s = whole(np.where(observers == N, N, observers - 1)[:, :, None], 5)
    assert value(chance.alpha(s)) == pytest.approx(0.743, abs=5e-4)
    assert value(chance.percent(s)) == pytest.approx(0.8181818, abs=1e-7)
    assert value(chance.ac1(s)) == pytest.approx(0.77544, abs=5e-6)


def test_two_observers_binary() -> None:
    """Krippendorff (2011), example A: two observers, ten units, binary, α = .095."""
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert value(chance.alpha(whole(np.array([one, other])[:, :, None]))) == pytest.approx(0.095, abs=5e-4)


def test_fleiss() -> None:
    """The worked example in Fleiss' form (ten subjects, fourteen raters, five categories): κ = .210."""
    counts = [
        (0, 0, 0, 0, 14),
        (0, 2, 6, 4, 2),
        (0, 0, 3, 5, 6),
        (0, 3, 9, 2, 0),
        (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0),
        (3, 2, 6, 3, 0),
        (2, 5, 3, 2, 2),
        (6, 5, 2, 1, 0),
        (0, 2, 2, 3, 7),
    ]
    answers = np.array([[v for v, n in enumerate(row) for _ in range(n)] for row in counts]).T[:, :, None]
    assert value(chance.fleiss(whole(answers, 5))) == pytest.approx(0.210, abs=5e-4)


@pytest.mark.parametrize(
    ("table", "expected_kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),  # Cohen's κ, the textbook table of fifty grants
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
def test_cohen(table: list[list[int]], expected_kappa: float) -> None:
    assert value(chance.kappa(whole(crossed(table)))) == pytest.approx(expected_kappa, abs=5e-5)


def test_where_most_units_are_empty_kappa_and_ac1_part() -> None:
    """Spans of 200 characters that share 100 in a text of 10,000: κ = .490."""
    assert value(chance.kappa(whole(crossed([[100, 100], [100, 9700]])))) == pytest.approx(0.490, abs=5e-4)
    assert value(chance.kappa(whole(crossed([[200, 400], [400, 0]])))) == pytest.approx(-0.667, abs=5e-4)


def test_undefined_is_neither_zero_nor_one() -> None:
    same = whole(np.zeros((2, 5, 1), dtype=int))
    nothing = whole(np.full((2, 5, 1), N))
    for figure in (chance.kappa, chance.alpha, chance.fleiss):
        assert np.isnan(value(figure(same)))
        assert np.isnan(value(figure(nothing)))
    assert value(chance.percent(same)) == 1
    assert np.isnan(value(chance.percent(nothing)))
    assert np.isnan(value(chance.ac1(nothing)))


@given(arrays(np.int8, (3, 12, 1), elements=st.integers(-1, 1)))
def test_alpha_is_the_packages(answers: chance.Grid) -> None:
    ours = value(chance.alpha(whole(answers)))
    data = np.where(answers[:, :, 0] == N, np.nan, answers[:, :, 0].astype(float))
    if np.isnan(ours):
        return
    assert ours == pytest.approx(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


@given(arrays(np.int8, (2, 12, 1), elements=st.integers(0, 1)))
def test_kappa_is_the_librarys(answers: chance.Grid) -> None:
    ours = value(chance.kappa(whole(answers)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = cohen_kappa_score(answers[0, :, 0], answers[1, :, 0])
    assert ours == pytest.approx(theirs, nan_ok=True)


@given(arrays(np.int8, (3, 9, 2), elements=st.integers(-1, 1)), st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_weights_repeat_units(answers: chance.Grid, weights: list[int]) -> None:
    repeated = np.repeat(answers, weights, axis=1)
    if not repeated.shape[1]:
        return
    drawn = chance.weighed(chance.sums(answers), np.array([weights], dtype=float))
    for figure in (chance.alpha, chance.ac1, chance.percent, chance.kappa, chance.fleiss):
        assert figure(drawn) == pytest.approx(figure(whole(repeated)), nan_ok=True)


def test_alpha_for_unitizing() -> None:
    """Krippendorff, Content Analysis (2004), p. 254: two observers, a continuum of 300 from 150 on."""
    c = [[(225, 70), (370, 30)], [(220, 80), (355, 20), (400, 20)]]
    k = [[(180, 60), (300, 50)], [(180, 60), (300, 50)]]
    c, k = ([[(start - 150, size) for start, size in coder] for coder in both] for both in (c, k))
    assert observed(c, 300) == pytest.approx(0.0144, abs=5e-5)
    assert expected(c, 300) == pytest.approx(0.0532, abs=5e-5)
    assert ualpha([(c, 300)]) == pytest.approx(0.7286, abs=1e-4)
    assert observed(k, 300) == 0
    assert expected(k, 300) == pytest.approx(0.0490, abs=5e-5)
    both = 1 - (observed(c, 300) + observed(k, 300)) / (expected(c, 300) + expected(k, 300))
    assert both == pytest.approx(0.8591, abs=5e-4)
    assert ualpha([([[], []], 300)]) is None
    assert ualpha([(c[:1], 300)]) is None


def observed(marked: list[list[Stretch]], length: int) -> float:
    return float(unitizing.observed(unitizing.parts([(marked, length)]), np.ones((1, 1)))[0])


def expected(marked: list[list[Stretch]], length: int) -> float:
    return float(unitizing.expected(unitizing.parts([(marked, length)]), np.ones((1, 1)))[0])


STRETCHES = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), max_size=3).map(
    lambda pairs: [(10 * place + start, size) for place, (start, size) in enumerate(pairs) if start + size <= 10]
)
CONTINUA = st.lists(st.tuples(st.lists(STRETCHES, min_size=2, max_size=2), st.integers(30, 40)), min_size=1, max_size=3)


@given(CONTINUA, st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_weights_repeat_continua(continua: list[Marked], weights: list[int]) -> None:
    weights = weights[: len(continua)]
    repeated = [one for one, times in zip(continua, weights, strict=True) for _ in range(times)]
    drawn = float(unitizing.alphas(unitizing.parts(continua), np.array([weights], dtype=float))[0])
    once = ualpha(repeated)
    assert drawn == pytest.approx(np.nan if once is None else once, nan_ok=True)
