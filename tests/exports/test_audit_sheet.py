import io

import docx
import pytest

from qcode import words
from qcode.exports.audit_sheet import audit_sheet
from qcode.exports.report import to_html, to_word
from qcode.tables.audit import audit
from tests.exports.test_report import hostile
from tests.exports.test_report import study as plain_study
from tests.tables.test_audit import study


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_page_says_what_the_audit_found(language: str) -> None:
    with words.speaking(language):
        one = study()
        data = to_word(audit_sheet(one, audit(one)))
        file = docx.Document(io.BytesIO(data))
        text = "\n".join(paragraph.text for paragraph in file.paragraphs)
        assert words.say("audit.not_final") in text
        assert "E01:1 · Urgence" in text
        assert "Il faut du temps." in text
        alone = [run.text for t in file.tables for c in t._cells for p in c.paragraphs for run in p.runs if run.bold]
        assert "1" in alone  # a cell of one interview
        assert data == to_word(audit_sheet(one, audit(one)))


def test_hostile_text_and_empty_studies() -> None:
    one = hostile()
    assert "<script" not in to_html(audit_sheet(one, audit(one))).decode()
    bare = plain_study(codings=False)
    assert to_word(audit_sheet(bare, audit(bare)))
