from dataclasses import replace

from qcode.codings import place
from qcode.model import Decision, Kind, Snapshot
from qcode.tables.units import MISSING, Unit, Units, proposals, units
from tests.codings.build import ANY, GUIDE, decision, interview, suggestion

ONE = interview("E: Alors ?\nR: On attend. Puis rien.\nE: Et ici ?\nR: Ici, oui. On court.", "un")
TWO = interview("R: Rien du tout. Ou presque.", "deux")


def study(*decisions: Decision) -> Snapshot:
    placements, _ = place(decisions, [ONE, TWO])
    return Snapshot(ANY, GUIDE, (ONE, TWO), placements=tuple(placements))


def says(found: Units, coder: str, code: str) -> list[int]:
    return [int(answer) for answer in found.of(coder, code)]


def add(coder: str, quote: str, code: str, **more: object) -> Decision:
    return decision(Kind.ADD, coder, ONE, quote, code, **more)


def test_silence_is_a_no_only_where_somebody_decided_or_read() -> None:
    found = units(study(add("a", "On attend.", "lieux"), decision(Kind.READ, "b", TWO)))
    assert found.units == (*(Unit("un", n) for n in (1, 2, 4, 5)), Unit("deux", 0), Unit("deux", 1))
    assert says(found, "a", "lieux") == [1, 0, 0, 0, MISSING, MISSING]
    assert says(found, "b", "lieux") == [MISSING] * 4 + [0, 0]


def test_only_what_was_read_is_denied_where_a_reading_is_on_record() -> None:
    part = decision(Kind.READ, "a", ONE, turns=(2, 2), codes=("lieux",))
    found = units(study(part, add("a", "On court.", "lieux")), level="exact")
    assert says(found, "a", "lieux") == [0, 0, MISSING, 1, MISSING, MISSING]
    assert says(found, "a", "urgence") == [MISSING] * 6


def test_sub_codes_speak_for_their_top_level_code() -> None:
    found = units(study(add("a", "On attend.", "lenteur"), add("a", "On court.", "urgence")))
    assert found.codes == ("temps", "lieux")
    assert says(found, "a", "temps")[:4] == [1, 0, 0, 1]
    partly = units(study(decision(Kind.READ, "a", ONE, codes=("lenteur",)), add("a", "On court.", "urgence")))
    assert says(partly, "a", "temps")[:4] == [MISSING, MISSING, MISSING, 1]


def test_turns_and_interviews_are_said_as_soon_as_one_sentence_is() -> None:
    snapshot = study(add("a", "On court.", "lieux"))
    turns = units(snapshot, unit="turn")
    assert turns.units == (Unit("un", 2), Unit("un", 4), Unit("deux", 1))
    assert says(turns, "a", "lieux") == [0, 1, MISSING]
    assert says(units(snapshot, unit="interview"), "a", "lieux") == [1, MISSING]
    assert turns.interviews() == {"un": [0, 1], "deux": [2]}


def test_blind_leaves_out_what_was_decided_after_seeing_the_others() -> None:
    first = add("a", "On attend.", "lieux", blind=True)
    seen = add("a", "On court.", "lieux")
    undone = decision(Kind.WITHDRAW, "a", ONE, target=first.id)
    found = study(first, seen, undone)
    assert says(units(found, blind=True), "a", "lieux")[:4] == [1, 0, 0, 0]
    assert says(units(found), "a", "lieux")[:4] == [0, 0, 0, 1]


def test_rules_speak_about_the_same_units_and_always() -> None:
    snapshot = replace(study(add("a", "On attend.", "lieux")), suggestions=(suggestion(ONE, "On court", "urgence"),))
    for unit in ("sentence", "turn", "interview"):
        found = proposals(snapshot, snapshot.suggestions, unit=unit)
        assert found.units == units(snapshot, unit=unit).units
        assert found.codes == units(snapshot, unit=unit).codes
        assert set(says(found, "", "temps")) == {0, 1}
    assert says(proposals(snapshot, snapshot.suggestions, level="exact"), "", "urgence") == [0, 0, 0, 1, 0, 0]
