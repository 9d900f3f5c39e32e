"""The same interview in every format gives the same turns and the same words."""

from pathlib import Path

import pytest

from qcode.model import Interview, Role, Settings
from qcode.reading import read_folder
from tests.reading.makers import MAKERS, TALK, TIMELESS

SETTINGS = Settings(attributes=())


@pytest.fixture(scope="module")
def understood(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Interview, list[str]]]:
    """All formats read in one folder, by one child process."""
    root = tmp_path_factory.mktemp("study")
    (root / "transcripts").mkdir()
    for name, (suffix, make) in MAKERS.items():
        (root / "transcripts" / f"{name.replace('.', '-')}{suffix}").write_bytes(make(TALK))
    interviews, problems = read_folder(root, SETTINGS)
    by_id = {interview.id: interview for interview in interviews}
    kinds = {name: [p.kind for p in problems if Path(p.file).stem == name.replace(".", "-")] for name in MAKERS}
    return {name: (by_id[name.replace(".", "-")], kinds[name]) for name in MAKERS if name.replace(".", "-") in by_id}


@pytest.mark.parametrize("name", MAKERS)
def test_turns_and_words(name: str, understood: dict[str, tuple[Interview, list[str]]]) -> None:
    interview, _ = understood[name]
    assert [(turn.speaker, interview.quote(turn.span)) for turn in interview.turns] == [
        (speaker, words) for speaker, words, _ in TALK
    ]
    assert [turn.role for turn in interview.turns] == [Role.INTERVIEWER, Role.INTERVIEWEE] * 3


@pytest.mark.parametrize("name", MAKERS)
def test_segments_and_stage_directions(name: str, understood: dict[str, tuple[Interview, list[str]]]) -> None:
    interview, reference = understood[name][0], understood["txt"][0]
    assert [(s.turn, s.words, interview.quote(s.span)) for s in interview.segments] == [
        (s.turn, s.words, reference.quote(s.span)) for s in reference.segments
    ]
    assert [interview.quote(span) for span in interview.stage] == ["[rires]"]


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - TIMELESS))
def test_times(name: str, understood: dict[str, tuple[Interview, list[str]]]) -> None:
    interview, _ = understood[name]
    times = [float(int(start)) if name == "otr" else start for _, _, start in TALK]
    assert [turn.time for turn in interview.turns] == times


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_said_about_it(name: str, understood: dict[str, tuple[Interview, list[str]]]) -> None:
    automatic, pdf = name in ("vtt", "srt", "whisperx", "whisper.cpp"), name == "pdf"
    interview, problems = understood[name]
    assert interview.state == ("raw" if automatic else "")
    assert problems == ["not_proofread"] * automatic + ["pdf_lines_left_out"] * pdf
