"""What conditions keep and drop."""

import pytest

from qcode.model import Near, Negated, Order, Person, Scope
from qcode.tagging import Index, suggest
from tests.tagging.study import index, interview, near, proposed, rule, terms, tokens, words

BEFORE, AFTER, FREE = Order.BEFORE, Order.AFTER, Order.FREE


@pytest.mark.parametrize(
    ("condition", "said", "holds"),
    [
        (near("case"), "On coche la case.", True),
        (near("case"), "On coche. La case est là.", False),
        (near("case", within=Scope.TURN), "On coche. La case est là.", True),
        (near("case", within=1), "On coche la case.", True),
        (near("case", within=0), "On coche la case.", False),
        (near("case", within=0), "On coche, euh, case.", True),
        (near("case", within=2), "On coche chaque année la case.", False),
        (near("case", within=3), "On coche chaque année la case.", True),
        (near("case", within=8), "On coche. La case est là.", True),
        (near("case", order=AFTER), "On coche la case.", True),
        (near("case", order=BEFORE), "On coche la case.", False),
        (near("case", order=BEFORE), "La case qu'on coche.", True),
        (near("case", order=AFTER), "La case qu'on coche.", False),
        (near("on coche"), "On coche.", False),  # words of the anchor are no context
        (near("on coche"), "On coche et on coche.", True),
        (near("/ca.e/"), "On coche la case.", True),
    ],
)
def test_near(condition: Near, said: str, holds: bool) -> None:
    text = interview(("R", said))
    assert bool(proposed(text, rule("coche", near=(condition,)))) == holds
    if said.count("coche") == 1:
        assert bool(proposed(text, rule("coche", not_near=(condition,)))) != holds


def test_nothing_crosses_a_turn() -> None:
    text = interview(("R1", "On coche"), ("R2", "la case"))
    for within in (Scope.SENTENCE, Scope.TURN, 50):
        assert not proposed(text, rule("coche", near=(near("case", within=within),)))
    assert not proposed(text, rule("coche la case"))


def test_a_phrase_does_not_cross_a_sentence() -> None:
    assert not proposed(interview(("R", "On coche la. Case vide.")), rule("coche la case"))


def test_all_near_conditions_must_hold() -> None:
    both = rule("coche", near=(near("case"), near("an")))
    assert proposed(interview(("R", "On coche la case par an.")), both)
    assert not proposed(interview(("R", "On coche la case.")), both)


def test_the_nearest_words_are_the_proof() -> None:
    text = interview(("R", "La case, la case 2, on la coche dans une autre case."))
    (found,) = suggest(index(text), [rule("coche", near=(near("case", "case 2"),))])
    assert words(text, found) == ["coche", "case 2"]
    (found,) = suggest(index(text), [rule("coche", near=(near("case", order=AFTER),))])
    assert found.evidence[0].words[1].start == text.text.rindex("case")


def test_a_long_sentence_is_read_through_a_window() -> None:
    filling = " ".join(f"mot{number}" for number in range(40))
    far = interview(("R", f"on coche {filling} la case {filling}"))
    close = interview(("R", f"{filling} on coche ici la case {filling}"))
    condition = rule("coche", near=(near("case"),))
    assert not proposed(far, condition)
    (found,) = suggest(index(close), [condition])
    assert found.evidence[0].conditions == ("window:12",)
    assert proposed(far, rule("coche", not_near=(near("case"),)))


def test_where_a_sentence_ends_to_be_one_and_how_wide_a_window_is() -> None:
    condition = rule("coche", near=(near("case"),))

    def conditions(between: int, after: int) -> tuple[str, ...]:
        words = ["coche", *["mot"] * between, "case", *["mot"] * after]
        return next(
            (item.evidence[0].conditions for item in suggest(index(interview(("R", " ".join(words)))), [condition])), ()
        )

    assert conditions(13, 45) == ("near:sentence",)  # sixty words
    assert conditions(13, 46) == ()
    assert conditions(12, 47) == ("window:12",)


def test_of_two_as_near_the_one_before_is_the_proof() -> None:
    text = interview(("R", "La case on coche une case."))
    (found,) = suggest(index(text), [rule("coche", near=(near("case"),))])
    assert found.evidence[0].words[1].start == text.text.index("case")


