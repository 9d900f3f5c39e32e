"""The matrix: five measures, their denominators, and three kinds of emptiness."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from qcode.errors import QcodeError
from qcode.model import Attribute, Interview, Snapshot, Status
from qcode.tables.matrix import CONTRACT, MEASURES, matrix
from qcode.tables.tally import tally
from tests.factory import codebook, coding, interview, read, snapshot

GUIDE = codebook(temps="lenteur urgence", lieux="")
TERRITORIES = Attribute("territoire", values=("Nantes", "Lyon", "Marseille"))
NANTES = interview("n", "Q: Et ?", "R: Un deux. Trois. Quatre cinq.", territoire="Nantes", type_acteur="Asso")
LYON = interview("l", "Q: Et ?", "R: Un. Deux trois quatre.", territoire="Lyon", type_acteur="Ville")


def study(*extra: Interview) -> Snapshot:
    codings = [
        coding(NANTES, 1, "lenteur"),
        coding(NANTES, 2, "urgence"),
        coding(NANTES, 3, "urgence", Status.SUGGESTED, rule="u"),
        coding(LYON, 1, "temps"),
        coding(LYON, 2, "lenteur", Status.REJECTED),
    ]
    readings = [read(NANTES, GUIDE), read(LYON, GUIDE)]
    return snapshot([NANTES, LYON, *extra], GUIDE, codings, readings, [TERRITORIES, Attribute("type_acteur")])


def cell(table: pd.DataFrame, **where: object) -> dict[Any, Any]:
    rows = [row for row in table.to_dict("records") if all(row[name] == wanted for name, wanted in where.items())]
    assert len(rows) == 1, (where, rows)
    return rows[0]


def test_columns_begin_as_the_contract_says() -> None:
    table = matrix(study(), ["territoire", "type_acteur"])
    assert list(table.columns)[:8] == ["code", "territoire", "type_acteur", *CONTRACT]


def test_a_parent_counts_the_union_of_its_family_run_together() -> None:
    table = matrix(study(), ["territoire"])
    assert cell(table, code="temps", territoire="Nantes")["passages"] == 1  # slowness then urgency: one run
    assert cell(table, code="temps.lenteur", territoire="Nantes")["passages"] == 1
    assert cell(table, code="temps.urgence", territoire="Nantes")["passages"] == 1
    assert cell(table, code="temps", territoire="Lyon")["passages"] == 1
    assert cell(matrix(study()), code="temps")["passages"] == 2


def test_all_counts_a_segment_once_under_its_strongest_status() -> None:
    assert cell(matrix(study(), status="suggested"), code="temps")["passages"] == 1
    assert cell(matrix(study(), status="all"), code="temps.urgence")["passages"] == 2
    both = [coding(NANTES, 1, "lenteur"), coding(NANTES, 1, "urgence", Status.SUGGESTED, rule="u")]
    table = matrix(snapshot([NANTES], GUIDE, both), status="all")
    assert cell(table, code="temps")["passages"] == 1


def test_the_five_measures() -> None:
    found = {
        measure: cell(matrix(study(), ["territoire"], measure), code="temps.lenteur", territoire="Nantes")["value"]
        for measure in MEASURES
    }
    assert found == {
        "passages": 1,
        "interviews": 1,
        "share": 1.0,
        "per_1000_words": pytest.approx(1000 / 5),
        "speech_share": pytest.approx(2 / 5),
    }


def test_a_pooled_rate_is_not_the_mean_of_rates() -> None:
    row = cell(matrix(study()), code="temps")
    assert row["words"] == 9
    assert row["per_1000_words"] == pytest.approx(2000 / 9)
    assert row["mean_rate"] == pytest.approx((1000 / 5 + 1000 / 4) / 2)


def test_codes_without_passages_stay_and_the_order_is_the_lists() -> None:
    elsewhere = interview("z", "R: Rien.", territoire="Ailleurs")
    nowhere = interview("y", "R: Rien.")
    table = matrix(study(nowhere, elsewhere), ["territoire"])
    assert list(dict.fromkeys(table["territoire"])) == ["Nantes", "Lyon", "Ailleurs", "(non renseigné)"]
    assert list(dict.fromkeys(table["code"])) == ["temps", "temps.lenteur", "temps.urgence", "lieux"]


def test_zero_unread_and_missing_are_three_things() -> None:
    unread = interview("u", "R: Rien du tout.", territoire="Marseille")
    nowhere = interview("y", "R: Rien.")
    base = study(unread, nowhere)
    table = matrix(replace(base, readings=(*base.readings, read(nowhere, GUIDE))), ["territoire"])
    zero, silent = (cell(table, code="lieux", territoire=name) for name in ("Nantes", "Marseille"))
    assert (zero["value"], zero["state"]) == (0, "read")
    assert math.isnan(silent["value"])
    assert silent["state"] == "unread"
    assert cell(table, code="lieux", territoire="(non renseigné)")["value"] == 0


def test_a_share_is_of_the_interviews_read_for_the_code() -> None:
    third = interview("m", "R: Un.", territoire="Nantes")
    codings = [coding(NANTES, 1, "lenteur"), coding(third, 0, "lenteur")]
    readings = [read(NANTES, GUIDE), read(LYON, GUIDE, codes=["lieux"])]
    some = matrix(snapshot([NANTES, LYON, third], GUIDE, codings, readings), measure="share")
    assert cell(some, code="temps.lenteur")["value"] == 1.0  # one read, one with it: the third is no denominator
    assert cell(some, code="lieux")["interviews_read"] == 2
    assert some.attrs["base"] == "read"
    none = matrix(snapshot([NANTES, LYON, third], GUIDE, codings), measure="share")
    assert cell(none, code="temps.lenteur")["value"] == pytest.approx(2 / 3)
    assert none.attrs["base"] == "all"


def test_a_reading_counts_when_it_covers_everything_the_person_says() -> None:
    half = replace(read(NANTES, GUIDE), segments=frozenset({0, 1}))
    rest = replace(read(NANTES, GUIDE, coder="B"), segments=frozenset({2, 3}))
    for readings, expected in ([half], 0), ([half, rest], 1):
        table = matrix(snapshot([NANTES], GUIDE, readings=readings))
        assert cell(table, code="lieux")["interviews_read"] == expected


def test_read_for_all_subcodes_is_read_for_the_parent_and_back() -> None:
    for codes in ["lenteur", "urgence"], ["temps"]:
        table = matrix(snapshot([NANTES], GUIDE, readings=[read(NANTES, GUIDE, codes=codes)]))
        read_for = dict(zip(table["code"], table["interviews_read"], strict=True))
        assert read_for == {"temps": 1, "temps.lenteur": 1, "temps.urgence": 1, "lieux": 0}


def test_two_people_of_one_interview_are_two_persons() -> None:
    persons = {"R1": {"genre": "f"}, "R2": {"genre": "h"}}
    both = interview("two", "R1: Un deux.", "R2: Trois.", persons=persons, territoire="Lyon")
    made = snapshot([both], GUIDE, [coding(both, 0, "lieux"), coding(both, 1, "lieux")])
    table = matrix(made, ["genre"])
    for gender, words in (("f", 2), ("h", 1)):
        row = cell(table, code="lieux", genre=gender)
        assert (row["passages"], row["interviews"], row["words"], row["persons"]) == (1, 1, words, 1)
    whole = cell(matrix(made), code="lieux")
    assert (whole["passages"], whole["interviews"], whole["interviews_total"], whole["persons"]) == (2, 1, 1, 2)


def test_a_short_prompt_does_not_end_a_passage_but_another_speaker_does() -> None:
    turns = ["R: Un.", "Q: Hm d'accord.", "R: Deux.", "Q: Et puis alors que faites vous maintenant ?", "R: Trois."]
    one = interview("p", *turns)
    everything = [coding(one, n, "lieux") for n in (0, 2, 4)]
    assert cell(matrix(snapshot([one], GUIDE, everything)), code="lieux")["passages"] == 2
    two = interview("p", "R1: Un.", "Q: Hm.", "R2: Deux.")
    assert (
        cell(matrix(snapshot([two], GUIDE, [coding(two, n, "lieux") for n in (0, 2)])), code="lieux")["passages"] == 2
    )


def test_interviews_not_to_be_compared_stay_out_and_it_is_said() -> None:
    apart = interview("x", "R: Un deux trois.", territoire="Nantes", comparable=False)
    table = matrix(study(apart), ["territoire"])
    assert cell(table, code="temps", territoire="Nantes")["interviews_total"] == 1
    assert table.attrs["left_out"] == ["x"]


def test_zero_words_give_nothing_not_zero() -> None:
    silent = interview("s", "Q: Vous êtes là ?", territoire="Nantes")
    row = cell(matrix(snapshot([silent], GUIDE), measure="per_1000_words"), code="lieux")
    assert math.isnan(row["value"])
    assert row["interviews_total"] == 1


def test_levels() -> None:
    assert matrix(study(), level="top")["code"].tolist() == ["temps", "lieux"]
    assert matrix(study(), level="sub")["code"].tolist() == ["temps.lenteur", "temps.urgence", "lieux"]


def test_a_wrong_choice_is_said_in_one_go() -> None:
    with pytest.raises(QcodeError) as caught:
        matrix(study(), ["couleur"], "poids", "vrai")
    assert len(caught.value.problems) == 3
    for problem in caught.value.problems:
        assert re.search(r"passages|confirmed|territoire", problem.hint)


def test_two_studies_in_turn_are_not_mixed_up() -> None:
    before = study()
    moved = replace(before, codings=(*before.codings, coding(LYON, 2, "lieux")))
    assert tally(before) is tally(before)
    assert cell(matrix(moved), code="lieux")["passages"] == 1
    assert cell(matrix(before), code="lieux")["passages"] == 0


def test_a_study_without_interviews_has_a_matrix() -> None:
    table = matrix(snapshot([], GUIDE))
    assert table["passages"].tolist() == [0, 0, 0, 0]
    assert matrix(snapshot([], GUIDE), ["territoire"]).empty
