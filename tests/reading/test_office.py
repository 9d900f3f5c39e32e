"""Files that a real LibreOffice has written are read as the text they were made from."""

import subprocess
from pathlib import Path

import pytest

from qcode.model import Settings
from qcode.reading import read_folder
from tests.reading.makers import TALK, docx

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    (root / "transcripts").mkdir()
    source = root / "source.docx"
    source.write_bytes(docx(TALK))
    for kind in ("docx", "odt", "rtf", "html", "pdf", "fodt", "txt"):
        out = root / kind
        call = ["soffice", f"-env:UserInstallation=file://{root}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*call, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)
        (out / f"source.{kind}").rename(root / "transcripts" / f"{kind}.{kind}")
    return root


def test_every_format_of_a_real_program(study: Path) -> None:
    interviews, problems = read_folder(study, Settings(attributes=()))
    assert [problem.kind for problem in problems] == []
    assert len(interviews) == 7
    for interview in interviews:
        said = [(turn.speaker, interview.quote(turn.span)) for turn in interview.turns]
        assert said == [(speaker, words) for speaker, words, _ in TALK], interview.id
