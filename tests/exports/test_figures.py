import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable

import matplotlib.image as mpimg
import numpy as np
import pytest

from qcode.exports.figures import (
    Drawing,
    actors_figure,
    appearance_figure,
    bars_figure,
    heat_figure,
    network_figure,
    png,
    sides_figure,
    svg,
    timeline_figure,
)
from qcode.exports.figures.heatmap import step
from qcode.exports.report.pictures import figure_files, figures_zip
from qcode.model import Codebook, Settings, Snapshot
from qcode.tables.actors import Link
from qcode.tables.appearance import appearance
from qcode.tables.cooccurrence import Pair
from tests.exports.test_report import study

ODD = "Été « où » $x_1$ <b>\n\x00𝕏"


def timeline() -> Drawing:
    one = study()
    where = one.interviews[0]
    return timeline_figure(where, [(ODD, [p for p in one.passages if p.interview == where.id])])


FIGURES: dict[str, Callable[[], Drawing]] = {
    "heat": lambda: heat_figure([ODD, "b"], [ODD, "y"], [[1.0, None], [0.0, 9.0]], bold=[0], small=[1], ruled=[1]),
    "bars": lambda: bars_figure([ODD, "b"], [1, 3], [4, 4], [0]),
    "sides": lambda: sides_figure([ODD], [1.0], [2.0], ODD),
    "appearance": lambda: appearance_figure(appearance(study())),
    "network": lambda: network_figure(
        [Pair("a", "b", 3, 3, ("1", "2", "3"), 0.1, True)], {"a": ODD, "b": "b"}, {"a": 3}
    ),
    "no network": lambda: network_figure([], {}, {}),
    "actors": lambda: actors_figure([Link("e1", ODD, 2, ())], {"e1": "E01"}),
    "timeline": timeline,
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_and_twice_the_same(name: str) -> None:
    first, second = FIGURES[name](), FIGURES[name]()
    assert first.alt
    assert png(first) == png(second)
    picture = mpimg.imread(io.BytesIO(png(first)))
    assert picture.shape[1] > 500
    assert np.ptp(picture[..., :3]) > 0.3  # something is drawn
    drawn = svg(first)
    assert drawn == svg(second)
    assert ET.fromstring(drawn).tag.endswith("svg")
    assert b"<script" not in drawn


def test_classes_are_taken_after_rounding() -> None:
    assert [step(rate) for rate in (0, 0.94, 0.96, 1.0, 3.96, 7.94, 7.96, 40)] == [0, 0, 1, 1, 3, 3, 4, 4]


def test_all_figures_of_a_study_as_files() -> None:
    made = figure_files(study())
    assert {name.rpartition(".")[0] for name in made} == {
        *("carte-de-chaleur", "codes-par-entretien", "cooccurrences", "apparition-des-codes"),
        *(f"parcours-E0{n}" for n in range(1, 7)),
    }
    assert all(data.startswith(b"\x89PNG" if name.endswith("png") else b"<?xml") for name, data in made.items())
    with zipfile.ZipFile(io.BytesIO(figures_zip(study()))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == made
    assert figure_files(Snapshot(Settings(), Codebook(), ())) == {}
