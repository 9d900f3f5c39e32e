from dataclasses import replace

import pytest

from qcode.model import Code, Codebook, Interview, Rule, Term, Word, WordKind
from qcode.tables.induced import Origin, origins, question
from tests.factory import code, coding, interview, snapshot


def guide(*terms: str) -> Codebook:
    made = tuple(Term(text, tuple(Word(WordKind.LEMMA, word) for word in text.split())) for text in terms)
    rules = (Rule("r1", "reporting", made),) if terms else ()
    reporting: Code = replace(code("reporting", "argent"), rules=rules)
    return Codebook((code("argent"), reporting))


def origin(where: Interview, book: Codebook, segment: int = -1) -> Origin:
    study = snapshot([where], book, [coding(where, where.segments[segment].number, "reporting")])
    return origins(study, study.passages)[study.passages[0]]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Q: Et les appels à projets ?", Origin.INDUCED),
        ("Q: Et l'APPEL A PROJET, parlez-m'en un peu.", Origin.INDUCED),
        ("Q: Et votre parcours ?", Origin.SPONTANEOUS),
        ("Q: Les appels à projets.", Origin.SPONTANEOUS),  # four words, no question mark: a prompt
        ("S: Vous parlez d'appels à projets ?", Origin.UNKNOWN),  # nobody is known to ask
    ],
)
def test_the_question_holds_the_words_or_not(asked: str, expected: Origin) -> None:
    assert origin(interview("e", asked, "R: On remplit des cases."), guide("appel à projet")) is expected


def test_words_that_the_rules_found_anywhere_count_as_well() -> None:
    where = interview("e", "Q: Vous remplissez beaucoup ?", "R: Remplissez des cases, ils disent.")
    found = coding(where, 1, "reporting", rule="r1")  # its evidence is the first word
    study = snapshot([where], guide("case"), [found])
    assert origins(study, study.passages)[study.passages[0]] is Origin.INDUCED


def test_without_rules_nobody_can_tell() -> None:
    assert origin(interview("e", "Q: Et les appels ?", "R: On remplit."), guide()) is Origin.UNKNOWN


def test_a_prompt_is_no_question() -> None:
    where = interview("e", "Q: Et alors, ça va ?", "R: Un.", "Q: D'accord.", "R: Deux.")
    asked = question(where, 4)
    assert asked is not None
    assert asked.number == 1
    assert question(where, 1) is None
