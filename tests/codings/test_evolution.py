import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codings import evolution
from qcode.codings.evolution import Act, Event
from qcode.codings.making import decide, withdraw
from qcode.errors import QcodeError
from qcode.model import Decision, Kind, Snapshot, Status
from qcode.study import evolving
from qcode.study.guide_files import Change, Guide
from qcode.study.study import Study
from tests.codings.build import GUIDE, decision, interview

ROOT = Path(__file__).parents[2]
ONE = interview("R: Un. Deux.")


def event(number: int, act: str, code: str, **more: object) -> Event:
    return Event(f"e{number}", Act(act), "léa", number, "2026-01-01T00:00:00Z", code, **more)  # type: ignore[arg-type]


def on(code: str, **more: object) -> Decision:
    return decision(Kind.ADD, "léa", ONE, "Un.", code, **more)


def codes(decisions: list[Decision], *events: Event) -> list[str]:
    return [made.code for made in evolution.read_through(decisions, events, GUIDE)[0]]


def test_an_event_is_one_line_and_comes_back() -> None:
    made = [
        event(1, "merge", "vieux", into=("temps",)),
        event(2, "rename", "temps", was="Temps", now="Le temps\n, long"),
    ]
    text = "\n".join(evolution.to_line(e) for e in made) + "\n{broken\n"
    found, problems = evolution.read_events(text + text, "evolution.jsonl")
    assert found == made
    assert {(p.kind, p.line) for p in problems} == {("event_corrupt", 3), ("event_corrupt", 6)}


def test_decisions_on_a_merged_code_are_read_as_the_other_and_back_when_undone() -> None:
    merged = event(1, "merge", "urgence", into=("temps",))
    assert codes([on("urgence"), on("lieux")], merged) == ["temps", "lieux"]
    assert codes([on("urgence")], merged, event(2, "undo", "urgence", target="e1")) == ["urgence"]
    again = event(3, "undo", "urgence", target="e2")
    assert codes([on("urgence")], merged, event(2, "undo", "urgence", target="e1"), again) == ["temps"]


def test_chains_are_followed_in_the_order_of_the_clock() -> None:
    a, b = event(1, "rename", "vieux", into=("urgence",)), event(2, "merge", "urgence", into=("temps",))
    assert codes([on("vieux")], a, b) == codes([on("vieux")], b, a) == ["temps"]
    circle = event(3, "merge", "temps", into=("urgence",))
    assert codes([on("vieux"), on("temps"), on("urgence")], a, b, circle) == ["urgence"] * 3


def test_changes_and_readings_are_read_through_as_well() -> None:
    merged = event(1, "merge", "urgence", into=("temps",))
    change = on("lieux", was_code="urgence")
    read = decision(Kind.READ, "léa", ONE, codes=("urgence", "temps", "lieux"))
    (found, reading), _ = evolution.read_through([change, read], [merged], GUIDE)
    assert (found.was_code, reading.codes) == ("temps", ("temps", "lieux"))


def test_unknown_codes_are_told_once_a_code_and_retired_ones_not_at_all() -> None:
    kept, problems = evolution.read_through([on("x"), on("x"), on("y"), on("lieux")], [event(1, "retire", "y")], GUIDE)
    assert [made.code for made in kept] == ["lieux"]
    assert [(p.kind, p.values["code"], p.values["n"]) for p in problems] == [("unknown_code", "x", 2)]


@given(
    st.permutations([event(1, "merge", "a", into=("b",)), event(2, "undo", "a", target="e1"), event(3, "retire", "c")])
)
def test_events_stand_whatever_the_order_of_lines(events: list[Event]) -> None:
    assert [e.id for e in evolution.standing(events)] == ["e3"]


