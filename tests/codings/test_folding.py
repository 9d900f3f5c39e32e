from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codings import Folded, family_passages, fold, place
from qcode.model import Code, Codebook, Decision, Interview, Kind, Origin, Status, Suggestion
from tests.codings.build import ANY, GUIDE, decision, interview, suggestion

ONE = interview(
    "E: Et le temps, alors ?\n"
    "R: On attend un an. Puis deux. C'est long, vous savez.\n"
    "E: Oui, d'accord.\n"
    "R: Trois même. Enfin bon.\n"
    "E: Et dans ce bureau, qui est-ce qui décide pour finir ?\n"
    "R: La ville. Personne."
)


def folded(
    decisions: Sequence[Decision] = (),
    suggestions: Sequence[Suggestion] = (),
    policy: str = "any",
    where: Interview = ONE,
    guide: Codebook = GUIDE,
) -> Folded:
    return fold([where], guide, suggestions, place(decisions, [where])[0], replace(ANY, policy=policy))


def standing(result: Folded) -> dict[tuple[int, str], str]:
    return {(coding.segment, coding.code): coding.status.value for coding in result.codings}


def say(kind: str, coder: str, quote: str, code: str = "lenteur", **more: object) -> Decision:
    return decision(Kind(kind), coder, ONE, quote, code, **more)


def test_what_nobody_read_is_suggested() -> None:
    result = folded(suggestions=[suggestion(ONE, "On attend", "lenteur")])
    assert standing(result) == {(1, "lenteur"): "suggested"}
    assert result.codings[0].origin is Origin.RULE


def test_the_latest_word_of_a_coder_counts() -> None:
    yes, no = say("accept", "a", "On attend un an."), say("reject", "a", "On attend un an.")
    assert standing(folded([yes, no])) == standing(folded([no, yes])) == {(1, "lenteur"): "rejected"}


def test_a_rejection_covers_what_other_rules_propose_later_within_its_span() -> None:
    no = say("reject", "a", "On attend un an. Puis deux.")
    proposals = [suggestion(ONE, quote, "lenteur") for quote in ("On attend", "Puis", "C'est long")]
    assert standing(folded([no], proposals)) == {
        (1, "lenteur"): "rejected",
        (2, "lenteur"): "rejected",
        (3, "lenteur"): "suggested",
    }


def test_a_short_span_stands_for_its_segment_and_keeps_its_quote() -> None:
    (coding,) = folded([say("add", "a", "un an")]).codings
    assert (coding.segment, coding.origin) == (1, Origin.HUMAN)
    assert [ONE.quote(span) for span in coding.quotes] == ["un an"]


def test_a_segment_is_coded_from_half_of_it_on() -> None:
    result = folded([say("add", "a", "attend un an. Puis deux. C'est long, vous")])
    assert standing(result) == {(1, "lenteur"): "confirmed", (2, "lenteur"): "confirmed", (3, "lenteur"): "confirmed"}
    assert standing(folded([say("add", "a", "Puis deux. C'est")])) == {(2, "lenteur"): "confirmed"}


def test_what_an_interviewer_says_is_never_coded() -> None:
    assert folded([say("add", "a", "Et le temps, alors ?")]).codings == ()


def test_a_change_says_no_to_the_old_and_yes_to_the_new() -> None:
    old = say("add", "a", "Puis deux.")
    new = say("change", "a", "Trois même.", "urgence", was=old.anchor, was_code="lenteur", target=old.id)
    assert standing(folded([old, new])) == {(2, "lenteur"): "rejected", (5, "urgence"): "confirmed"}


def test_undo_and_redo() -> None:
    yes = say("add", "a", "Puis deux.")
    undo = decision(Kind.WITHDRAW, "a", ONE, target=yes.id)
    redo = decision(Kind.WITHDRAW, "a", ONE, target=undo.id)
    assert standing(folded([yes, undo])) == {}
    assert standing(folded([redo, undo, yes])) == {(2, "lenteur"): "confirmed"}
    assert standing(folded([yes, replace(undo, coder="b")])) == {(2, "lenteur"): "confirmed"}


