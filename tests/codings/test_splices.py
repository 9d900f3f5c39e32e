from hypothesis import given
from hypothesis import strategies as st

from qcode.codings.splices import as_written, between, put_back, readable

LINES = st.lists(st.sampled_from(["a", "b", "é", "", "  x: 1", "# c"]), min_size=1, max_size=8).map("\n".join)


@given(LINES, LINES)
def test_what_was_changed_is_put_back_to_the_byte(before: str, after: str) -> None:
    if before != after:
        assert put_back(after, between("f", before, after)) == before


@given(LINES, LINES, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_mark_and_line_ends_of_a_file_stay(before: str, after: str, mark: bool, end: str) -> None:
    raw = "\ufeff" * mark + before.replace("\n", end)
    written = as_written(raw, after)
    assert readable(written) == after
    if "\n" in before:
        assert written == "\ufeff" * mark + after.replace("\n", end)


def test_lines_that_stay_keep_their_own_ends() -> None:
    assert as_written("a\r\nb\nc\r\nd", "a\nb\nX\nd") == "a\r\nb\nX\r\nd"


def test_a_change_is_found_again_where_it_has_moved_and_never_guessed() -> None:
    splice = between("f", "a\nb\nc", "a\nB\nc")
    assert put_back("new\na\nB\nc", splice) == "new\na\nb\nc"
    assert put_back("a\nb\nc", splice) is None
    assert put_back("B\nx\nB", splice) is None


def test_what_was_taken_out_is_put_back_after_what_it_followed() -> None:
    splice = between("f", "a\nb\nc", "a\nc")
    assert put_back("x\na\nc", splice) == "x\na\nb\nc"


def test_a_file_that_was_made_is_nothing_again() -> None:
    assert put_back("id: x\n", between("f", None, "id: x\n")) == ""
