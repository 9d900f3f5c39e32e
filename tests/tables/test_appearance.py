from itertools import permutations

import pytest

from qcode.tables.appearance import appearance
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="urgence lenteur", argent="reporting")
MADE = [
    interview("c", "R: Un. Deux.", number="E03", date="2025-03-01"),
    interview("a", "R: Un. Deux.", number="E01", date="2025-01-01"),
    interview("b", "R: Un. Deux.", number="E02", date="2025-02-01"),
    interview("d", "R: Un. Deux.", number="E04"),
]
CODINGS = [
    coding(MADE[0], 0, "urgence"), coding(MADE[0], 1, "reporting"),
    coding(MADE[1], 0, "urgence"),
    coding(MADE[2], 0, "lenteur"), coding(MADE[2], 1, "urgence"),
    coding(MADE[3], 0, "reporting"),
]  # fmt: skip


def test_field_order_and_what_is_new() -> None:
    found = appearance(snapshot(MADE, GUIDE, CODINGS, [read(where, GUIDE) for where in MADE]))
    assert [(step.number, step.new, step.total) for step in found.steps] == [
        ("E01", ("urgence",), 1),
        ("E02", ("lenteur",), 2),
        ("E03", ("reporting",), 3),
        ("E04", (), 3),
    ]
    assert (found.unread, found.undated, found.codes) == ((), ("E04",), 3)


def test_the_band_is_that_of_all_orders() -> None:
    """Four interviews have twenty-four orders: the drawn band must be that of counting them all."""
    found = appearance(snapshot(MADE, GUIDE, CODINGS, [read(where, GUIDE) for where in MADE]))
    held = [{"urgence", "reporting"}, {"urgence"}, {"urgence", "lenteur"}, {"reporting"}]
    for rank, step in enumerate(found.steps, start=1):
        totals = sorted(len(set().union(*order[:rank])) for order in permutations(held))
        assert (step.low, step.high) == pytest.approx((totals[1], totals[-2]), abs=0.01)


def test_unread_interviews_are_left_out_and_an_empty_study_is_no_error() -> None:
    found = appearance(snapshot(MADE, GUIDE, CODINGS, [read(where, GUIDE) for where in MADE[:2]]))
    assert [step.number for step in found.steps] == ["E01", "E03"]
    assert found.unread == ("E02", "E04")
    assert appearance(snapshot([], GUIDE)).steps == ()
