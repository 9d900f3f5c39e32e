"""Whatever stands in a guide's file, loading ends with problems, never with an exception."""

from hypothesis import given
from hypothesis import strategies as st

from qcode.codebook import loads
from tests.codebook.test_load import FRENCH


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    _, problems = loads({"a.yaml": text})
    assert all(problem.message and problem.hint for problem in problems)


@given(st.integers(0, len(FRENCH)), st.integers(0, 12), st.text(max_size=8))
def test_any_damage_to_a_good_guide(place: int, length: int, put: str) -> None:
    _, problems = loads({"a.yaml": FRENCH[:place] + put + FRENCH[place + length :]})
    assert all(problem.message and problem.hint for problem in problems)
