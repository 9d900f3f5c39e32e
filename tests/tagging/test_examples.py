"""The guide tests itself, on texts that are parsed for real."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.codebook import load, loads
from qcode.errors import Problem
from qcode.model import Codebook, Settings
from qcode.tagging.examples import check_examples

MODEL = Settings().model
ROOT = Path(__file__).parents[2]


def checked(rules: str, cache: Path) -> list[tuple[str, str, int]]:
    codebook, problems = loads({"codebook/a.yaml": f"id: a\nrules:\n{rules}"})
    assert problems == []
    return [(found.kind, str(found.values["text"]), found.line) for found in check_examples(codebook, MODEL, cache)]


GOOD = """
- {id: plain, any: [projet], examples: ["Deux projets."], counterexamples: ["Un appel."]}
- id: asked  # the question stands before a long dash, and the next example doesn't hear it
  any: [dossier]
  asked: [appel à projet]
  examples: ["Et les appels à projets ? — On fait un dossier."]
  counterexamples: ["On fait un dossier.", "Et les vacances ? — On fait un dossier."]
- {id: near, any: [dossier], near: {any: [appel], within: turn}, counterexamples: ["Un dossier.", "Un appel."]}"""


def test_good_rules_say_nothing_and_are_parsed_once(tmp_path: Path) -> None:
    assert checked(GOOD, tmp_path) == []
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")}
    assert kept
    assert len(checked(GOOD.replace("[projet]", "[appel]"), tmp_path)) == 2
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")} == kept


def test_examples_are_looked_for_rule_by_rule_whatever_their_weight(tmp_path: Path) -> None:
    rules = """
- {id: faible, any: [projet], score: 0.1, where: {territoire: [Nantes]}, examples: ["Un projet.", "Deux appels."]}
- {id: fort, any: [appel], examples: ["Deux appels."], counterexamples: ["J'attends votre appel."]}"""
    assert checked(rules, tmp_path) == [
        ("example_missed", "Deux appels.", 4),
        ("counterexample_found", "J'attends votre appel.", 5),
    ]


def sample() -> tuple[Codebook, list[Problem]]:
    return load(ROOT, Settings())


def starter() -> tuple[Codebook, list[Problem]]:
    return load(ROOT / "qcode" / "starter", Settings())


@pytest.mark.parametrize("guide", [sample, starter])
def test_the_guides_that_we_write_are_sound(
    guide: Callable[[], tuple[Codebook, list[Problem]]], tmp_path: Path
) -> None:
    codebook, problems = guide()
    assert problems == []
    assert [found.message for found in check_examples(codebook, MODEL, tmp_path)] == []


def test_every_rule_of_the_sample_can_be_defended() -> None:
    for rule in sample()[0].rules:
        assert rule.idea, rule.id
        assert rule.examples, rule.id
        assert rule.counterexamples, rule.id


def test_the_sample_s_guide_says_everything_about_its_codes() -> None:
    for code in sample()[0].codes:
        assert {"fr", "en"} <= code.label.keys() & code.definition.keys(), code.id
        assert code.include, code.id
        assert code.exclude, code.id
        assert code.examples, code.id
        assert code.colour, code.id
