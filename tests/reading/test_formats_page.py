"""docs/formats.md says what there is: every suffix, library, test file and limit, and nothing else."""

import ast
import re
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from qcode.reading import formats, sheets
from qcode.reading.bounds import Limits
from tests.reading import makers

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("formats*.md"))
SHIPPED = {"lxml", "pdfminer", "striprtf", "openpyxl", "csv"}  # csv is Python's own, and named all the same


def table(page: Path, columns: int) -> list[list[str]]:
    """The rows of the first table with so many columns, titles left out."""
    rows = [line.strip("| \n").split(" | ") for line in page.read_text(encoding="utf-8").splitlines() if "|" in line]
    return [row for row in rows if len(row) == columns and not set(row[0]) <= set("-|")][1:]


def libraries(module: str) -> set[str]:
    """What a module of the reading room imports that is neither Python's nor ours."""
    tree = ast.parse(Path(sys.modules[module].__file__ or "").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    tops = {name.partition(".")[0] for name in names}
    shared = {"lxml"} if "qcode.reading.xml" in names or "qcode.reading.formats.html" in names else set()
    return {name for name in tops if name not in sys.stdlib_module_names and name != "qcode"} | shared


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_suffix_with_its_library(page: Path) -> None:
    by_suffix = {s.lower(): reader.__module__ for s, reader in {**formats.PLAIN, **formats.BOUNDED}.items()}
    told = {
        suffix.lower(): set(re.findall(r"\w+", row[5]))
        for row in table(page, 7)
        for suffix in re.findall(r"`(\.\w+)`", row[0])
    }
    assert told.keys() == by_suffix.keys() | set(sheets.SUFFIXES)
    for suffix, module in by_suffix.items():
        assert told[suffix] & SHIPPED == libraries(module), suffix


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_file(page: Path) -> None:
    told = {name for row in table(page, 7) for name in re.findall(r"`makers\.(\w+)`", row[6])}
    assert told == {make.__name__ for _, make in makers.MAKERS.values()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_limit_with_its_default(page: Path) -> None:
    told = {row[0].strip("`"): int(re.sub(r"\D", "", row[1])) for row in table(page, 3)}
    assert told == asdict(Limits())
