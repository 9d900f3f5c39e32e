"""What rules say of a study is kept, and never taken for what they would say of another."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from qcode.errors import Problem
from qcode.model import Near, Negated, Rule, Scope
from qcode.tagging import Hits, Index, Search, hits, suggest
from qcode.tagging.kept import FILE
from tests.tagging.study import index, interview, near, rule, terms

SAID = interview(
    ("E1", "Un appel ?"), ("R", "Un dossier, une case. Pas de dossier. Les appels à projets."), territoire="Nantes"
)
RULES = [
    rule("dossier", id="1", near=(near("case"),), score=0.4),
    rule("dossier", "appels à projets", id="2", score=0.3, carry=1),
    rule("case", id="3", code="d", asked=terms("appel"), where={"territoire": ("Nantes",)}),
]


def applied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that are applied from now on."""
    seen: list[str] = []

    def watched(search: Search, rules: Sequence[Rule]) -> Iterator[Hits]:
        seen.extend(item.id for item in rules)
        return hits(search, rules)

    monkeypatch.setattr(sys.modules[suggest.__module__], "hits", watched)
    return seen


def test_what_is_kept_is_what_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = suggest(index(SAID), RULES, cache=tmp_path / "new")
    assert said == suggest(index(SAID), RULES)
    seen = applied(monkeypatch)
    assert suggest(index(SAID), RULES, cache=tmp_path / "new") == said
    assert suggest(index(SAID), RULES[::-1], 0.1, cache=tmp_path / "new") == suggest(index(SAID), RULES[::-1], 0.1)
    assert seen == [item.id for item in RULES[::-1]]  # by the one without a cache
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "change",
    [
        {"any": terms("dossiers")},
        {"near": (near("case", within=2),)},
        {"near": (near("case", within=Scope.TURN),)},
        {"near": (), "not_near": (near("case"),)},
        {"unless": terms("case")},
        {"asked": terms("appel")},
        {"carry": 1},
        {"speaker": ("R2",)},
        {"where": {"territoire": ("Lyon",)}},
        {"negated": Negated.ONLY},
        {"hypothesis": Negated.ONLY},
        {"voice": Negated.ONLY},
    ],
)
def test_a_changed_rule_is_applied_again_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, tuple[Near, ...]]
) -> None:
    suggest(index(SAID), RULES, cache=tmp_path)
    changed = [replace(RULES[0], **change), *RULES[1:]]  # type: ignore[arg-type]
    expected = suggest(index(SAID), changed)
    seen = applied(monkeypatch)
    assert suggest(index(SAID), changed, cache=tmp_path) == expected
    assert seen == ["1"]


def test_a_score_or_a_code_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggest(index(SAID), RULES, cache=tmp_path)
    changed = [replace(RULES[0], score=0.9, code="e"), *RULES[1:]]
    expected = suggest(index(SAID), changed)
    seen = applied(monkeypatch)
    assert suggest(index(SAID), changed, cache=tmp_path) == expected
    assert not seen


@pytest.mark.parametrize(
    "other",
    [
        index(replace(SAID, attributes={"territoire": "Lyon"})),
        index(replace(SAID, sha256="0" * 64)),
        index(replace(SAID, turns=(SAID.turns[0], SAID.turns[1]._replace(speaker="R2")))),
        index(SAID, lemmas={"dossier": "case"}),
        index(SAID, replace(SAID, id="b")),
        index(replace(SAID, id="b")),
    ],
)
def test_another_study_takes_nothing_from_the_first(tmp_path: Path, other: Index) -> None:
    suggest(index(SAID), RULES, cache=tmp_path)
    assert suggest(other, RULES, cache=tmp_path) == suggest(other, RULES)


@pytest.mark.parametrize("damage", ["", "{}", "x\n{}", "shorter", "changed"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: str) -> None:
    said = suggest(index(SAID), RULES, cache=tmp_path)
    whole = (tmp_path / FILE).read_text()
    broken = {"shorter": whole[:-5], "changed": whole.replace('"near:sentence"', '"near:turn"')}.get(damage, damage)
    (tmp_path / FILE).write_text(broken)
    assert suggest(index(SAID), RULES, cache=tmp_path) == said
    assert (tmp_path / FILE).read_text() == whole


def test_an_expression_that_takes_too_long_is_told_each_time(tmp_path: Path) -> None:
    slow = interview(("R", "a" * 60 + "! Un mot."))
    rules = [rule("/(a|aa)+$/", id="x"), rule("mot", id="y")]
    for _ in range(2):
        problems: list[Problem] = []
        suggest(index(slow), rules, problems=problems, cache=tmp_path)
        assert [problem.kind for problem in problems] == ["regex_slow"]
