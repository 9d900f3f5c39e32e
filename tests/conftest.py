"""What tests share: a copy of the sample study that a test may change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns

import hypothesis
import pytest

from qcode.study.study import CACHE, Study

ROOT = Path(__file__).parents[1]

# The same examples on every run, so that a red test is somebody's doing; HYPOTHESIS_PROFILE=search looks for others.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=3000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def copy_study(to: Path, *, decisions: bool = True, cache: Path | None = None) -> Path:
    """Copy the sample study, with the parsed texts where there are any."""
    copy2(ROOT / "qcode.toml", to)
    copytree(ROOT / "codebook", to / "codebook")
    left_out = ignore_patterns() if decisions else ignore_patterns("codings")
    copytree(ROOT / "transcripts_sample", to / "transcripts_sample", ignore=left_out)
    if cache:
        copytree(cache, to / CACHE)
    return to


def python_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run Python on this very package, wherever the process stands."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    call = [sys.executable, *arguments]
    return subprocess.run(call, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def program_process(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `qcode` as a person would, in a process of its own."""
    return python_process("-m", "qcode", *arguments, cwd=cwd)


@pytest.fixture(scope="session")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of the sample's parsed texts and examples, made once a session."""
    study = Study(copy_study(tmp_path_factory.mktemp("parsed")))
    snapshot, _ = study.read()
    study.index(snapshot)
    study.examine(snapshot)
    return study.cache


@pytest.fixture
def sample(tmp_path: Path, parsed: Path) -> Path:
    """The sample study with both reference codings, in a folder of its own."""
    return copy_study(tmp_path, cache=parsed)


@pytest.fixture
def uncoded(tmp_path: Path, parsed: Path) -> Path:
    """The sample study before anybody has decided anything."""
    return copy_study(tmp_path, decisions=False, cache=parsed)
