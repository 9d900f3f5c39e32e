"""A short run of every programme of `make reliability`."""

import os
from collections.abc import Callable

import pytest

from tests.reliability import disks, killing, power, teams, texts
from tests.reliability.stream import Result

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the programmes fork"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

SHORT: dict[str, Callable[[], list[Result]]] = {
    "kill at random": lambda: [killing.at_random(25)],
    "kill at every call": killing.every_call,
    "power cut": power.all_writers,
    "failing disks": lambda: [disks.failing(5)],
    "read-only": disks.read_only,
    "writers at once": lambda: [teams.writers(4, 25)],
    "replicas": lambda: [teams.replicas(40), teams.clocks(20)],
    "texts": lambda: [texts.edited(300), texts.rotten(60)],
}


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost(name: str) -> None:
    for result in SHORT[name]():
        assert result.faults == 0, result
