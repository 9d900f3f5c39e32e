from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qcode.codings import anchor, place
from qcode.codings.finding import FUZZY, Searchable, find, plain
from qcode.codings.unspoken import unspoken
from qcode.model import Interview, Kind, Placement, Span
from tests.codings.build import decision, interview

TEXT = (
    "E: Et avec la mairie, comment ça se passe ?\n"
    "R: Ça dépend des services. On a mis un an à obtenir un rendez-vous. Oui. Enfin, presque.\n"
    "E: D'accord.\n"
    "R: Le délai, c'est le pire. On court après l'argent. Oui. On attend, on relance, on attend.\n"
)
ONE = interview(TEXT)
YEAR = "On a mis un an à obtenir un rendez-vous."


def placed(text: str, quote: str, name: str = "un", at: int = 0) -> tuple[Placement, list[str]]:
    start = TEXT.index(quote, at)
    made = replace(decision(Kind.ADD, "a", ONE, quote, "x"), anchor=anchor(ONE, Span(start, start + len(quote))))
    (found,), problems = place([made], [interview(text, name)])
    return found, [problem.kind for problem in problems]


def words(found: Placement, text: str) -> str:
    return interview(text).quote(found.span) if found.span else ""


def test_an_anchor_keeps_the_words_and_their_context() -> None:
    made = anchor(ONE, Span(TEXT.index(YEAR), TEXT.index(YEAR) + len(YEAR)))
    assert (made.quote, made.after) == (YEAR, TEXT[made.end : made.end + 32])
    assert made.before == TEXT[made.start - 32 : made.start]
    assert anchor(ONE, Span(0, 3)).before == ""
    for span in (Span(3, 3), Span(-1, 2), Span(0, len(TEXT) + 1)):
        with pytest.raises(ValueError, match="no such place"):
            anchor(ONE, span)


def test_the_same_text_moves_nothing() -> None:
    found, problems = placed(TEXT, YEAR)
    assert (words(found, TEXT), found.moved, problems) == (YEAR, False, [])


def test_a_line_inserted_at_the_top_moves_and_is_told() -> None:
    text = "E: Bonjour.\n" + TEXT
    found, problems = placed(text, YEAR)
    assert (words(found, text), found.moved, problems) == (YEAR, True, ["moved"])


