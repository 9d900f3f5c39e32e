"""Imports go one way: edges → study → exports → tables → steps → readers → types."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "qcode"

ROWS = [
    {"__main__"},
    {"cli"},
    {"web"},
    {"study"},
    {"exports"},
    {"tables"},
    {"citations"},
    {"tagging", "codings"},
    {"reading", "codebook", "language"},
    {"errors"},
    {"model", "words", "memory"},
]
HOMES = {
    "spacy": {"language"},
    "pandas": {"tables", "exports"},
    "openpyxl": {"exports", "reading", "codebook"},
    "docx": {"exports", "reading", "codebook", "citations"},
    "krippendorff": {"tables"},
    "ruamel": {"codebook"},
    "sklearn": {"tables"},
    "starlette": {"web"},
    "click": {"cli"},
    "rich": {"cli"},
}


def row(room: str) -> int:
    return next(number for number, rooms in enumerate(ROWS) if room in rooms)


def imports(path: Path) -> list[tuple[str, bool]]:
    """Every module that a file names, and whether it is imported as soon as the file is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        or (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node not in lazy) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, node not in lazy))
    return found


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name, _ in imports(path):
        library, _, rest = name.partition(".")
        if library == "qcode" and rest:
            room = rest.split(".")[0]
            assert room == here or row(room) > row(here), f"{path} imports {name}"
        if library in HOMES:
            assert here in HOMES[library], f"{path} imports {name}, whose home is {HOMES[library]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_where_used(path: Path) -> None:
    eager = {name.partition(".")[0] for name, at_once in imports(path) if at_once}
    assert "spacy" not in eager, f"{path} imports spaCy as soon as it is imported itself"
