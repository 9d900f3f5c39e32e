"""The pages on rules can't lie: each block of YAML is loaded, and each example in it tried."""

import re
from pathlib import Path

import pytest

from qcode.codebook import keys, loads
from qcode.model import Codebook, Settings
from qcode.tagging.examples import DASH, check_examples

ROOT = Path(__file__).parents[2]
PAGES = ("docs/rules.fr.md", "docs/rules.md")


def blocks(page: str) -> dict[str, str]:
    found = re.findall(r"```yaml\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    return {f"{page} block {number}": block for number, block in enumerate(found, 1)}


def guide(page: str) -> Codebook:
    codebook, problems = loads(blocks(page))
    assert [(problem.place, problem.message) for problem in problems] == []
    return codebook


@pytest.mark.parametrize("page", PAGES)
def test_every_example_of_a_page_is_true(page: str, tmp_path: Path) -> None:
    problems = check_examples(guide(page), Settings().model, tmp_path)
    assert [(problem.place, problem.message) for problem in problems] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_are_real(page: str) -> None:
    said = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "transcripts_sample").glob("*.txt"))
    said = " ".join(said.split())
    for rule in guide(page).rules:
        for example in rule.examples:
            for part in example.split(DASH):
                assert part in said, f"{page}, {rule.id}: {part}"


def test_both_pages_name_every_key() -> None:
    english = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    french = (ROOT / "docs/rules.fr.md").read_text(encoding="utf-8")
    for key in set().union(*keys.KEYS.values()) - {"id"}:
        assert key in english, key
        names = [name for name, inside in keys.FRENCH.items() if inside == key] or [key]
        assert any(name in french for name in names), key