def test_a_change_below_moves_nothing() -> None:
    found, problems = placed(TEXT + "E: Merci.\n", YEAR)
    assert (found.moved, problems) == (False, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (YEAR, "On a mis un an et demi à obtenir un rendez-vous."),
        (YEAR, "On a mis un an à obtenir un rendez vous."),
        ("On court après l'argent.", "On court après l’argent."),
        ("On court après l'argent.", "On  court\naprès l'argent."),
        ("Ça dépend des services.", "Ça dépend du service."),
    ],
)
def test_a_corrected_typo_is_followed_and_told(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    found, problems = placed(text, old)
    assert (words(found, text), problems) == (new, ["moved"])


def test_context_tells_two_equal_answers_apart() -> None:
    text = "E: Bonjour.\n" + TEXT
    first, second = (TEXT.index("Oui."), TEXT.rindex("Oui."))
    for place_then in (first, second):
        found, problems = placed(text, "Oui.", at=place_then)
        assert found.span == Span(place_then + 12, place_then + 16)
        assert problems == ["moved"]


def test_two_places_that_are_as_good_are_not_guessed_between() -> None:
    text = "E: Alors ?\n" + TEXT + TEXT
    found, problems = placed(text, "Oui.", at=TEXT.index("Oui."))
    assert (found.span, problems) == (None, ["orphan"])


def test_a_short_answer_is_not_taken_for_another_one() -> None:
    text = TEXT.replace(" Oui. Enfin, presque.", "")
    found, problems = placed(text, "Oui.", at=TEXT.index("Oui."))
    assert (found.span, problems) == (None, ["orphan"])


def test_what_was_cut_out_is_an_orphan() -> None:
    found, problems = placed(TEXT.replace(YEAR, ""), YEAR)
    assert (found.span, problems) == (None, ["orphan"])


def test_a_renamed_transcript_is_followed_by_its_text() -> None:
    found, problems = placed(TEXT, YEAR, name="autre")
    assert (found.interview, words(found, TEXT), problems) == ("autre", YEAR, ["renamed"])
    made = decision(Kind.READ, "a", ONE)
    (read,), _ = place([made], [interview(TEXT, "autre")])
    assert (read.interview, read.span) == ("autre", Span(0, len(TEXT)))


def test_a_missing_transcript_orphans_its_decisions_and_is_told_once() -> None:
    made = [decision(Kind.ADD, "a", ONE, quote, "x") for quote in (YEAR, "Oui.")]
    placements, problems = place(made, [interview("R: Rien.", "autre")])
    assert [p.span for p in placements] == [None, None]
    assert [(p.kind, p.values["n"]) for p in problems] == [("orphan", 2)]
    assert "2" in problems[0].message


def test_part_of_a_corrected_text_is_not_taken_for_read() -> None:
    part = decision(Kind.READ, "a", ONE, turns=(2, 2))
    assert place([part], [ONE])[0][0].span == ONE.turns[1].span
    assert place([part], [interview(TEXT + "E: Merci.")])[0][0].span is None


def test_an_orphan_can_be_placed_by_a_person_and_that_be_undone() -> None:
    text = "R: On a patienté une année avant qu'ils nous reçoivent."
    now = interview(text)
    orphan = decision(Kind.ADD, "a", ONE, YEAR, "x")
    span = Span(3, len(text))
    rescue = decision(Kind.PLACE, "b", now, target=orphan.id, anchor=anchor(now, span))
    undo = decision(Kind.WITHDRAW, "b", now, target=rescue.id)
    assert place([orphan], [now])[0][0].span is None
    placements, problems = place([orphan, rescue], [now])
    assert (placements[0].span, placements[0].decision) == (span, orphan)
    assert [p.kind for p in problems] == ["moved"]
    assert place([orphan, rescue, undo], [now])[0][0].span is None


def test_an_orphan_that_was_withdrawn_is_no_trouble() -> None:
    made = decision(Kind.ADD, "a", ONE, YEAR, "x")
    undo = decision(Kind.WITHDRAW, "a", ONE, target=made.id)
    assert place([made, undo], [interview("R: Rien.")])[1] == []


# --- the search itself --------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from(" \t\n\u00a0aé’'«\u2028"), max_size=30))
def test_the_plain_text_maps_back_to_the_text(text: str) -> None:
    search = Searchable(text)
    assert len(search.plain) == len(search._starts)
    assert search.plain == plain(text)
    for start in range(len(search.plain)):
        for end in range(start + 1, len(search.plain) + 1):
            span = search.span(start, end)
            assert plain(text[span.start : span.end]).strip() == search.plain[start:end].strip()


LETTERS = st.text(st.sampled_from("abcdefghij éà'.\n"), min_size=1, max_size=12)


@settings(max_examples=200)
@given(st.data())
def test_after_any_edit_a_quotation_keeps_its_words_or_is_an_orphan(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 2))
    made = anchor(ONE, Span(start, data.draw(st.integers(start + 1, min(len(TEXT), start + 80)))))
    cut = data.draw(st.integers(0, len(TEXT)))
    removed, added = data.draw(st.integers(0, 30)), data.draw(LETTERS)
    text = TEXT[:cut] + added + TEXT[cut + removed :]
    assume(made.quote.strip())
    span = find(Searchable(text), made)
    if span is None:
        return
    from rapidfuzz.fuzz import ratio

    assert ratio(plain(made.quote).strip(), plain(text[span.start : span.end])) >= 100 * FUZZY
    if cut + removed <= made.start - 32 or cut >= made.end + 32:  # the edit touched neither words nor context
        shift = len(added) - removed if cut < made.start else 0
        quote = made.quote
        inner = Span(made.start + len(quote) - len(quote.lstrip()), made.end - len(quote) + len(quote.rstrip()))
        assert span == Span(inner.start + shift, inner.end + shift)


def test_interviews_are_only_searched_when_something_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qcode.codings.anchors.Searchable", lambda _: pytest.fail("searched"))
    other = Interview("x", "E9", "x", "0", "", {}, (), ())
    assert place([decision(Kind.ADD, "a", ONE, YEAR, "x")], [ONE, other])[1] == []


def test_codings_on_what_an_interviewer_says_are_told() -> None:
    asked = "Et avec la mairie, comment ça se passe ?"
    made = [decision(Kind.ADD, "a", ONE, quote, "x") for quote in (asked, YEAR, "D'accord.")]
    undo = decision(Kind.WITHDRAW, "a", ONE, target=made[2].id)
    placements, _ = place([*made, undo], [ONE])
    (problem,) = unspoken(placements, [ONE])
    assert (problem.kind, problem.values["n"], problem.values["quote"]) == ("decision_unspoken", 1, asked)
    assert problem.message
