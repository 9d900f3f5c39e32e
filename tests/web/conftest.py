"""One parsed study for the session; each test works on a copy."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from qcode.study import Study
from qcode.study.live import Live
from tests.web.studies import Page, write_study


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_study(tmp_path_factory.mktemp("study") / "étude")
    Live(Study(root)).load()  # fills the cache, which the copies take along
    return root


@pytest.fixture
def study(parsed: Path, tmp_path: Path) -> Path:
    return copytree(parsed, tmp_path / "étude")


@pytest.fixture
def page(study: Path) -> Page:
    return Page(study)


@pytest.fixture
def open_page(study: Path) -> Iterator[Callable[..., Page]]:
    def opened(coder: str, **options: Any) -> Page:
        return Page(study, coder, **options)

    yield opened
