from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.citations import Checked, Paragraph, Verdict, verify_quotes
from qcode.citations.placing import pieces
from qcode.model import Decision, Kind
from tests.citations.study import LYON, MARSEILLE, study
from tests.factory import codebook

STUDY = study()


def check(*lines: str, apart: bool = False) -> list[Checked]:
    return verify_quotes(STUDY, [Paragraph(line, apart) for line in lines])


def verdicts(*lines: str) -> list[str]:
    return [str(checked.verdict) for checked in check(*lines)]


def test_a_report_with_everything() -> None:
    report = [
        "On répond à « quasiment que des appels à projets, une vingtaine par an » (E02, Lyon).",
        "Une enquêtée raconte : « On a une vraie expertise là-dessus, on a un process » (E02).",
        "« Personne ne nous connaît […] il faut le dire » (E10, association, Marseille, 2025).",
        "« On m’a demandé si je venais pour le ménage » (E02, structure d’accompagnement, Lyon, 2025).",
        "« Mon directeur, lui, il signe tout et il ne lit rien » (E10).",
        "« Les élus ne viennent jamais nous voir sur le terrain » (E10).",
        "Elle dit que je ne compte pas ceux qu'on abandonne en route parce que c'est ainsi.",
    ]
    found = check(*report)
    assert [c.verdict for c in found] == [
        Verdict.EXACT,
        Verdict.ALTERED,
        Verdict.CUT,
        Verdict.MISATTRIBUTED,
        Verdict.NOT_TO_BE_QUOTED,
        Verdict.NOT_FOUND,
        Verdict.UNMARKED_COPY,
    ]
    assert [c.paragraph for c in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [(c.number, c.turn) for c in found] == [
        ("E02", 2), ("E02", 2), ("E10", 2), ("E10", 2), ("E10", 2), ("", None), ("E02", 4),
    ]  # fmt: skip
    assert found[6].text == "je ne compte pas ceux qu'on abandonne en route parce que"


@pytest.mark.parametrize(
    "quote",
    [
        "quasiment  que des APPELS A PROJETS ; une vingtaine par an",
        "On a une vraie compétence là\u2011dessus, on a un process",
        "j’écris les dossiers le dimanche soir, euh... quand les enfants dorment",
        "j’écris les dossiers le dimanche soir, euh… [rires] quand les enfants dorment",
        "tous les mardis. Et encore, je ne compte pas ceux qu’on abandonne",
        "j’écris les dossiers le dimanche soir, quand les enfants dorment",
        "j’écris les dossiers, heu, le dimanche soir",
        "[…] on passe en comité tous les mardis […]",
        "Qui vous connaît, à la mairie",
    ],
)
def test_typography_hesitations_and_prompts_do_not_decide(quote: str) -> None:
    assert verdicts(f"Elle dit : «\u00a0{quote}\u00a0».") == ["exact"]


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("On a une vraie compétence (...) et on passe en comité tous les mardis", "cut"),
        ("Quelqu'un fait la veille… tous les mardis", "cut"),
        ("On a une vraie compétence [sur les dossiers] et on passe en comité", "cut"),
        ("Quelqu'un fait la veille tous les mardis", "cut"),  # five words left out, and nothing says so
        ("je ne compte ceux qu'on abandonne en route parce que le dossier est trop lourd", "altered"),  # no « pas »
        ("On passe en comité tous les mardis […] une vingtaine par an", "altered"),  # the wrong way round
        ("Quelqu'un fait une veille et l'on passe en comité chaque mardi", "altered"),
        ("On a une expertise réelle sur ces sujets et une méthode", "not_found"),
        ("personne ne nous aide jamais, et c'est tout le problème", "not_found"),
    ],
)
def test_wording(quote: str, verdict: str) -> None:
    assert verdicts(f"Elle dit : « {quote} ».") == [verdict]


