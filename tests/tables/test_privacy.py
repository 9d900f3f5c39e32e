from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qcode.model import Anchor, Decision, Kind, Placement, Snapshot, Span
from qcode.tables.privacy import Privacy
from qcode.words import say
from tests.factory import codebook, interview, snapshot

SAID = interview("e1", "R: Un. Deux mots. Trois mots encore. Quatre.", number="E01")
PLACES = (
    st.tuples(st.integers(0, len(SAID.text)), st.integers(0, len(SAID.text))).map(sorted).filter(lambda p: p[0] < p[1])
)


def banned(*places: list[int], lost: bool = False) -> Snapshot:
    found = []
    for n, (start, end) in enumerate(places):
        anchor = Anchor(start, end, SAID.text[start:end])
        made = Decision(f"d{n}", Kind.FLAG, "A", n, "2026-01-01T00:00:00Z", "e1", anchor=anchor, name="never")
        found.append(Placement(made, "e1", None if lost else anchor.span))
    return replace(snapshot([SAID], codebook(temps="urgence")), placements=tuple(found))


@given(st.lists(PLACES, max_size=3), PLACES)
def test_what_is_banned_is_never_printed_and_the_rest_is(bans: list[list[int]], bounds: list[int]) -> None:
    privacy, span = Privacy(banned(*bans)), Span(*bounds)
    kept = [n for n in range(span.start, span.end) if not any(start <= n < end for start, end in bans)]
    printed = privacy.words(SAID, span)
    assert printed.replace(say("tables.withheld"), "") == "".join(SAID.text[n] for n in kept)
    assert privacy.forbids(SAID, span) == (len(kept) < span.end - span.start)


def test_a_ban_whose_place_was_lost_holds_by_its_words() -> None:
    start = SAID.text.index("Deux")
    privacy = Privacy(banned([start, start + 9], lost=True))
    assert privacy.words(SAID, Span(0, len(SAID.text))) == say("tables.withheld")
    assert privacy.words(SAID, Span(SAID.text.index("Trois"), len(SAID.text.rstrip()))) == "Trois mots encore. Quatre."
