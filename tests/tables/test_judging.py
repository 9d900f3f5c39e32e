from dataclasses import replace

import pytest

from qcode.model import Anchor, Decision, Kind, Placement, Snapshot, Span
from qcode.tables.judging import NO, NOISE, SILENCE, YES, draw, judged, wilson
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="urgence")
SAID = "R: Il faut du temps. Oui. On attend les réponses. Voilà, c'est vraiment tout."
WHERE = interview("a", "Q: Et donc, comment ça va ici ?", SAID)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals(k: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    found = wilson(k, n)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_nothing_judged_is_no_zero() -> None:
    assert wilson(0, 0).low is None


def study() -> Snapshot:
    return snapshot([WHERE], GUIDE, [coding(WHERE, 1, "urgence")], [read(WHERE, GUIDE)])


def test_the_draw_holds_passages_and_uncoded_sentences_of_interviewees_and_is_the_same_twice() -> None:
    found = draw(study(), 5)
    assert found == draw(study(), 5)
    assert [(one.kind, WHERE.quote(one.span), one.code) for one in found] == [
        (NOISE, "Il faut du temps.", "urgence"),
        (SILENCE, "On attend les réponses.", ""),
        (SILENCE, "Voilà, c'est vraiment tout.", ""),
    ]
    assert [
        one.kind for one in draw(snapshot([WHERE, replace(WHERE, id="b")], GUIDE, [], [read(WHERE, GUIDE)]), 5)
    ] == [SILENCE] * 3  # nobody has read the other interview


def memo(number: int, name: str, span: Span, value: str, code: str = "") -> Placement:
    anchor = Anchor(span.start, span.end, WHERE.quote(span))
    made = Decision(f"m{number}", Kind.MEMO, "S", number, "", "a", anchor=anchor, code=code, name=name, value=value)
    return Placement(made, "a", span)


def test_the_latest_judgement_counts_and_withdrawn_ones_do_not() -> None:
    first, second, third = (WHERE.segments[n].span for n in (1, 3, 4))
    memos = [
        memo(1, NOISE, first, YES, "urgence"),
        memo(2, NOISE, first, NO, "urgence"),
        memo(3, SILENCE, second, YES),
        memo(4, SILENCE, third, NO),
        memo(5, "note", third, YES),
    ]
    undo = Decision("w", Kind.WITHDRAW, "S", 6, "", "a", target="m4")
    told = replace(study(), placements=tuple(memos), decisions=(*(m.decision for m in memos), undo))
    assert (judged(told, NOISE).k, judged(told, NOISE).n) == (1, 1)
    assert (judged(told, SILENCE).k, judged(told, SILENCE).n) == (1, 1)
