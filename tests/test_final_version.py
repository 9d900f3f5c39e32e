"""The words « version finale » on a report of the sample study, and every single fault that takes them away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copy2, rmtree

import pytest

from qcode.codings.making import decide
from qcode.model import Kind
from qcode.study import Study
from qcode.study.exporting import findings, made
from qcode.tables.audit import audit
from qcode.tables.judging import YES, draw
from tests.conftest import ROOT

CODINGS = Path("transcripts_sample", "codings")
LYON = Path("transcripts_sample", "lyon-etat.txt")


def against(root: Path) -> list[str]:
    """The red lines of the study, its report's own quotations taken as good."""
    study = Study(root)
    snapshot, _ = study.load()
    written, _ = findings(study, snapshot)
    return [line.kind for line in audit(snapshot, (), written).red]


def judge(root: Path) -> None:
    """A supervisor has judged the draw."""
    study = Study(root)
    snapshot, _ = study.load()
    drawn = draw(snapshot)
    study.decide(
        decide(
            Kind.MEMO, "dir", snapshot.interview(one.interview), snapshot.codebook,  # type: ignore[arg-type]
            span=one.span, code=one.code, name=one.kind, value=YES,
        )
        for one in drawn
    )  # fmt: skip


@pytest.fixture
def judged(sample: Path) -> Path:
    judge(sample)
    return sample


def _a_damaged_line(root: Path) -> None:
    with (root / CODINGS / "codeur-a" / "lyon-etat.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "kind": "add"\n{"id": "y"}\n')


def _an_unreadable_transcript(root: Path) -> None:
    (root / "transcripts_sample" / "lyon-autre.docx").write_bytes(b"PK\x03\x04 not a document")


def _words_that_are_gone(root: Path) -> None:
    text = (root / LYON).read_text(encoding="utf-8")
    kept, _, gone = text.partition("Il m'a demandé mon avis pour les rideaux")
    assert gone
    (root / LYON).write_text(kept + "Autre chose.\n" + gone[gone.index("Je viens du numérique") :], encoding="utf-8")


def _an_interview_that_nobody_read(root: Path) -> None:
    for coder in ("codeur-a", "codeur-b"):
        path = root / CODINGS / coder / "lyon-etat.jsonl"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if '"kind":"read"' not in line]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _one_coder_alone(root: Path) -> None:
    rmtree(root / CODINGS / "codeur-b")


def _what_is_still_disputed(root: Path) -> None:
    path = root / "qcode.toml"
    path.write_text('policy = "majority"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")


def _a_thin_finding(root: Path) -> None:
    copy2(ROOT / "constats.yaml", root)


def _nobody_decided(root: Path) -> None:
    rmtree(root / CODINGS)


FAULTS: dict[str, Callable[[Path], None]] = {
    "errors": _a_damaged_line,
    "errors ": _an_unreadable_transcript,
    "orphans": _words_that_are_gone,
    "unread": _an_interview_that_nobody_read,
    "no_double_coding": _one_coder_alone,
    "disputed": _what_is_still_disputed,
    "thin": _a_thin_finding,
    "nothing_confirmed": _nobody_decided,
}


def test_a_study_read_twice_and_judged_has_a_final_version(judged: Path) -> None:
    assert against(judged) == []
    study = Study(judged)
    data, _ = made(study, study.load()[0], "html")
    assert "version finale" in data.decode("utf-8")
    assert "version de travail" not in data.decode("utf-8")


def test_what_nobody_judged_is_no_final_version(sample: Path) -> None:
    assert against(sample) == ["not_judged"]


@pytest.mark.parametrize("line", FAULTS)
def test_one_fault_is_enough(judged: Path, line: str) -> None:
    FAULTS[line](judged)
    assert line.strip() in against(judged)