def test_batch_is_told_only_where_nobody_decided_one_by_one() -> None:
    batch, alone = say("accept", "a", "Puis deux.", batch="g1"), say("accept", "b", "Puis deux.")
    assert folded([batch]).codings[0].batch
    assert not folded([batch, alone]).codings[0].batch


def test_codes_that_no_file_defines_are_left_out() -> None:
    assert folded([say("add", "a", "Puis deux.", "inconnu")]).codings == ()


READ = decision(Kind.READ, "b", ONE, codes=("lenteur",))
POLICIES = {
    # who says what                                     any          majority     all          a            adjudicated
    "a:+": ("confirmed", "confirmed", "disputed", "confirmed", "disputed"),
    "a:+ b:+": ("confirmed", "confirmed", "confirmed", "confirmed", "disputed"),
    "a:+ b:-": ("confirmed", "disputed", "disputed", "confirmed", "disputed"),
    "a:- b:+": ("confirmed", "disputed", "disputed", "disputed", "disputed"),
    "a:+ b:read": ("confirmed", "disputed", "disputed", "confirmed", "disputed"),
    "a:+ b:+ c:-": ("confirmed", "confirmed", "disputed", "confirmed", "disputed"),
    "a:-": ("rejected",) * 5,
    "a:+ b:- c:yes": ("confirmed", "disputed", "disputed", "confirmed", "confirmed"),
    "a:+ b:+ c:no": ("confirmed", "confirmed", "confirmed", "confirmed", "rejected"),
}


@pytest.mark.parametrize("who", POLICIES)
@pytest.mark.parametrize("column", range(5))
def test_policies(who: str, column: int) -> None:
    made = []
    for part in who.split():
        coder, _, what = part.partition(":")
        if what == "read":
            made.append(replace(READ, coder=coder))
        elif what in ("yes", "no"):
            made.append(say("adjudicate", coder, "Puis deux.", value=what))
        else:
            made.append(say("add" if what == "+" else "reject", coder, "Puis deux."))
    policy = ("any", "majority", "all", "a", "adjudicated")[column]
    assert standing(folded(made, policy=policy)) == {(2, "lenteur"): POLICIES[who][column]}


# --- reading --------------------------------------------------------------------------------------------------------


def test_a_code_born_after_the_reading_was_not_read_for() -> None:
    guide = Codebook((*GUIDE.codes, Code("neuf", "", {"fr": "Neuf"}, born="2026-01-02T10:00:00Z")))
    early = decision(Kind.READ, "a", ONE)
    (reading,) = folded([early], guide=guide).readings
    assert reading.codes == {"temps", "urgence", "lenteur", "lieux"}
    same_day = Codebook((*GUIDE.codes, Code("neuf", "", {"fr": "Neuf"}, born="2026-01-02")))
    assert "neuf" not in folded([early], guide=same_day).readings[0].codes
    older = Codebook((*GUIDE.codes, Code("neuf", "", {"fr": "Neuf"}, born="2026-01-01")))
    assert "neuf" in folded([early], guide=older).readings[0].codes
    assert reading.segments == {s.number for s in ONE.segments if ONE.is_coded(s)}


def test_unread_takes_back_turns_and_codes() -> None:
    read, unread = decision(Kind.READ, "a", ONE), decision(Kind.UNREAD, "a", ONE, turns=(2, 2), codes=("lieux",))
    readings = folded([read, unread]).readings
    read_for = {(segment, code) for reading in readings for segment in reading.segments for code in reading.codes}
    everything = {(s.number, c.id) for s in ONE.segments if ONE.is_coded(s) for c in GUIDE.codes}
    assert everything - read_for == {(segment, "lieux") for segment in (1, 2, 3)}
    assert folded([read, decision(Kind.UNREAD, "a", ONE)]).readings == ()


# --- passages ---------------------------------------------------------------------------------------------------------


