import json
from pathlib import Path

import pytest

from qcode import codebook, reading
from qcode.codings import place
from qcode.model import Decision, Interview, Kind, Settings, Snapshot
from qcode.study.decisions import DecisionFiles
from qcode.tables.agreement import Estimate, agree, as_json
from qcode.tables.disagreements import disagreements
from tests.codings.build import ANY, GUIDE, decision, interview

ROOT = Path(__file__).parents[2]
ONE = interview("E: Alors ?\nR: Un an. Deux ans. Trois ans. Quatre ans.\nE: Et ici ?\nR: Ici, oui. Là aussi.", "un")
TWO = interview("R: Rien du tout. Ou presque. Ou si peu.", "deux")


def study(*decisions: Decision) -> Snapshot:
    placements, _ = place(decisions, [ONE, TWO])
    return Snapshot(ANY, GUIDE, (ONE, TWO), placements=tuple(placements))


def add(coder: str, quote: str, code: str, where: Interview = ONE, **more: object) -> Decision:
    return decision(Kind.ADD, coder, where, quote, code, **more)


def reads(coder: str, *, blind: bool = False) -> list[Decision]:
    return [decision(Kind.READ, coder, where, blind=blind) for where in (ONE, TWO)]


TWO_CODERS = study(
    *reads("a"),
    *reads("b"),
    add("a", "Un an.", "lieux"),
    add("b", "Un an.", "lieux"),
    add("a", "Deux ans.", "lieux"),
    add("b", "Ou presque.", "lieux", TWO),
)


def test_the_two_by_two_table_and_the_figures_that_follow_from_it() -> None:
    """Both 1, the first alone 1, the second alone 1, neither 6: agreement 7/9, by chance (2·2 + 7·7)/81."""
    found = agree(TWO_CODERS)
    lieux = found.codes[1]
    assert (lieux.code, lieux.table, lieux.n) == ("lieux", (1, 1, 1, 6), 9)
    assert lieux.prevalence == {"a": pytest.approx(2 / 9), "b": pytest.approx(2 / 9)}
    assert lieux.figures["agreement"].value == pytest.approx(7 / 9)
    assert lieux.figures["kappa"].value == pytest.approx((7 / 9 - 53 / 81) / (1 - 53 / 81))
    assert lieux.figures["ac1"].value == pytest.approx((7 / 9 - 2 * 14 / 81) / (1 - 2 * 14 / 81))
    assert lieux.figures["alpha"].value == pytest.approx(1 - 17 * 4 / (18**2 - 4**2 - 14**2))
    for estimate in lieux.figures.values():
        assert estimate.value is not None
        assert estimate.low is None or (estimate.high is not None and estimate.low <= estimate.value <= estimate.high)
    assert (found.interviews, found.n) == (("un", "deux"), 9)


def test_undefined_is_none_and_does_not_enter_the_mean() -> None:
    found = agree(TWO_CODERS)
    temps = found.codes[0]
    assert temps.table == (0, 0, 0, 9)
    assert [temps.figures[name] for name in ("kappa", "alpha", "fleiss")] == [Estimate(None)] * 3
    assert temps.figures["agreement"].value == 1
    assert temps.ualpha == Estimate(None)
    assert found.overall["kappa"].value == found.codes[1].figures["kappa"].value


def test_the_same_seed_gives_the_same_interval() -> None:
    assert agree(TWO_CODERS).overall == agree(TWO_CODERS).overall


def test_only_blind_decisions_are_agreement_between_coders_and_the_rest_is_told() -> None:
    assert not agree(TWO_CODERS).blind
    blind = study(
        *reads("a", blind=True),
        *reads("b", blind=True),
        add("a", "Un an.", "lieux", blind=True),
        add("b", "Un an.", "lieux"),  # after they had talked
    )
    found = agree(blind)
    assert found.blind
    assert found.codes[1].table == (0, 1, 0, 8)
    assert agree(blind, blind=False).codes[1].table == (1, 0, 0, 8)


def test_three_coders_and_one_who_did_not_read_everything() -> None:
    some = study(
        *reads("a"), *reads("b"), decision(Kind.READ, "c", TWO), *[add(c, "Ou presque.", "lieux", TWO) for c in "ab"]
    )
    lieux = agree(some).codes[1]
    assert (lieux.table, lieux.figures["kappa"].value, lieux.n) == (None, None, 9)
    assert lieux.figures["agreement"].value == pytest.approx((8 + 1 / 3) / 9)
    assert lieux.figures["fleiss"].value == pytest.approx((1 - 2 / 9 - (4 + 49) / 81) / (1 - (4 + 49) / 81))
    assert lieux.prevalence == {"a": pytest.approx(1 / 9), "b": pytest.approx(1 / 9), "c": 0}


