"""Dates as people write them, and everything that hangs on them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.exports.workbook.days import ORIGIN, day
from qcode.model import PartialDate, Settings, understood
from qcode.model.dates import MONTHS
from qcode.reading import read_folder
from qcode.tables.quotable import attribution

WRITTEN = {
    "2025-03-12": "2025-03-12",
    "12/03/2025": "2025-03-12",
    "12.3.2025": "2025-03-12",
    "12-03-2025": "2025-03-12",
    "12/03/25": "2025-03-12",
    "20250312": "2025-03-12",
    "2025/03/12": "2025-03-12",
    "2025-03-12T14:30:00Z": "2025-03-12",
    "12 mars 2025": "2025-03-12",
    "mercredi 12 mars 2025 à 14h30": "2025-03-12",
    "le 1er août 2024": "2024-08-01",
    "12 MARS 2025.": "2025-03-12",
    "12 févr. 2025 (matin)": "2025-02-12",
    "12-MAR-2025": "2025-03-12",
    "March 12, 2025": "2025-03-12",
    "Wednesday, 12th of March 2025": "2025-03-12",
    "mars 2025": "2025-03",
    "Sept. 2025": "2025-09",
    "03/2025": "2025-03",
    "2025-03": "2025-03",
    "2025": "2025",
}
UNCLEAR = ["", "12", "12 mars", "printemps 2025", "31/02/2025", "03/25/2025", "12 et 19 mars 2025", "2025-13-01", "non"]


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_understood(written: str) -> None:
    found = understood(written)
    assert found is not None and found.iso == WRITTEN[written]


@pytest.mark.parametrize("written", [*UNCLEAR, "0025-03-12", "12-03-25", "12/2025/03", "20225", "mars"])
def test_what_is_not(written: str) -> None:
    assert understood(written) is None


@given(
    when=st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y%m%d", "{day} {word} %Y", "{word} {day}, %Y"]),
    data=st.data(),
)
def test_every_day_in_every_form(when: date, form: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([word for word, number in MONTHS.items() if number == when.month]))
    written = when.strftime(form).format(day=when.day, word=word)
    assert understood(written) == PartialDate(when.year, when.month, when.day)
    assert day(written) == (when - ORIGIN).days


@given(st.text(max_size=30))
def test_anything_at_all_is_a_date_or_not(written: str) -> None:
    found = understood(written)
    assert found is None or 1900 <= found.year < 2100


def test_a_year_comes_before_its_months() -> None:
    dates = [PartialDate(2025, 3, 12), PartialDate(2024, 12), PartialDate(2025), PartialDate(2025, 3)]
    assert [each.iso for each in sorted(dates)] == ["2024-12", "2025", "2025-03", "2025-03-12"]


def test_numbers_and_attributions_follow_dates_however_written(tmp_path: Path) -> None:
    written = {"a": "mars 2026", "b": "12/03/2025", "c": "2 janvier 2025", "d": "un mardi", "e": "2024"}
    (tmp_path / "transcripts").mkdir()
    for name, when in written.items():
        text = f"titre: {name}\ndate: {when}\n\nQ : Et ?\n\nR : Oui.\n"
        (tmp_path / "transcripts" / f"{name}.txt").write_text(text, encoding="utf-8")
    interviews, problems = read_folder(tmp_path, Settings(attributes=()))
    assert {each.id: each.number for each in interviews} == {"e": "E01", "c": "E02", "b": "E03", "a": "E04", "d": "E05"}
    assert [attribution(Settings(attributes=()), each) for each in interviews] == [
        "E04, 2026", "E03, 2025", "E02, 2025", "E05", "E01, 2024",
    ]  # fmt: skip
    assert {each.id: each.attributes["date"] for each in interviews} == written
    assert [(p.kind, p.file, p.line) for p in problems] == [("date_not_understood", "transcripts/d.txt", 2)]