def test_a_passage_runs_across_a_short_prompt_and_ends_at_a_question() -> None:
    quotes = ("Puis deux.", "C'est long, vous savez.", "Trois même.", "Enfin bon.", "La ville.")
    passages = folded([say("add", "a", quote) for quote in quotes]).passages
    assert [ONE.quote(p.span).splitlines() for p in passages] == [
        ["Puis deux. C'est long, vous savez.", "E: Oui, d'accord.", "R: Trois même. Enfin bon."],
        ["La ville."],
    ]
    assert [(p.turn, p.speaker, p.code) for p in passages] == [(2, "R", "lenteur"), (6, "R", "lenteur")]


def test_a_gap_another_person_and_another_status_end_a_passage() -> None:
    assert len(folded([say("add", "a", "On attend"), say("add", "a", "C'est long")]).passages) == 2
    two = interview("R: On attend.\nE: Oui.\nS: On attend aussi.")
    assert len(folded([decision(Kind.ADD, "a", two, q, "lieux") for q in ("R: On", "aussi")], where=two).passages) == 2
    mixed = folded([say("add", "a", "On attend")], [suggestion(ONE, "Puis", "lenteur")]).passages
    assert [p.status for p in mixed] == [Status.CONFIRMED, Status.SUGGESTED]


def test_a_parent_counts_its_childrens_passages_once() -> None:
    made = [
        say("add", "a", "On attend", "lenteur"),
        say("add", "a", "On attend", "urgence"),
        say("add", "a", "Puis", "temps"),
    ]
    result = folded(made)
    assert len(result.passages) == 3
    (whole,) = family_passages([ONE], result.codings, GUIDE, "temps")
    assert ONE.quote(whole.span) == "On attend un an. Puis deux."
    assert len(whole.codings) == 3


# --- whatever the order ------------------------------------------------------------------------------------

QUOTES = [ONE.quote(segment.span) for segment in ONE.segments] + ["un an. Puis deux. C'est", "Trois même. Enfin"]


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    made: list[Decision] = []
    for _ in range(draw(st.integers(0, 12))):
        coder, code = draw(st.sampled_from("abc")), draw(st.sampled_from(["temps", "urgence", "lenteur"]))
        kind = draw(st.sampled_from(["accept", "reject", "add", "change", "withdraw", "adjudicate", "read", "unread"]))
        quote = draw(st.sampled_from(QUOTES))
        if kind == "withdraw" and made:
            made.append(decision(Kind.WITHDRAW, coder, ONE, target=draw(st.sampled_from(made)).id))
        elif kind in ("read", "unread"):
            made.append(decision(Kind(kind), coder, ONE, codes=(code,)))
        elif kind == "adjudicate":
            made.append(say(kind, coder, quote, code, value=draw(st.sampled_from(["yes", "no"]))))
        elif kind == "change":
            was = say("add", coder, draw(st.sampled_from(QUOTES)), code).anchor
            made.append(say(kind, coder, quote, "urgence", was=was, was_code=code))
        elif kind != "withdraw":
            made.append(say(kind, coder, quote, code))
    # one clock for some of them: decisions taken at the same time on two machines
    return [replace(d, clock=d.clock - d.clock % draw(st.sampled_from([1, 3]))) for d in made]


@given(histories(), st.randoms(use_true_random=False), st.sampled_from(["any", "majority", "all", "a", "adjudicated"]))
def test_what_stands_does_not_depend_on_the_order_of_lines(
    history: list[Decision], random: object, policy: str
) -> None:
    shuffled = list(history)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    proposals = [suggestion(ONE, "On attend", "lenteur"), suggestion(ONE, "Personne", "urgence")]
    result = folded(history, proposals, policy)
    assert folded(shuffled, proposals[::-1], policy) == result
    for passage in result.passages:
        numbers = [coding.segment for coding in passage.codings]
        assert passage.span.start == ONE.segments[numbers[0]].span.start
        assert all(ONE.is_coded(ONE.segments[number]) for number in numbers)
    cells = [(coding.segment, coding.code) for coding in result.codings]
    assert len(cells) == len(set(cells)) == sum(len(passage.codings) for passage in result.passages)