# --- in the guide's files ------------------------------------------------------------------------------------------


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """The sample study with four decisions on one of its codes."""
    for name in ("qcode.toml", "codebook", "transcripts_sample"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    return Study(tmp_path)


def opened(study: Study) -> Snapshot:
    snapshot, problems = study.read()
    assert [p for p in problems if p.severity == "error"] == []
    return snapshot


def done(study: Study, change: Change) -> Snapshot:
    before = Guide(study.root, study.settings).texts()
    assert before == Guide(study.root, study.settings).texts()
    Guide(study.root, study.settings).apply(change)
    return opened(study)


def count(snapshot: Snapshot, code: str) -> int:
    return sum(made.code == code for made in snapshot.decisions)


def test_merge_and_undo_in_a_study(study: Study) -> None:
    guide, before = Guide(study.root, study.settings), opened(study)
    texts = guide.texts()
    change = evolving.merge(guide, before, "léa", "urgence", "temporalites.lenteur")
    assert guide.texts() == texts  # only prepared
    assert change.decisions == count(before, "urgence") > 0
    after = done(study, change)
    assert count(after, "urgence") == 0
    assert count(after, "lenteur") == count(before, "urgence") + count(before, "lenteur")
    code, other = after.codebook.find("urgence"), after.codebook.find("lenteur")
    assert code is not None
    assert other is not None
    assert code.retired
    rules = {rule.id for rule in before.codebook.rules if rule.code in ("urgence", "lenteur")}
    assert {rule.id for rule in other.rules} == rules
    back = done(study, evolving.undo(guide, after, "léa"))
    assert back.decisions == before.decisions
    assert guide.texts() == texts


def test_rename_renumber_and_move(study: Study) -> None:
    guide, before = Guide(study.root, study.settings), opened(study)
    texts = guide.texts()
    named = done(study, evolving.rename(guide, before, "léa", "urgence", "L’urgence, « vite »"))
    code = named.codebook.find("urgence")
    assert code is not None
    assert code.name("fr") == "L’urgence, « vite »"
    numbered = done(study, evolving.renumber(guide, named, "léa", "urgence", "hate"))
    assert (count(numbered, "hate"), count(numbered, "urgence")) == (count(before, "urgence"), 0)
    moved = done(study, evolving.move(guide, numbered, "léa", "hate", "reconnaissance"))
    assert moved.codebook.path("hate") == "reconnaissance.hate"
    for _ in range(3):
        moved = done(study, evolving.undo(guide, moved, "léa"))
    for a, b in zip(moved.codebook.codes, before.codebook.codes, strict=True):
        assert a == b
    assert count(moved, "urgence") == count(before, "urgence")
    assert {name: len(text.splitlines()) for name, text in guide.texts().items()} == {
        name: len(text.splitlines()) for name, text in texts.items()
    }
    with pytest.raises(QcodeError) as caught:
        for _ in range(2):
            done(study, evolving.undo(guide, moved, "léa"))
    assert caught.value.problems[0].kind == "nothing_to_undo"


def test_a_split_code_waits_to_be_coded_again_and_its_parts_were_never_read_for(study: Study) -> None:
    from qcode.codings import fold

    guide, before = Guide(study.root, study.settings), opened(study)
    folded = fold(before.interviews, before.codebook, (), before.placements, study.settings)
    whole = replace(before, passages=folded.passages, readings=folded.readings)
    change = evolving.split(guide, whole, "léa", "urgence", ["Urgence subie", "Urgence voulue"])
    assert change.event.into == ("urgence_subie", "urgence_voulue")
    assert sum(n for _, n in change.again) == sum(
        p.code == "urgence" and p.status is Status.CONFIRMED for p in folded.passages
    )
    after = done(study, change)
    assert count(after, "urgence") == count(before, "urgence")
    new = after.codebook.find("temporalites.urgence_subie")
    assert new is not None
    assert (new.provisional, new.born != "") == (True, True)
    readings = fold(after.interviews, after.codebook, (), after.placements, study.settings).readings
    again = replace(after, readings=readings)
    assert len(evolving.to_read_again(again, "urgence_subie")) == 12
    assert evolving.to_read_again(again, "lenteur") == ()


def test_a_code_goes_neither_into_itself_nor_into_what_is_under_it(study: Study) -> None:
    guide, before = Guide(study.root, study.settings), opened(study)
    for make in (evolving.merge, evolving.move):
        with pytest.raises(QcodeError):
            make(guide, before, "léa", "temporalites", "urgence")
    with pytest.raises(QcodeError):
        evolving.renumber(guide, before, "léa", "urgence", "lenteur")
    with pytest.raises(QcodeError):
        evolving.retire(guide, before, "léa", "nulle_part")


# --- what is taken back, to the byte --------------------------------------------------------------------------------

Make = Callable[[Guide, Snapshot], Change]
ACTS: dict[str, Make] = {
    "rename": lambda g, s: evolving.rename(g, s, "léa", "urgence", "L’urgence"),
    "renumber": lambda g, s: evolving.renumber(g, s, "léa", "urgence", "hate"),
    "renumber-parent": lambda g, s: evolving.renumber(g, s, "léa", "temporalites", "temps"),
    "merge": lambda g, s: evolving.merge(g, s, "léa", "urgence", "lenteur"),
    "split": lambda g, s: evolving.split(g, s, "léa", "urgence", ["Une", "Deux"]),
    "move": lambda g, s: evolving.move(g, s, "léa", "urgence", "interfaces"),
    "move-top": lambda g, s: evolving.move(g, s, "léa", "urgence"),
    "retire": lambda g, s: evolving.retire(g, s, "léa", "urgence"),
    "create": lambda g, s: evolving.create(g, s.codebook, "léa", "On attend tout le temps"),
}


def files(study: Study) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (study.root / "codebook").glob("*.yaml")}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("windows", [False, True])
def test_undone_files_are_the_same_to_the_byte(study: Study, act: str, windows: bool) -> None:
    path = study.root / "codebook/temporalites.yaml"
    text = path.read_text(encoding="utf-8").replace('id: "urgence"', "id:   urgence   # à voir\n", 1)
    path.write_bytes(("\ufeff" * windows + text.replace("\n", "\r\n" if windows else "\n")).encode())
    guide, before, written = Guide(study.root, study.settings), opened(study), files(study)
    after = done(study, ACTS[act](guide, before))
    assert files(study) != written
    if windows and act == "rename":
        assert files(study)[path.name].count(b"\n") == files(study)[path.name].count(b"\r\n")
    back = done(study, evolving.undo(guide, after, "léa"))
    assert files(study) == written
    assert back.decisions == before.decisions


