"""The sample study's report, from its files to the last quotation."""

from pathlib import Path

import pytest

from qcode import words
from qcode.citations import Verdict, read_document, verify_quotes
from qcode.exports.report import report, to_word
from qcode.study import Study
from qcode.tables.actors import mentions, read_actors
from qcode.tables.audit import audit
from qcode.tables.findings import read_findings

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_quotation_of_the_samples_own_report_is_exact(tmp_path: Path, language: str) -> None:
    snapshot, _ = Study(ROOT).load()
    findings, wrong = read_findings((ROOT / "constats.yaml").read_text(encoding="utf-8"), snapshot)
    actors, mistaken = read_actors((ROOT / "actors.yaml").read_text(encoding="utf-8"))
    assert [*wrong, *mistaken] == []
    assert mentions(snapshot, actors)
    path = tmp_path / "rapport.docx"
    with words.speaking(language):
        path.write_bytes(to_word(report(snapshot, findings, actors)))
    paragraphs, problems = read_document(path)
    assert problems == []
    found = verify_quotes(snapshot, paragraphs)
    assert len(found) > 40
    assert [(one.verdict, one.text, one.said) for one in found if one.verdict is not Verdict.EXACT] == []
    assert not [line for line in audit(snapshot, found, findings).red if line.kind.startswith("quotes")]
