"""A few broken copies of every format's file: an answer, never a crash (`make fuzz` goes on for longer)."""

import random
from collections.abc import Iterator

import pytest

from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.formats import PLAIN
from qcode.reading.sandbox import Sandbox
from tests.fuzz.judge import judge
from tests.fuzz.mutate import mutated
from tests.reading.makers import MAKERS, TALK

COPIES = 25


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as warm:
        yield warm


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "csv"])
def test_broken_copies(name: str, sandbox: Sandbox) -> None:
    suffix, make = MAKERS[name]
    sound, chance, plain = make(TALK), random.Random(name), PLAIN.get(suffix.lower())
    for _ in range(COPIES):
        data = mutated(sound, chance)
        try:
            if suffix == ".xlsx":
                sandbox.sheet(data)
            else:
                judge(plain(data, Limits()) if plain else sandbox.draft(suffix.lower(), data))
        except UnreadableError as problem:
            assert problem.kind != "parser_stopped"
