"""The catalogue: both languages say the same things, with the same values."""

import string
from pathlib import Path
from typing import Any

import pytest

from qcode import words
from qcode.words import typography

AREAS = sorted(path.stem for path in (Path(words.__file__).parent / "fr").glob("*.toml"))


def texts(table: dict[str, Any], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= texts(value, f"{path}.{key}") if isinstance(value, dict) else {f"{path}.{key}": value}
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_say_the_same(area: str) -> None:
    french, english = texts(words.area(area, "fr")), texts(words.area(area, "en"))
    assert french.keys() == english.keys()
    for key, text in french.items():
        assert fields(text) == fields(english[key]), key


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


def test_accents_sort_with_their_letters() -> None:
    assert sorted(["zone", "État", "association", "œuvre", "ormeau"], key=typography.collate) == [
        "association",
        "État",
        "œuvre",
        "ormeau",
        "zone",
    ]
