"""What people are told of a passage, of a rule before it is saved, of words in their context."""

import pytest

from qcode.model import Interview, Near, Negated, Rule, Scope, Span
from qcode.tagging import Miss, explain, kwic, try_out
from tests.tagging.study import index, interview, near, rule, terms


def quotes(said: Interview, spans: tuple[Span, ...]) -> list[str]:
    return [said.quote(span) for span in spans]


def missed(said: Interview, asked: Rule) -> Miss:
    """The one near miss of a rule on the first sentence."""
    (miss,) = explain(index(said), [asked], "a", 0).missed
    return miss


def test_what_holds_is_shown_with_its_score() -> None:
    said = interview(("R", "On coche la case. Voilà."))
    rules = [rule("coche", id="1", score=0.3, near=(near("case"),)), rule("case", id="2", code="d")]
    told = explain(index(said), rules, "a", 0)
    assert [(item.code, item.score) for item in told.proposed] == [("d", 1.0)]
    assert [(item.code, item.score) for item in told.weak] == [("c", 0.3)]
    assert told.weak[0].evidence[0].conditions == ("near:sentence",)
    assert not told.missed
    assert explain(index(said), rules, "a", 1) == type(told)("a", 1, (), (), ())


def test_each_condition_says_what_stopped_it() -> None:
    said = interview(("R", "On coche la case départ."))
    assert missed(said, rule("coche", near=(near("dossier"),))).failed == ("near:sentence",)
    stopped = missed(
        said,
        rule("coche", near=(near("case", within=8),), not_near=(near("départ", within=5),), unless=terms("coche la")),
    )
    assert stopped.held == ("near:8",)
    assert stopped.failed == ("unless", "not_near:5")
    assert quotes(said, stopped.against) == ["coche la", "départ"]
    assert quotes(said, stopped.words) == ["coche"]
    assert missed(said, rule("coche", where={"territoire": ("Lyon",)})).failed == ("where",)
    assert missed(said, rule("coche", speaker=("R2",))).failed == ("speaker",)
    assert missed(said, rule("coche", asked=terms("case"))).failed == ("asked",)
    assert missed(said, rule("coche", negated=Negated.ONLY)).failed == ("negated:only",)


def test_a_negation_that_stops_a_rule_is_shown() -> None:
    said = interview(("R", "On fait sans dossier."))
    (miss,) = explain(index(said), [rule("dossier", negated=Negated.SKIP)], "a", 0).missed
    assert (miss.failed, quotes(said, miss.against)) == (("negated:skip",), ["sans"])


def test_an_interviewer_stops_every_rule() -> None:
    said = interview(("E1", "On coche la case ?"))
    assert missed(said, rule("coche")).failed == ("interviewee",)


def test_the_anchor_that_came_closest_is_the_one_told() -> None:
    said = interview(("R", "On coche ici, et on coche la case."))
    miss = missed(said, rule("coche", near=(near("case", within=1), near("dossier", within=1))))
    assert (miss.held, miss.failed) == (("near:1",), ("near:1",))
    assert miss.words[0].start > said.text.index("ici")


def test_words_around_without_the_word_itself() -> None:
    said = interview(("R", "On voit la case."))
    miss = missed(said, rule("coche", near=(near("case"),)))
    assert (miss.failed, quotes(said, miss.words)) == (("any",), ["case"])


def test_words_of_an_expression_that_stand_apart() -> None:
    said = interview(("R", "Un appel lancé pour des projets. Un projet."))
    (miss,) = explain(index(said), [rule("appel _ projets")], "a", 0).missed
    assert (miss.failed, quotes(said, miss.words)) == (("apart",), ["appel", "projets"])
    assert not explain(index(said), [rule("appel _ projets")], "a", 1).missed


def test_kwic_shows_words_in_their_turn() -> None:
    said = interview(
        ("E1", "Et l'appel ?"), ("R1", "L'appel est long.\nOn a un appel."), ("R2", "Rien."), territoire="Nantes"
    )
    lines, problems = kwic(index(said), terms("appel"), ["territoire"], context=9)
    assert not problems
    assert [(line.before, line.words, line.after) for line in lines] == [
        ("L'", "appel", " est long"),
        (" On a un ", "appel", "."),
    ]
    assert {(line.speaker, line.turn, line.attributes["territoire"]) for line in lines} == {("R1", 2, "Nantes")}
    assert [said.quote(line.span) for line in lines] == ["appel", "appel"]


def test_trying_a_rule_counts_what_it_would_catch() -> None:
    nantes = interview(("R", "Un dossier. " * 5), id="a", territoire="Nantes")
    lyon = interview(("R", "Un dossier, un dossier."), id="b", territoire="Lyon")
    trial = try_out(index(nantes, lyon), rule("dossier", score=0.1), ["territoire"], examples=3)
    assert (trial.total.segments, trial.total.interviews) == (6, 2)
    assert {value: count.segments for value, count in trial.by["territoire"].items()} == {"Lyon": 1, "Nantes": 5}
    assert [(line.interview, line.segment) for line in trial.lines] == [("a", 0), ("a", 2), ("a", 4)]
    assert trial.lines[0].evidence is not None


def test_an_example_shows_the_words_that_carried_over() -> None:
    said = interview(("R", "Un dossier. C'est long."))
    trial = try_out(index(said), rule("dossier", carry=1))
    assert [line.words for line in trial.lines] == ["dossier", "dossier"]
    assert [line.segment for line in trial.lines] == [0, 1]


def test_where_any_words_do_the_evidence_is_what_they_stand_near() -> None:
    said = interview(("E", "Et la subvention ?"), ("R", "Au fond on verra. Le dossier est long."))
    anything, dossier, subvention = terms(r"/^\W*\w+/", "dossier", "subvention")
    near = try_out(index(said), Rule("r", "c", (anything,), near=(Near((dossier,), Scope.TURN),)))
    assert {line.words for line in near.lines} == {"dossier"}
    asked = try_out(index(said), Rule("r", "c", (anything,), asked=(subvention,)))
    assert [line.words for line in asked.lines] == ["Au fond on verra.", "Le dossier est long."]
    for line in asked.lines:
        assert line.evidence is not None
        assert [said.quote(span) for span in line.evidence.words] == ["subvention"]


@pytest.mark.parametrize(
    ("regex", "free"), [(r"/^\W*\w+(?=\W+\w+)/", True), (r"/\b\w{3,}\b/", True), (r"/\d+/", False), ("/sous/", False)]
)
def test_an_expression_without_a_letter_of_its_own_fits_any_word(regex: str, free: bool) -> None:
    (term,) = terms(regex)
    assert term.is_free is free