def test_a_term_is_no_quotation_and_other_authors_are_not_accused_of_anything_else() -> None:
    assert verdicts("On parle de « gouvernance partagée » et de l’« innovation sociale ».") == []
    assert verdicts("Le mot « process » revient.") == ["exact"]
    assert verdicts("La « gouvernance partagée » (E02) séduit.") == ["not_found"]
    other = "« La société est un fait qui s'impose à chacun » (Durand, {}).".format
    assert verdicts(other(1912)) == []
    dated = replace(
        STUDY, interviews=tuple(replace(i, attributes={**i.attributes, "date": "2025-03-12"}) for i in STUDY.interviews)
    )
    assert verify_quotes(dated, [Paragraph(other(2024))]) == []
    (unknown,) = verify_quotes(dated, [Paragraph(other(2025))])  # may be somebody of the study, under another name
    assert (unknown.verdict, unknown.said) == (Verdict.NOT_FOUND, "Durand, 2025")


@pytest.mark.parametrize(
    "line",
    [
        "« Personne ne nous connaît à la mairie centrale » (E10, association, Marseille, 2025)",
        "« Personne ne nous connaît à la mairie centrale », (entretien n° 10)",
        "« Personne ne nous connaît à la mairie centrale » E10:2",
        "« Personne ne nous connaît à la mairie centrale » [marseille-association, tour 2]",
        "« Personne ne nous connaît à la mairie centrale » — R, Marseille",
        "« Personne ne nous connaît à la mairie centrale », explique E10.",
        "« Personne ne nous connaît à la mairie centrale », alors que E02 dit « une vingtaine par an ».",
        "« Personne ne nous connaît à la mairie centrale » (marseille_association)",
        "E10 le dit bien : « Personne ne nous connaît à la mairie centrale ».",
        "Une bénévole (association, Marseille) : « Personne ne nous connaît à la mairie centrale ».",
        "Une bénévole parle de Lyon : « Personne ne nous connaît à la mairie centrale ».",
        "« Personne ne nous connaît à la mairie centrale » (une bénévole, 2024)",
        "« Une vingtaine par an » (E02, Lyon), mais « personne ne nous connaît à la mairie centrale ».",
        "« Personne ne nous connaît à la mairie centrale » et « une vingtaine par an » (E02).",
    ],
)
def test_fair_references_are_not_accused(line: str) -> None:
    assert set(verdicts(line)) == {"exact"}


@pytest.mark.parametrize(
    "line",
    [
        "« Personne ne nous connaît à la mairie centrale » (E02:2)",
        "« Personne ne nous connaît à la mairie centrale » (E10, association, Lyon)",
        "« Personne ne nous connaît à la mairie centrale » (structure d’accompagnement)",
        "« Personne ne nous connaît à la mairie centrale » — Tremplin 3e, 2025",
        "« Personne ne nous connaît à la mairie centrale », (entretien n° 2)",
        "« Personne ne nous connaît à la mairie centrale », nous dit E02.",
        "« Personne ne nous connaît à la mairie centrale » (lyon_accompagnement)",
        "E02 le dit bien : « Personne ne nous connaît à la mairie centrale ».",
        "« je ne compte pas ceux qu'on abandonne » (INÈS, Lyon)",
        "« je ne compte pas ceux qu'on abandonne » (chargée d’accompagnement, Lyon)",
    ],
)
def test_wrong_references_are_named(line: str) -> None:
    assert verdicts(line) == ["misattributed"]


def test_words_found_twice_take_the_place_the_report_gives() -> None:
    (found,) = check("« une vraie compétence » (E10:3)")
    assert (found.verdict, found.number, found.turn) == (Verdict.EXACT, "E10", 3)


def test_blocks_and_their_references() -> None:
    line = "Personne ne nous connaît à la mairie centrale, il faut le dire. (E10, Marseille)"
    assert [c.verdict for c in check(line, apart=True)] == [Verdict.EXACT]
    own = [
        Paragraph("Moi j'écris les dossiers le dimanche soir", apart=True),
        Paragraph("Association, Marseille — E10"),
    ]
    (found,) = verify_quotes(STUDY, own)
    assert (found.verdict, found.said) == (Verdict.MISATTRIBUTED, "Association, Marseille — E10")
    indented = Paragraph("Un paragraphe en retrait qui ne cite personne du tout.", apart=True, sure=False)
    assert verify_quotes(STUDY, [indented]) == []


