from dataclasses import replace
from itertools import combinations

import pytest

from qcode.model import Snapshot, Status
from qcode.tables.cooccurrence import pairs
from qcode.tables.tally import VIEWS
from tests.exports import random_study
from tests.factory import codebook, coding, interview, snapshot

GUIDE = codebook(temps="urgence lenteur", argent="reporting")


def study() -> Snapshot:
    made = [interview(f"e{n}", "R: Un. Deux. Trois. Quatre.") for n in range(4)]
    codings = [coding(where, 0, name) for where in made[:3] for name in ("urgence", "reporting")]
    codings += [coding(made[0], 1, "lenteur"), coding(made[0], 1, "urgence"), coding(made[3], 2, "lenteur")]
    codings += [coding(made[3], 2, "reporting", Status.SUGGESTED)]
    return snapshot(made, GUIDE, codings)


def test_pairs_are_counted_in_interviews_first() -> None:
    found = pairs(study(), level="sub")
    assert [(p.first, p.second, p.segments, len(p.interviews), p.edge) for p in found] == [
        ("urgence", "reporting", 3, 3, True),
        ("urgence", "lenteur", 1, 1, False),
    ]
    assert found[0].jaccard == 3 / 4
    assert found[0].passages == 3


def test_a_parent_stands_for_its_family_and_is_no_pair_with_it() -> None:
    found = {(p.first, p.second): p for p in pairs(study())}
    assert ("temps", "urgence") not in found
    assert found["temps", "argent"].segments == 3
    assert ("temps", "argent") in {(p.first, p.second) for p in pairs(study(), level="top")}
    assert len(pairs(study(), "all", "top")[0].interviews) == 4


def foreseen(include: str = "", exclude: str = "", of: str = "urgence") -> list[tuple[str, str]]:
    """The pairs that are marked when the guide says this of a code."""
    said = next(replace(c, include=(include,), exclude=(exclude,)) for c in GUIDE.codes if c.id == of)
    guide = replace(GUIDE, codes=tuple(said if c.id == of else c for c in GUIDE.codes))
    return [(p.first, p.second) for p in pairs(replace(study(), codebook=guide), level="sub") if p.foreseen]


@pytest.mark.parametrize(
    "said",
    [
        "Un Reporting trop rapide : double code.",
        "Un bilan trop rapide se code aussi « reporting ».",
        "Voir argent.reporting.",
        "Double code (reporting).",
        "Double code : urgence + reporting",
        "Se code aussi dans « Argent ».",  # what stands above
    ],
)
def test_what_the_guide_foresees_is_marked(said: str) -> None:
    assert foreseen(said) == [("urgence", "reporting")]


def test_what_is_said_of_a_family_is_said_of_its_members() -> None:
    assert foreseen("Se code aussi dans « Argent ».", of="temps") == [("urgence", "reporting")]
    assert foreseen("Voir Temps.", of="argent") == [("urgence", "reporting")]


def test_a_word_of_the_language_names_no_code() -> None:
    assert foreseen("Le reporting demandé dans l’urgence, et la lenteur.") == []
    assert foreseen(exclude="Les bilans (reporting).") == []


def test_what_the_guide_tells_apart_is_marked_too() -> None:
    guide = replace(GUIDE, codes=tuple(replace(c, exclude=("Les bilans (reporting).",)) for c in GUIDE.codes))
    found = pairs(replace(study(), codebook=guide), level="sub")
    assert [pair.told_apart for pair in found] == [True, False]


@pytest.mark.parametrize("view", VIEWS)
def test_every_figure_by_sets_of_segments(view: str) -> None:
    made = random_study.study(3, 12)
    book, cells = made.codebook, dict[str, set[tuple[str, int]]]()
    for one in book.codes:
        standing = [c for c in made.codings if c.status in VIEWS[view] and c.code in book.family(one.id)]
        cells[one.id] = {(c.interview, c.segment) for c in standing}
    expected = {}
    for first, second in combinations([one.id for one in book.codes], 2):
        both = cells[first] & cells[second]
        if both and second not in book.family(first):
            runs = [p for p in made.passages if p.code in book.family(first) and p.status in VIEWS[view]]
            met = [p for p in runs if any((c.interview, c.segment) in cells[second] for c in p.codings)]
            where = tuple(sorted({interview for interview, _ in both}))
            expected[first, second] = (len(both), len(met), where, len(both) / len(cells[first] | cells[second]))
    found = {(p.first, p.second): (p.segments, p.passages, p.interviews, p.jaccard) for p in pairs(made, view)}
    assert found == expected
    assert len(found) > 10