@pytest.mark.parametrize("decisions", [[], reads("a")])
def test_fewer_than_two_coders_agree_on_nothing(decisions: list[Decision]) -> None:
    found = agree(study(*decisions))
    assert (found.n, found.interviews) == (0, ())
    assert {estimate.value for code in found.codes for estimate in code.figures.values()} == {None}


def test_words_and_not_only_sentences_are_compared_by_ualpha() -> None:
    whole, part = add("a", "Un an. Deux ans.", "lieux"), add("b", "an. Deux ans.", "lieux")
    same = agree(study(*reads("a"), *reads("b"), whole, add("b", "Un an. Deux ans.", "lieux"))).codes[1]
    less = agree(study(*reads("a"), *reads("b"), whole, part)).codes[1]
    assert same.figures["kappa"].value == less.figures["kappa"].value == 1
    assert same.ualpha.value == 1
    assert less.ualpha.value is not None
    assert less.ualpha.value < 1


def test_ualpha_has_an_interval_that_draws_interviews() -> None:
    again = [add(coder, "Ou presque.", "lieux", TWO) for coder in "ab"]
    some = study(
        *reads("a"), *reads("b"), add("a", "Un an. Deux ans.", "lieux"), add("b", "Deux ans.", "lieux"), *again
    )
    found = agree(some).codes[1].ualpha
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.value <= found.high <= 1


def test_the_json_of_the_contract() -> None:
    found = as_json(agree(TWO_CODERS, level="exact"), GUIDE)
    again = json.loads(json.dumps(found, allow_nan=False))
    assert set(again) >= {"coders", "codes", "overall"}
    assert set(again["codes"]) == {"temps", "temps.urgence", "temps.lenteur", "lieux"}
    assert set(again["codes"]["lieux"]) >= {"kappa", "alpha", "alpha_ci", "agreement", "n"}
    assert again["codes"]["temps.urgence"]["kappa"] is None
    assert again["codes"]["lieux"]["table"] == {"both": 1, "first": 1, "second": 1, "neither": 6}


def test_disagreements_run_together_and_say_what_was_settled() -> None:
    snapshot = study(
        *reads("a"),
        *reads("b"),
        add("a", "Un an. Deux ans.", "lieux"),
        add("a", "Quatre ans.", "lieux"),
        add("b", "Quatre ans.", "lieux"),
        add("b", "Ici, oui.", "urgence"),
        decision(Kind.ADJUDICATE, "c", ONE, "Ici, oui.", "urgence", value="no"),
    )
    first, second = disagreements(snapshot)
    assert (ONE.quote(first.span), first.code, first.yes, first.no, first.settled) == (
        "Un an. Deux ans.",
        "lieux",
        ("a",),
        ("b",),
        None,
    )
    assert (ONE.quote(second.span), second.yes, second.no, second.settled) == ("Ici, oui.", ("b",), ("a",), False)


def test_the_two_readings_of_the_sample() -> None:
    settings = Settings(transcripts="transcripts_sample")
    interviews, _ = reading.read_folder(ROOT, settings)
    guide, _ = codebook.load(ROOT, settings)
    decisions, _ = DecisionFiles(ROOT, settings).read()
    placements, _ = place(decisions, interviews)
    snapshot = Snapshot(settings, guide, tuple(interviews), placements=tuple(placements))
    found = agree(snapshot, ("codeur-a", "codeur-b"))
    assert found.blind
    assert len(found.interviews) == 12
    assert found.overall["kappa"].value == pytest.approx(0.90, abs=0.01)
    exact = agree(snapshot, ("codeur-a", "codeur-b"), level="exact")
    values = [c.figures["kappa"].value for c in exact.codes if not guide.children(c.code)]
    assert sum(v for v in values if v is not None) / len(values) == pytest.approx(0.84, abs=0.01)


def test_a_team_that_discusses_everything_is_not_given_a_figure() -> None:
    from dataclasses import replace

    from qcode.exports.report.method import agreement

    assert "α" in agreement(TWO_CODERS)
    together = replace(TWO_CODERS, settings=replace(ANY, discussed=True))
    assert "collectivement" in agreement(together)
    assert "α" not in agreement(together)