def test_whole_turns_still_have_sentences() -> None:
    text = interview(("R", "On coche. La case est là. On coche la case."), unit="turn")
    (found,) = suggest(index(text), [rule("coche", near=(near("case"),))])
    assert words(text, found) == ["coche", "case"]
    assert found.evidence[0].words[0].start > 15


def test_unless_cancels_only_what_it_overlaps() -> None:
    text = interview(("R", "Un appel d'offre. Un appel d'offre et un appel."))
    found = suggest(index(text), [rule("appel", unless=terms("appel d'offre"))])
    assert [words(text, item) for item in found] == [["appel"]]
    assert found[0].segment == 1
    assert found[0].evidence[0].words[0].start == text.text.rindex("appel")


def test_asked_looks_at_the_question_before() -> None:
    asks = rule("dossier", asked=terms("appel à projet"))
    text = interview(
        ("E1", "Et les appels à projets ?"),
        ("R", "Un dossier."),
        ("E1", "D'accord."),  # no question: what was asked still stands
        ("R", "Et un dossier de plus."),
        ("E2", "Parlez-moi de votre parcours professionnel"),  # five words: it is one
        ("R", "Mon dossier."),
    )
    assert proposed(text, asks) == ["Un dossier.", "Et un dossier de plus."]
    (first, _) = suggest(index(text), [asks])
    assert words(text, first) == ["dossier", "appels à projets"]
    assert first.evidence[0].conditions == ("asked",)


def test_nothing_is_asked_before_an_interview_begins() -> None:
    asking = interview(("E1", "Les appels à projets ?"), id="a")
    answering = interview(("R", "Un dossier."), id="b")
    both = Index([asking, answering], [tokens(asking), tokens(answering)])
    assert not suggest(both, [rule("dossier", asked=terms("appel à projet"))])


def test_carry_takes_the_next_sentences_of_the_turn() -> None:
    text = interview(("R", "Un dossier. C'est long. C'est épuisant. Voilà tout."), ("R", "Ensuite."))
    assert proposed(text, rule("dossier", carry=2)) == ["Un dossier.", "C'est long.", "C'est épuisant."]
    assert proposed(text, rule("voilà", carry=2)) == ["Voilà tout."]
    carried = suggest(index(text), [rule("dossier", carry=2)])[2]
    assert carried.evidence[0].conditions == ("carried",)
    assert words(text, carried) == ["dossier"]


def test_a_carried_sentence_with_words_of_its_own_is_not_carried() -> None:
    text = interview(("R", "Un dossier. Un dossier. Et voilà."))
    first, second, third = suggest(index(text), [rule("dossier", carry=2, score=0.5)])
    assert [len(item.evidence) for item in (first, second, third)] == [1, 1, 1]
    assert {item.score for item in (first, second, third)} == {0.5}
    assert second.evidence[0].conditions == ()
    assert second.evidence[0].words[0].start > first.evidence[0].words[0].start
    assert third.evidence[0].conditions == ("carried",)


def test_interviewers_are_never_coded() -> None:
    text = interview(("E1", "Et votre dossier ?"), ("R", "Oui."))
    assert not proposed(text, rule("dossier", carry=1))


def test_a_negation_inside_the_words_looked_for_does_not_negate_them() -> None:
    text = interview(("R", "On fait sans dossier."))
    assert not proposed(text, rule("dossier", negated=Negated.SKIP))
    assert proposed(text, rule("sans dossier", negated=Negated.SKIP))
    assert not proposed(text, rule("sans dossier", negated=Negated.ONLY))
    assert not proposed(interview(("R", "Jamais on fait sans dossier.")), rule("sans dossier", negated=Negated.SKIP))


def test_speaker() -> None:
    text = interview(("R1", "Un dossier."), ("R2", "Mon dossier."))
    assert proposed(text, rule("dossier", speaker=("R2",))) == ["Mon dossier."]


def test_where_takes_the_speakers_value_before_the_interviews() -> None:
    persons = (Person("R1", {"statut": "élu"}), Person("R2", {"statut": "agent"}))
    text = interview(("R1", "Un dossier."), ("R2", "Mon dossier."), persons=persons, territoire="Nantes")
    assert proposed(text, rule("dossier", where={"statut": ("agent",)})) == ["Mon dossier."]
    assert proposed(text, rule("dossier", where={"territoire": ("Lyon",)})) == []
    both = {"statut": ("élu", "agent"), "territoire": ("Nantes", "Lyon")}
    assert len(proposed(text, rule("dossier", where=both))) == 2
