"""Users' words in cells: nothing calculated, nothing lost unseen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.exports.text import LIMIT, Losses, clean, escape, guarded, in_cell, parts, units


def test_control_characters_go_and_are_counted() -> None:
    losses = Losses()
    assert clean("a\x00b\x0bc\ufffed\te\r\nf\rg", losses) == "abcd\te\nf\ng"
    assert losses.characters == 3


def test_half_characters_are_seen() -> None:
    losses = Losses()
    assert clean("a\ud800b", losses) == "a�b"
    assert losses.characters == 1


@given(st.text(alphabet=st.sampled_from("aé😀\n "), max_size=50).map(lambda text: text * 3000))
def test_parts_hold_everything_and_fit(text: str) -> None:
    pieces = parts(text)
    assert "".join(pieces) == text
    assert all(units(piece) <= LIMIT for piece in pieces)


def test_a_long_text_is_cut_with_a_mark_and_counted() -> None:
    losses = Losses()
    shown = in_cell("a" * 40_000, losses)
    assert losses.cut == 1
    assert units(shown) < 32_767
    assert "8\u202f000" in shown[LIMIT:]


def test_what_looks_like_an_escape_stays() -> None:
    assert escape("_x0041_ et _x00e9_ mais pas _xyz_") == "_x005F_x0041_ et _x005F_x00e9_ mais pas _xyz_"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1"])
def test_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded("euh") == "euh"
