"""Tables in plain text: nothing is lost, nothing is wider than the terminal, columns stand under their heads."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from qcode.cli.table import fitted, lines

WORDS = st.text("abcdé é", min_size=0, max_size=30)
TABLES = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5)


@example([("", " " * 30 + "é", "abcd" * 7)], 20)
@given(TABLES, st.integers(20, 120))
def test_a_table_keeps_its_words_and_its_width(rows: list[tuple[str, str, str]], width: int) -> None:
    shown = list(lines(("a", "b", "c"), rows, (False, True, False), width))
    assert all(len(line) <= width for line in shown)
    kept = "".join("".join(shown).split())
    assert sorted(kept) == sorted("".join("".join(("a", "b", "c", *(cell for row in rows for cell in row))).split()))


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8), st.integers(10, 300))
def test_the_widest_columns_give_way_first(natural: list[int], width: int) -> None:
    widths = fitted(natural, width)
    assert all(size <= wanted or size == 1 for size, wanted in zip(widths, natural, strict=True))
    assert sum(widths) <= max(width, len(natural)) or sum(natural) <= width
    cut = [size for size, wanted in zip(widths, natural, strict=True) if size < wanted]
    assert not cut or max(widths) <= max(cut) + len(natural)


def test_figures_end_together_and_indents_stay() -> None:
    shown = list(lines(("Code", "N"), [("Liens", "7"), ("  Passeurs", "12")], (False, True), 40))
    assert shown == ["Code         N", "Liens        7", "  Passeurs  12"]
