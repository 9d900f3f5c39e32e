"""Load a study's coding guide: every YAML file of its folder, each thing that is wrong left out and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qcode.codebook import nodes
from qcode.codebook.codes import CodeReader
from qcode.codebook.fingerprint import of_codes
from qcode.codebook.lists import Lists, collect
from qcode.codebook.nodes import Items, Table
from qcode.codebook.order import in_order
from qcode.errors import Problem, error
from qcode.model import Codebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qcode.model import Settings

LIMIT = "codebook_bytes"
LARGEST = 1_000_000
"""Bytes of one file; LIMIT under `[limits]` in qcode.toml raises it."""


def load(root: Path, settings: Settings) -> tuple[Codebook, list[Problem]]:
    """The guide of the study in `root`, and what is wrong in its files."""
    texts, problems = read_files(root, settings)
    codebook, found = loads(texts, settings.language)
    return codebook, problems + found


def read_files(root: Path, settings: Settings) -> tuple[dict[str, str], list[Problem]]:
    """The text of each file of the guide, by its name within the study."""
    folder = root / settings.codebook
    if not folder.is_dir():
        return {}, [error("codebook_missing", settings.codebook)]
    largest = settings.limits.get(LIMIT, LARGEST)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml")):
        name = path.relative_to(root).as_posix()
        try:
            texts[name] = _text(path, largest)
        except UnicodeDecodeError:
            problems.append(error("codebook_encoding", name))
        except OSError as reason:
            problems.append(error("codebook_unreadable", name, reason=reason.strerror or str(reason)))
    return texts, problems


def _text(path: Path, largest: int) -> str:
    if path.stat().st_size > largest:
        raise OSError(f"> {largest}")
    return path.read_text(encoding="utf-8-sig")


def loads(texts: dict[str, str], language: str = "fr") -> tuple[Codebook, list[Problem]]:
    """The guide that these files make together (name → content), and what is wrong in them."""
    problems: list[Problem] = []
    tables = dict(_tables(texts, problems))
    lists = Lists(collect(tables, problems))
    reader = CodeReader(lists, language, problems)
    found = [pair for file, table in tables.items() for pair in reader.read(table, file, kind="file")]
    codes = in_order(found, problems)
    problems += lists.check()
    return Codebook(codes, of_codes(codes)), sorted(problems, key=lambda problem: (problem.file, problem.line))


def _tables(texts: dict[str, str], problems: list[Problem]) -> Iterator[tuple[str, Table]]:
    for file, text in texts.items():
        node, found = nodes.read(text, file)
        problems += found
        if isinstance(node, Table):
            yield file, node
        elif isinstance(node, Items):
            yield file, Table({"codes": node}, {"codes": node.line}, node.line)
        elif node is not None:
            problems.append(error("guide_file", file, node.line))