def test_what_people_wrote_elsewhere_in_the_file_since_stays(study: Study) -> None:
    guide, path = Guide(study.root, study.settings), study.root / "codebook/temporalites.yaml"
    original = path.read_text(encoding="utf-8")
    after = done(study, evolving.rename(guide, opened(study), "léa", "urgence", "L’urgence"))
    path.write_text("# une remarque\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done(study, evolving.undo(guide, after, "léa"))
    assert path.read_text(encoding="utf-8") == "# une remarque\n" + original


def test_a_file_that_changed_between_looking_and_doing_is_not_touched(study: Study) -> None:
    guide, path = Guide(study.root, study.settings), study.root / "codebook/temporalites.yaml"
    change = evolving.rename(guide, opened(study), "léa", "urgence", "L’urgence")
    path.write_text("# une remarque\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(QcodeError) as caught:
        guide.apply(change)
    assert caught.value.problems[0].kind == "guide_changed"
    assert guide.events()[0] == []


def coded(study: Study, code: str) -> Decision:
    snapshot = opened(study)
    where = snapshot.interviews[0]
    span = next(segment.span for segment in where.segments if where.is_coded(segment))
    return study.decide([decide(Kind.ADD, "léa", where, snapshot.codebook, span=span, code=code)])[0]


def test_a_code_made_while_reading_is_undone_until_somebody_codes_with_it(study: Study) -> None:
    guide = Guide(study.root, study.settings)
    done(study, evolving.create(guide, opened(study).codebook, "léa", "Ruses"))
    made = coded(study, "ruses")
    with pytest.raises(QcodeError) as caught:
        evolving.undo(guide, opened(study), "léa")
    assert (caught.value.problems[0].kind, caught.value.problems[0].values["n"]) == ("code_in_use", 1)
    study.decide([withdraw("léa", made)])
    assert done(study, evolving.undo(guide, opened(study), "léa")).codebook.find("ruses") is None


def test_parts_of_a_split_that_were_coded_with_are_kept_and_retired(study: Study) -> None:
    guide = Guide(study.root, study.settings)
    done(study, evolving.split(guide, opened(study), "léa", "urgence", ["Une", "Deux"]))
    coded(study, "une")
    back = done(study, evolving.undo(guide, opened(study), "léa"))
    kept, whole = back.codebook.find("une"), back.codebook.find("urgence")
    assert kept is not None
    assert whole is not None
    assert (kept.retired, whole.retired, back.codebook.find("deux")) == (True, False, None)
    assert count(back, "une") == 1


def test_what_was_coded_under_an_id_that_was_given_back_follows(study: Study) -> None:
    guide, before = Guide(study.root, study.settings), opened(study)
    after = done(study, evolving.renumber(guide, before, "léa", "urgence", "hate"))
    coded(study, "hate")
    back = done(study, evolving.undo(guide, after, "léa"))
    assert count(back, "urgence") == count(before, "urgence") + 1


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("no_such_code", lambda g, s: evolving.retire(g, s, "léa", "zzz")),
        ("no_such_code", lambda g, s: evolving.merge(g, s, "léa", "urgence", "zzz")),
        ("no_such_code", lambda g, s: evolving.move(g, s, "léa", "urgence", "zzz")),
        ("code_into_itself", lambda g, s: evolving.merge(g, s, "léa", "urgence", "urgence")),
        ("code_into_itself", lambda g, s: evolving.move(g, s, "léa", "temporalites", "urgence")),
        ("code_there_already", lambda g, s: evolving.move(g, s, "léa", "urgence", "temporalites")),
        ("code_there_already", lambda g, s: evolving.move(g, s, "léa", "temporalites")),
        ("code_has_children", lambda g, s: evolving.retire(g, s, "léa", "temporalites")),
        ("label_taken", lambda g, s: evolving.rename(g, s, "léa", "urgence", s.codebook.find("lenteur").name("fr"))),
        ("label_taken", lambda g, s: evolving.rename(g, s, "léa", "urgence", s.codebook.find("urgence").name("fr"))),
        ("label_empty", lambda g, s: evolving.rename(g, s, "léa", "urgence", " ")),
        ("split_needs_two", lambda g, s: evolving.split(g, s, "léa", "urgence", ["Une"])),
        ("split_needs_two", lambda g, s: evolving.split(g, s, "léa", "urgence", ["Une", "une "])),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(study: Study, kind: str, make: Make) -> None:
    with pytest.raises(QcodeError) as caught:
        make(Guide(study.root, study.settings), opened(study))
    assert caught.value.problems[0].kind == kind
    assert caught.value.problems[0].message


def test_a_retired_code_is_not_retired_again_nor_coded_into(study: Study) -> None:
    guide = Guide(study.root, study.settings)
    after = done(study, evolving.retire(guide, opened(study), "léa", "urgence"))
    retired: tuple[Make, ...] = (
        ACTS["retire"],
        ACTS["split"],
        lambda g, s: evolving.merge(g, s, "léa", "lenteur", "urgence"),
    )
    for make in retired:
        with pytest.raises(QcodeError) as caught:
            make(guide, after)
        assert caught.value.problems[0].kind == "code_retired"
