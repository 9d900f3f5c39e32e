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
