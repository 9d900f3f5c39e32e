"""Imports go one way: edges → study → exports → tables → steps → readers → types."""

import ast
from graphlib import CycleError, TopologicalSorter
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
    "krippendorff": set(),  # GPL: an oracle of the tests
    "ruamel": {"codebook"},
    "sklearn": {"tables"},
    "starlette": {"web"},
    "click": {"cli"},
    "reportlab": {"exports"},
    "rich": {"cli"},
}


def row(room: str) -> int:
    return next(number for number, rooms in enumerate(ROWS) if room in rooms)


def imports(path: Path) -> list[tuple[str, str]]:
    """Every name that a file imports, and when: "at once", "in a function", or "for types"."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    when = dict.fromkeys(ast.walk(tree), "at once")
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            when |= dict.fromkeys(ast.walk(node), "in a function")
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            when |= dict.fromkeys(ast.walk(node), "for types")
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, when[node]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}, line {node.lineno}: an import names the room it comes from"
            found += [(f"{node.module}.{alias.name}", when[node]) for alias in node.names]
    return found


FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name, _ in imports(path):
        library, _, rest = name.partition(".")
        if library == "qcode" and rest != "__version__":
            room = rest.split(".")[0]
            assert room == here or row(room) > row(here), f"{path} imports {name}"
        if library in HOMES:
            assert here in HOMES[library], f"{path} imports {name}, whose home is {HOMES[library]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_where_used(path: Path) -> None:
    eager = {name.partition(".")[0] for name, when in imports(path) if when == "at once"}
    assert "spacy" not in eager, f"{path} imports spaCy as soon as it is imported itself"


def module(name: str) -> str | None:
    """The module of ours that an imported name is, or stands in; None for a library's."""
    parts = name.split(".")
    for end in range(len(parts), 1, -1):
        path = PACKAGE.parent.joinpath(*parts[:end])
        if path.with_suffix(".py").is_file() or (path / "__init__.py").is_file():
            return ".".join(parts[:end]) if parts[0] == "qcode" else None
    return None


def test_no_two_modules_need_each_other() -> None:
    """Names imported for types alone may point back: nothing runs through them."""
    needs: dict[str, set[str]] = {}
    for path in FILES:
        here = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        found = {module(name) for name, when in imports(path) if when != "for types"}
        needs[here] = {name for name in found if name and name != here}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise AssertionError(f"a ring of imports: {' → '.join(error.args[1])}") from None
