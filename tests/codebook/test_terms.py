"""The signs of a term, and what they refuse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codebook.terms import Unreadable, parse
from qcode.model import Term, Word, WordKind

LEMMA, EXACT, PREFIX, ANY = WordKind.LEMMA, WordKind.EXACT, WordKind.PREFIX, WordKind.ANY


def words(source: str) -> tuple[Word, ...]:
    term = parse(source)
    assert isinstance(term, Term), term
    assert term.source == source
    return term.words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("appel à projet", [(LEMMA, "appel"), (LEMMA, "à"), (LEMMA, "projet")]),
        ("=AAP", [(EXACT, "AAP")]),
        ("=Grand Lyon", [(EXACT, "Grand"), (EXACT, "Lyon")]),
        ("précaire*", [(PREFIX, "précaire")]),
        ("co-constru*", [(LEMMA, "co"), (PREFIX, "constru")]),
        ("appel _ projet", [(LEMMA, "appel"), (ANY, ""), (LEMMA, "projet")]),
        ("tiers-lieu", [(LEMMA, "tiers"), (LEMMA, "lieu")]),
        ("manifestation d’intérêt", [(LEMMA, "manifestation"), (LEMMA, "d'"), (LEMMA, "intérêt")]),
        ("salarié·e·s", [(LEMMA, "salarié")]),
        ("appel(s) à projet(s)", [(LEMMA, "appel"), (LEMMA, "à"), (LEMMA, "projet")]),
        ("un an, deux ans", [(LEMMA, "un"), (LEMMA, "an"), (LEMMA, "deux"), (LEMMA, "ans")]),
    ],
)
def test_words_of_a_term(source: str, expected: list[tuple[WordKind, str]]) -> None:
    assert [(word.kind, word.text) for word in words(source)] == expected


def test_a_word_in_parentheses_may_be_absent() -> None:
    assert [word.optional for word in words("pas (vraiment) le temps")] == [False, True, False, False]


def test_a_regex_is_kept_as_written() -> None:
    term = parse(r"/\bun an(s)?\b/")
    assert isinstance(term, Term)
    assert (term.regex, term.words) == (r"\bun an(s)?\b", ())


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("", "term_empty"),
        ("  ", "term_empty"),
        ("x" * 501, "term_long"),
        ("durable|pérenne", "term_bar"),
        ("(de la) mairie", "term_sign"),
        ("*", "term_sign"),
        ("@liste", "term_sign"),
        ("a*b", "term_sign"),
        ("(euh) _", "term_hollow"),
        ("/un an", "regex_open"),
        ("/", "regex_open"),
        ("/(un/", "regex_wrong"),
        ("/a*/", "regex_hollow"),
    ],
)
def test_what_is_refused(source: str, kind: str) -> None:
    term = parse(source)
    assert isinstance(term, Unreadable)
    assert term.kind == kind


def test_a_bar_is_refused_with_what_to_write_instead() -> None:
    term = parse("durable|pérenne")
    assert isinstance(term, Unreadable)
    assert term.sign == 'durable", "pérenne'


@given(st.text(max_size=60))
def test_any_text_is_a_term_or_a_reason(source: str) -> None:
    term = parse(source)
    if isinstance(term, Term) and not term.regex:
        assert any(word.kind is not ANY and not word.optional for word in term.words)
        assert all(word.text or word.kind is ANY for word in term.words)
