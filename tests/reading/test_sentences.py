"""Sentences: the `.?!…` rule and its exceptions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.model import Role, Settings, Span, Turn
from qcode.reading.beside import Given
from qcode.reading.draft import Draft
from qcode.reading.interview import assemble
from qcode.reading.segments import segments
from qcode.reading.stage import is_stage_line, stage_directions
from qcode.reading.words import WORD, word_starts


def cut(text: str, unit: str = "sentence") -> list[str]:
    whole = Span(0, len(text))
    stage = stage_directions(text, [whole])
    found = segments(text, [Turn(1, "R", Role.INTERVIEWEE, whole)], stage, unit)
    return [text[segment.span.start : segment.span.end] for segment in found]


@pytest.mark.parametrize(
    "marked",
    [
        "Oui. | Non. | Peut-être ? | Ah ! | Bon.",
        "M. Durand et Mme K. sont venus. | Puis rien.",
        "Des articles en L. 5132, des aides au poste. | Voilà.",
        "« Fanta M., chercheuse. » Elle l'a donnée au directeur. | Il l'a retournée.",
        "Il me dit : « c'est bon, vous démarrez quand ? ». | Et voilà.",
        "J'étais chez… dans un cabinet. | Enfin…| Ma fiche dit autre chose...| Oui... non.",
        "Les AAP, les CPO, etc. on connaît. | Le café, le thé, etc. | On a tout.",
        "Cela coûte 4,20 ou 3.5 euros. | 212 fois, mettons. | En 2019. | Après on verra.",
        "On les met en U. | Y a pas de chevalet. | Le bâtiment C. | Bref.",
        "Rien sans point\n\n| Un autre paragraphe\nsur deux lignes.",
        "Une « citation jamais fermée. | Et la suite.",
        "Il a dit (...) Rien du tout. | Ah bon ?!? | Oui.",
    ],
)
def test_where_sentences_end(marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    assert cut(re.sub(r"\| ?", " ", marked).replace("  ", " ").replace("\n\n ", "\n\n")) == expected


def test_stage_directions_are_stripped_from_the_ends() -> None:
    assert cut("[rires] Oui. [rires] Non (silence) enfin. (soupir)") == ["Oui.", "Non (silence) enfin."]
    assert cut("[Vent. Pluie. Départ.]") == []
    assert cut("Elle rit [rires. Puis se tait.] encore.") == ["Elle rit [rires. Puis se tait.] encore."]


def test_whole_turns() -> None:
    assert cut("[rires] Oui. Non. ", unit="turn") == ["Oui. Non."]


@pytest.mark.parametrize("stage", ["(rires)", "(il rit)", "(long silence)", "(inaudible)", "[…]", "(…)", "(3 s)"])
def test_known_stage_directions(stage: str) -> None:
    text = f"Oui {stage} non"
    assert [text[span.start : span.end] for span in stage_directions(text, [Span(0, len(text))])] == [stage]


@pytest.mark.parametrize("speech", ["(enfin, presque)", "(on était trois)", "(la Métropole)", "(e)"])
def test_speech_in_round_brackets_stays_speech(speech: str) -> None:
    text = f"Oui {speech} non"
    assert stage_directions(text, [Span(0, len(text))]) == ()


def test_a_line_in_brackets_is_a_stage_direction() -> None:
    assert is_stage_line("  (Le téléphone sonne. « Oui. Non. »)  ")
    assert not is_stage_line("(Un voisin entre.) Oui (voilà)")
    assert not is_stage_line("Oui (rires)")


@given(st.text(alphabet=st.sampled_from(list("aé1_’'-. \n«»😀ｱ𝒜\u0301\u00a0\u2028·")) | st.characters(), max_size=60))
def test_words_are_counted_as_the_definition_says(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    starts = word_starts(text, ())
    assert starts[len(text)] == len(WORD.findall(text))


@given(st.lists(st.sampled_from(["Oui", "M.", "etc.", "…", ". ", " ? ", "«", "»", "[rires]", "(", "\n\n", " a", "A"])))
def test_segments_are_in_order_trimmed_and_hold_every_word(pieces: list[str]) -> None:
    text = "R : x " + "".join(pieces)
    interview, _ = assemble("a", "a.txt", Draft(text), Settings(), Given())
    stage = {place for span in interview.stage for place in range(span.start, span.end)}
    place, covered = 0, set[int]()
    for segment in interview.segments:
        quote = interview.quote(segment.span)
        assert segment.span.start >= place and quote == quote.strip() != ""
        turn = interview.turn(segment.turn).span
        assert turn.start <= segment.span.start and segment.span.end <= turn.end
        words = WORD.finditer(text, segment.span.start, segment.span.end)
        assert segment.words == sum(1 for word in words if word.start() not in stage)
        covered |= set(range(segment.span.start, segment.span.end))
        place = segment.span.end
    for turn_ in interview.turns:
        if turn_.role is not Role.OTHER:
            inside = range(turn_.span.start, turn_.span.end)
            assert all(at in covered or at in stage for at in inside if not text[at].isspace())
