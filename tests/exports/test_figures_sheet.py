"""*Figures*: the report's own pictures, said in words, the same bytes twice, and no matplotlib without passages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qcode.exports import workbook
from qcode.exports.figures import png
from qcode.exports.report.pictures import heat
from qcode.exports.report.sources import Sources
from qcode.exports.workbook.sheets import figures
from qcode.exports.workbook.sheets.figures import pictures
from qcode.words import speaking
from tests.exports.test_workbook import study
from tests.factory import codebook, snapshot


def test_pictures_are_those_of_the_report_and_say_what_they_show(monkeypatch: pytest.MonkeyPatch) -> None:
    first = workbook.build(study())
    monkeypatch.setattr(figures, "_kept", {})
    assert workbook.build(study()) == first
    book = zipfile.ZipFile(io.BytesIO(first))
    assert book.read("xl/media/image1.png") == png(heat(Sources(study())))
    drawings = "".join(book.read(name).decode() for name in book.namelist() if "drawings/drawing" in name)
    alts = re.findall(r'descr="([^"]*)"', drawings)
    assert [alt.partition("\u00a0:")[0] for alt in alts] == ["Carte de chaleur", "Barres"]


def test_they_speak_the_reader_s_language() -> None:
    french = pictures(Sources(study()))
    with speaking("en"):
        english = pictures(Sources(study()))
    assert french[0].png != english[0].png
    assert english[0].alt.startswith("Heat map")


def test_a_large_guide_is_drawn_by_its_themes() -> None:
    guide = codebook(**{f"theme_{n}": " ".join(f"code_{n}_{m}" for m in range(9)) for n in range(5)})
    made = study()
    sources = Sources(snapshot(made.interviews, guide))
    assert len(sources.codes) == 50
    book = zipfile.ZipFile(io.BytesIO(workbook.build(snapshot(made.interviews, guide, [], made.readings))))
    assert not [name for name in book.namelist() if "media" in name]


def test_nothing_is_loaded_when_there_is_nothing_to_draw() -> None:
    script = (
        "import sys; from tests.factory import codebook, snapshot; from qcode.exports import workbook;"
        "workbook.build(snapshot([], codebook(temps='urgence'))); assert 'matplotlib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
