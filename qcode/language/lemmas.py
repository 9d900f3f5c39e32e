"""`lemmes.csv`: a study's own corrections of the lemmatiser, one `forme,lemme` a line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from qcode.errors import Problem, error, warning

if TYPE_CHECKING:
    from pathlib import Path

FILE = "lemmes.csv"
_HEADS = {("forme", "lemme"), ("form", "lemma")}


def read_lemmas(root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Read the study's corrections, form → lemma; no file, no corrections."""
    path = root / FILE
    if not path.is_file():
        return {}, []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        return {}, [error("lemmas_unreadable", FILE, reason=str(failure))]
    found: dict[str, str] = {}
    problems = []
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","), 1):
        cells = [cell.strip() for cell in row]
        if len(cells) == 2 and all(cells):
            if tuple(cell.lower() for cell in cells) not in _HEADS:
                found[cells[0]] = cells[1]
        elif any(cells):
            problems.append(warning("lemma_line", FILE, number, line=", ".join(cells)))
    return found, problems
