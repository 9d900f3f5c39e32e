from qcode.language.names import propose
from tests.factory import interview


def test_names_of_organisations_are_proposed_and_questions_are_not_read() -> None:
    made = [
        interview("a", "Q: Et la Banque de France ?", "R: La Métropole de Lyon finance, la Métropole de Lyon décide."),
        interview("b", "R: On a travaillé avec la Métropole de Lyon."),
    ]
    found, problems = propose(made, "fr_core_news_md")
    assert problems == []
    names = {one.name: one for one in found}
    assert not any("Banque" in name for name in names)
    first = next(one for name, one in names.items() if "Métropole" in name)
    assert first.interviews == ("a", "b")


def test_a_missing_model_is_a_problem() -> None:
    found, (problem,) = propose([], "fr_not_installed")
    assert (found, problem.kind) == ([], "model_missing")
