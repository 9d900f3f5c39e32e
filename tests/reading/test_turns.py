"""Turns: every style of label, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.errors import Problem
from qcode.model import Interview, Role, Settings
from qcode.reading.beside import Given
from qcode.reading.draft import Draft
from qcode.reading.interview import assemble

ASK, ANSWER, OTHER, UNKNOWN = Role.INTERVIEWER, Role.INTERVIEWEE, Role.OTHER, Role.UNKNOWN


def read(text: str, settings: Settings | None = None) -> tuple[Interview, list[Problem]]:
    interview, problems = assemble("x", "x.txt", Draft(text), settings or Settings(attributes=()), Given())
    return interview, problems


def said(text: str) -> list[tuple[str, Role, str]]:
    interview, _ = read(text)
    return [(turn.speaker, turn.role, interview.quote(turn.span)) for turn in interview.turns]


STYLES = [
    ("E1 :", "R :"),
    ("Q :", "R :"),
    ("Q:", "R:"),
    ("— Q.", "— R."),
    ("Enquêtrice :", "Enquêtée :"),
    ("Enquêteur :", "Enquêté·e :"),
    ("INTERVIEWER:", "INTERVIEWEE:"),
    ("[00:12:31] E1 :", "[00:12:40] Mme V. :"),
    ("00:01 E1 :", "01:02 M. K. :"),
    ("E1 :", "Marie D. (CRESS) :"),
    ("**E1 :**", "**R :**"),
    (">> E1 :", ">> R :"),
    ("E1\u00a0:", "SOPHIE\u00a0:"),
]


@pytest.mark.parametrize(("ask", "answer"), STYLES)
def test_styles(ask: str, answer: str) -> None:
    text = f"{ask} Vous allez bien ?\n\n{answer} Oui. Il a dit : non.\n\n{ask} Et après ?\n\n{answer} Rien.\nVoilà."
    turns = said(text)
    assert [(role, quote) for _, role, quote in turns] == [
        (ASK, "Vous allez bien ?"),
        (ANSWER, "Oui. Il a dit : non."),
        (ASK, "Et après ?"),
        (ANSWER, "Rien.\nVoilà."),
    ]
    assert turns[0][0] in ask and turns[1][0] in answer


def test_a_colon_in_speech_is_not_a_label() -> None:
    talk = "R : Voilà.\n\nIl a dit : non.\n\nRésultat : rien.\n\nRésultat : rien."
    text = f"Q : Et ?\n\n{talk}\n\nQ : Ah.\n\nR : 14:30 : trop tard."
    assert [quote for _, _, quote in said(text)] == [
        "Et ?",
        "Voilà.\n\nIl a dit : non.\n\nRésultat : rien.\n\nRésultat : rien.",
        "Ah.",
        "14:30 : trop tard.",
    ]


def test_a_stage_direction_on_its_line_interrupts_a_turn() -> None:
    text = "[Vent.]\n\nQ : Et ?\n\nR : Oui.\n\n(Le téléphone sonne.)\n\nJe disais oui."
    assert said(text) == [
        ("", OTHER, "[Vent.]"),
        ("Q", ASK, "Et ?"),
        ("R", ANSWER, "Oui."),
        ("", OTHER, "(Le téléphone sonne.)"),
        ("R", ANSWER, "Je disais oui."),
    ]


def test_bare_dashes_alternate_and_ask_for_confirmation() -> None:
    text = "— Vous venez d'où ?\n\n— De Nantes. Du port, donc.\n\n— Et avant ?\n\n— Avant, rien du tout, je crois."
    interview, problems = read(text)
    assert [(turn.speaker, turn.role) for turn in interview.turns] == [("", ASK), ("", ANSWER)] * 2
    assert {problem.kind for problem in problems} == {"role_guessed"}


def test_no_speaker_is_one_unknown_turn() -> None:
    interview, problems = read("Il était une fois.\n\nFin.")
    assert [(turn.role, interview.quote(turn.span)) for turn in interview.turns] == [
        (UNKNOWN, "Il était une fois.\n\nFin.")
    ]
    assert [problem.kind for problem in problems] == ["no_speaker"]


def test_roles_from_header_settings_and_behaviour() -> None:
    body = "Anne : Pourquoi ?\n\nPaul : Parce que c'était loin, et cher.\n\nAnne : Et ?\n\nPaul : Voilà, c'était tout."
    interview, problems = read(f"titre: x\nenquêteur: Anne\nenquêté: Paul\n\n{body}")
    assert not problems and interview.turns[0].role is ASK
    interview, problems = read(f"titre: x\nenquêtrice: Anne\n\n{body}")  # the others answer
    assert not problems and interview.turns[1].role is ANSWER
    swapped = Settings(attributes=(), roles={"paul": ASK, "Anne": ANSWER})
    interview, problems = read(body, swapped)
    assert not problems and interview.turns[0].role is ANSWER
    interview, problems = read(body)
    assert interview.turns[0].role is ASK and interview.turns[1].role is ANSWER
    assert [(problem.kind, problem.line) for problem in problems] == [("role_guessed", 1), ("role_guessed", 3)]


def test_e_answers_where_someone_else_asks() -> None:
    assert [role for _, role, _ in said("C : Et ?\n\nE : Oui.\n\nC : Et ?\n\nE : Non, non, non.")] == [ASK, ANSWER] * 2
    assert [role for _, role, _ in said("E : Et ?\n\nR : Oui.\n\nE : Et ?\n\nR : Non, non.")] == [ASK, ANSWER] * 2


def test_too_little_attributed() -> None:
    _, problems = read("Un long préambule sans personne qui parle, vraiment long.\n\nQ : Et ?\n\nR : Oui.")
    assert [problem.kind for problem in problems] == ["too_little_attributed"]


TALK = ["oui", "non", "Résultat", "il a dit", ": rien", "[rires]", "14:30", "— voilà", "😀", "é"]
WORDS = st.lists(st.sampled_from(TALK))


@given(
    style=st.sampled_from(STYLES),
    talk=st.lists(st.tuples(st.booleans(), WORDS.filter(bool).map(" ".join)), min_size=1, max_size=12),
    gap=st.sampled_from(["\n", "\n\n", "\n \n"]),
)
def test_generated_turns_are_found_again(style: tuple[str, str], talk: list[tuple[bool, str]], gap: str) -> None:
    talk = [(True, "Et vous ?"), (False, "Bien."), *talk, (True, "Ah ?"), (False, "Oui.")]
    text = gap.join(f"{style[0] if asks else style[1]} {words}" for asks, words in talk)
    interview, _ = read(text)
    assert [(turn.role, interview.quote(turn.span)) for turn in interview.turns] == [
        (ASK if asks else ANSWER, words) for asks, words in talk
    ]


@given(st.text(alphabet=st.sampled_from(list("QR:. \n—[]()«»a1\t*>-\u2028\u00a0\x0c")), max_size=200))
def test_any_text_keeps_every_character_in_order(text: str) -> None:
    interview, _ = read(text)
    place = 0
    for number, turn in enumerate(interview.turns, 1):
        assert turn.number == number and turn.span.start >= place and turn.span.end > turn.span.start
        place = turn.span.end
    assert interview.text == text and place <= len(text)


MORE_STYLES = {
    "boxed, alone, with times": "[Chercheur] (0:01 - 0:11)\nVous allez bien ?\n\n[Mme Roux] (0:12)\nOui.\nVoilà.\n",
    "boxed role words": "[Enquêteur]\nVous allez bien ?\n[Enquêtée]\nOui.\nVoilà.\n",
    "alone with a time after": "Anne Roux   0:03\nVous allez bien ?\nPaul Vial   0:12\nOui.\nVoilà.\n",
    "alone with a time before": "00:00:03 Anne Roux\nVous allez bien ?\n\n00:00:12 Paul Vial\nOui.\nVoilà.\n",
    "time on a line of its own": "[00:00:03]\nQ : Vous allez bien ?\n\n[00:00:12]\nR : Oui.\nVoilà.\n",
    "tabs": "E1\tVous allez bien ?\nR\tOui.\nVoilà.\n",
    "tabs and times": "00:03\tE1\tVous allez bien ?\n00:12\tR\tOui.\nVoilà.\n",
    "a long dash": "Enquêteur — Vous allez bien ?\n\nEnquêté·e — Oui.\nVoilà.\n",
    "a colon for one, a dash for the other": "Enquêteur : Vous allez bien ?\n\nEnquêté·e — Oui.\nVoilà.\n",
    "letters and stops": "Q. Vous allez bien ?\nR. Oui.\nVoilà.\n",
    "time after the label": "E1 (00:03) : Vous allez bien ?\n\nMme V. [00:12] : Oui.\nVoilà.\n",
    "colons in the speech": "M. X. : Vous allez bien : bien ?\n\nMme Y. : Oui : oui : voilà.\n",
    "chevrons": ">> Vous allez bien ?\n\n>> Oui.\nVoilà.\n",
}


@pytest.mark.parametrize("style", MORE_STYLES)
def test_more_styles(style: str) -> None:
    text = MORE_STYLES[style]
    whole = text if "Q. " not in text and ">>" not in text and "X." not in text else text * 2
    turns = said(whole)
    assert [(role, quote.split()[0]) for _, role, quote in turns[:2]] == [(ASK, "Vous"), (ANSWER, quote_of(turns[1]))]
    assert turns[1][2].split()[-1] in ("Voilà.", "voilà.")
    if "3" in text:
        times = [turn.time for turn in read(whole)[0].turns]
        assert times == ([3.0, 12.0] if "0:01" not in text else [1.0, 12.0])


def quote_of(turn: tuple[str, Role, str]) -> str:
    return turn[2].split()[0]


def test_a_focus_group() -> None:
    names = ["Animatrice", "Awa", "Bruno", "Chloé", "Driss", "Élise", "Farid"]
    text = "".join(f"{name} : C'est mon avis, le numéro {n}.\n\n" for n in range(3) for name in names)
    interview, _ = read(text)
    assert len(interview.turns) == 21 and len(interview.persons) == 6
    assert interview.form.value == "group"
    assert [turn.speaker for turn in interview.turns if turn.role is ASK] == ["Animatrice"] * 3


def test_a_slip_of_the_pen_is_asked_about() -> None:
    text = "Enquêtrice : Et ?\n\nSophie : Oui.\n\nEnquêtrise : Ah ?\n\nSOPHIE : Non.\n\nSophie : Si.\n\nsophie : Bon."
    interview, problems = read(f"titre: x\nenquêté: Sophie\n\n{text}")
    assert [(turn.speaker, turn.role) for turn in interview.turns] == [
        ("Enquêtrice", ASK),
        ("Sophie", ANSWER),
        ("Enquêtrise", ASK),
        *[("Sophie", ANSWER)] * 3,
    ]
    assert [(problem.kind, problem.line) for problem in problems] == [("label_like_another", 8)]


def test_what_may_be_a_label_is_asked_about() -> None:
    _, problems = read("Q : Et ?\n\nR : Oui.\n\nKarim : Non.\n\nMarseille est loin : trop.")
    assert [(problem.kind, problem.line) for problem in problems] == [("maybe_a_label", 5)]
    interview, problems = read("titre: x\nenquêté: R, Karim\n\nQ : Et ?\n\nR : Oui.\n\nKarim : Non.")
    assert not problems and [turn.speaker for turn in interview.turns] == ["Q", "R", "Karim"]