def test_references_on_lines_of_their_own() -> None:
    wrapped = "« une vingtaine par an »\nE02, Lyon (E02:2)\n« Personne ne nous connaît à la mairie »\nE10, Marseille"
    assert [(c.verdict, c.said) for c in check(wrapped)] == [
        (Verdict.EXACT, "E02, Lyon (E02:2"),
        (Verdict.EXACT, "E10, Marseille"),
    ]


def test_a_sentence_about_several_is_no_reference() -> None:
    lines = ["« Personne ne nous connaît à la mairie »", "Lyon, Marseille : deux terrains bien différents."]
    assert [(c.verdict, c.said) for c in check(*lines)] == [(Verdict.EXACT, "")]


def test_a_dialogue_and_a_quotation_over_two_paragraphs() -> None:
    lines = [
        "« Q : Qui vous connaît, à la mairie ?",
        "R : Personne ne nous connaît à la mairie centrale, il faut le dire » (E10)",
    ]
    assert verdicts(*lines) == ["exact"]


def test_marks_inside_marks_and_marks_not_closed() -> None:
    assert verdicts("« Quelqu'un fait la “veille” et « on passe » en comité tous les mardis » (E02).") == ["exact"]
    assert verdicts("« Quelqu'un fait la veille et on passe en comité tous les mardis") == ["exact"]
    assert verdicts('Elle dit "Quelqu\'un fait la veille et on passe" et "personne ne la paie" (E10).') == ["exact"] * 2


def test_examples_of_the_guide_are_nobodys_words() -> None:
    guide = codebook(reconnaissance="visibilite")
    code = replace(guide.codes[1], exclude=("« On nous invite surtout pour la photo » ne se code pas.",))
    told = replace(STUDY, codebook=replace(guide, codes=(guide.codes[0], code)))
    line = "« On nous invite surtout pour la photo »"
    assert verify_quotes(told, [Paragraph(line)]) == []
    assert [c.verdict for c in verify_quotes(told, [Paragraph(f"{line} (E02)")])] == [Verdict.NOT_FOUND]


def test_a_flag_withdrawn_no_longer_forbids_and_an_orphan_still_does() -> None:
    line = [Paragraph("« Mon directeur, lui, il signe tout et il ne lit rien »")]
    flag = STUDY.placements[0].decision
    undo = Decision("d2", Kind.WITHDRAW, "A", 2, "2026-01-06T10:00:00Z", flag.interview, target="d1")
    free = replace(STUDY, decisions=(flag, undo))
    assert verify_quotes(free, line)[0].verdict is Verdict.EXACT
    orphan = replace(STUDY, placements=(replace(STUDY.placements[0], span=None),))
    assert verify_quotes(orphan, line)[0].verdict is Verdict.NOT_TO_BE_QUOTED


def test_seven_words_are_no_copy_and_questions_may_be_copied() -> None:
    assert verdicts("On voit que quelqu'un fait la veille et on passe, ailleurs.") == []
    assert verdicts("Guide : et la partie publique, elle prend quelle forme dans votre structure aujourd'hui ?") == []


@given(st.data())
def test_every_stretch_said_is_exact_in_its_own_interview(data: st.DataObject) -> None:
    where = data.draw(st.sampled_from([LYON, MARSEILLE]))
    turn = data.draw(st.sampled_from([turn for turn in where.turns if not turn.speaker.startswith("Q")]))
    said = where.quote(turn.span).split(" ")
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first + 1, len(said)))
    quote = " ".join(said[first:last])
    found = check(f"« {quote} » ({where.number})")
    expected = {Verdict.EXACT, Verdict.NOT_TO_BE_QUOTED}
    assert {c.verdict for c in found} <= expected
    assert found or not pieces(quote)
