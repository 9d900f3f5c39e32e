"""The catalogue: both languages say the same things, with the same values, and name commands that exist."""

import re
import string
from pathlib import Path
from typing import Any

import pytest

from qcode import words
from qcode.words import typography
from qcode.words.commands import COMMANDS, SUBCOMMANDS, with_commands

AREAS = sorted(path.stem for path in (Path(words.__file__).parent / "fr").glob("*.toml"))


def texts(table: dict[str, Any], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= texts(value, f"{path}.{key}") if isinstance(value, dict) else {f"{path}.{key}": value}
    return found


ALWAYS_MANY = {
    *("audit.draw", "problems.list_large.what", "report.alt.bars", "report.corpus.sentence"),
    *("report.method.heat_reading", "report.contrast.sentence", "report.contrast.established", "report.portrait.lead"),
    *("report.appearance.reading", "workbook.text.cut", "workbook.attention.everywhere_all"),
    *("workbook.together.definitions",),
}
"""Texts whose numbers are rates, fixed, or never 0 or 1."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same(area: str) -> None:
    french, english = texts(words.area(area, "fr")), texts(words.area(area, "en"))
    assert french.keys() == english.keys()
    for key, text in french.items():
        assert fields(text) == fields(english[key]), key


def source(area: str, language: str) -> str:
    return (Path(words.__file__).parent / language / f"{area}.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("area", AREAS)
def test_texts_name_commands_by_the_one_table(area: str) -> None:
    french, english = (sorted(re.findall("<qcode ([^>]*)>", source(area, language))) for language in ("fr", "en"))
    assert french == english
    calls = [*COMMANDS, *COMMANDS.values()]
    for language in words.LANGUAGES:
        typed = re.findall(rf"(?<!<)qcode (?:{'|'.join(calls)})(?![\w-])", source(area, language))
        assert not typed, f"{area}, {language}: write <qcode …>, which is shown as the reader types it"
        assert "<qcode" not in str(texts(words.area(area, language)))


def test_commands_are_shown_in_the_reader_s_language() -> None:
    assert with_commands("« <qcode codebook undo> »", "fr") == "« qcode guide annuler »"
    assert with_commands("<qcode codebook undo>", "en") == "qcode codebook undo"
    with pytest.raises(KeyError):
        with_commands("<qcode codebook undoo>", "fr")
    for names in (COMMANDS, *SUBCOMMANDS.values()):
        assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("area", AREAS)
def test_a_count_is_said_with_its_number(area: str) -> None:
    """A noun after a number is singular or plural by the catalogue: `{n:passage|passages}`, or `one` and `other`."""
    at_least = "".join(f"(?<!{before} )" for before in ("moins", "moins de", "fewer than", "at least"))
    plural = re.compile(at_least + r"\{\w+\} (?!has\b|is\b|dans\b|this\b|vous\b)(\w+(?:s|aux))\b")
    for language in words.LANGUAGES:
        for key, text in texts(words.area(area, language)).items():
            if not key.endswith((".one", ".other")) and area + key not in ALWAYS_MANY:
                assert not plural.findall(text), f"{area}{key} ({language})"


@pytest.mark.parametrize("area", AREAS)
def test_french_typography(area: str) -> None:
    for key, text in texts(words.area(area, "fr")).items():
        for mark in ";!?:»":
            assert f" {mark}" not in text, f"{area}{key}: a breaking space before {mark}"
        assert "« " not in text, f"{area}{key}: a breaking space after «"


def test_numbers_as_people_write_them() -> None:
    assert typography.number(1234.5, 1) == "1\u202f234,5"
    assert typography.percent(0.45) == "45\u202f%"
    assert typography.quoted("euh") == "«\u00a0euh\u00a0»"
    assert typography.quoted("elle est « prise en\u00a0» charge") == "«\u00a0elle est “prise en” charge\u00a0»"
    with words.speaking("en"):
        assert typography.number(1234.5, 1) == "1,234.5"
        assert typography.percent(0.45) == "45%"
        assert typography.quoted("um") == "“um”"
        assert typography.quoted("a « b » and “c”") == "“a ‘b’ and ‘c’”"


def test_numbers_choose_their_words() -> None:
    say = words.say
    for n, french, english in (
        (0, "0 erreur", "0 errors"),
        (1, "1 erreur", "1 error"),
        (1234, "1\u202f234 erreurs", "1,234 errors"),
    ):
        assert say("cli.problem_count", errors=n, warnings=n).startswith(f"{french}, ")
        with words.speaking("en"):
            assert say("cli.problem_count", errors=n, warnings=n).startswith(f"{english}, ")


def test_accents_sort_with_their_letters() -> None:
    assert sorted(["zone", "État", "association", "œuvre", "ormeau"], key=typography.collate) == [
        "association",
        "État",
        "œuvre",
        "ormeau",
        "zone",
    ]
