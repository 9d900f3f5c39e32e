"""Whatever is in a file, offsets count its canonical text, and nothing of it is lost."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from qcode.model import Settings
from qcode.reading.beside import Given
from qcode.reading.bounds import Limits
from qcode.reading.draft import UnreadableError
from qcode.reading.formats import text as plain
from qcode.reading.interview import assemble

HARD = ["e\u0301", "é", "\U0001f469\u200d\U0001f33e", "\U0001f1eb\U0001f1f7", "\u05e9\u05dc\u05d5\u05dd", "\u202b"]
HARD += ["\r\n", "\r", "\n", "\ufeff", "\u00a0", "\u202f", "\u2028", "\u2029", "\x85", "\x0c", "\u212b", "\ufb01"]
HARD += ["\u1100\u1161", "Q : ", "R : ", "[", "]", "«", "»", ". ", "…", "*", "-", "— ", ">>", "00:01"]
TEXTS = st.lists(st.sampled_from(HARD) | st.text(max_size=8)).map("".join)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]


@given(text=TEXTS, encoding=st.sampled_from(ENCODINGS))
@settings(max_examples=300, deadline=None)
def test_quotes_are_what_offsets_say(text: str, encoding: str) -> None:
    text = text.encode("utf-8", "ignore").decode().lstrip("\ufeff")
    try:
        draft = plain.read(text.encode(encoding), Limits())
    except UnreadableError as problem:
        assert problem.kind == "not_text"  # control characters
        return
    if encoding == "utf-8" and "\0" in text:
        return
    expected = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    interview, _ = assemble("a", "a.txt", draft, Settings(attributes=()), Given())
    assert interview.text == expected
    for turn in interview.turns:
        quote = interview.quote(turn.span)
        assert quote == quote.strip() != ""
    for segment in interview.segments:
        turn = interview.turn(segment.turn)
        assert turn.span.overlap(segment.span) == segment.span.end - segment.span.start > 0
    for span in interview.stage:
        assert any(turn.span.overlap(span) == span.end - span.start for turn in interview.turns)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_twice_is_reading_once(text: str) -> None:
    """A file written from the canonical text is read as that text again: offsets stay true in any editor."""
    try:
        draft = plain.read(text.encode("utf-8", "ignore"), Limits())
    except UnreadableError:
        return
    if not draft.notes and not draft.text.startswith("\ufeff"):
        assert plain.read(draft.text.encode(), Limits()) == draft
