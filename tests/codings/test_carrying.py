import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcode.codings import to_line, union
from qcode.codings.evolution import Act
from qcode.errors import QcodeError
from qcode.model import Decision, Interview, Kind, Settings
from qcode.study.assigning import FILE, assign, assigned, draw
from qcode.study.carrying import merge, pack
from qcode.study.decisions import DecisionFiles
from qcode.study.guide_files import Guide
from tests.codings.build import decision, interview

ONE = interview("R: On attend. On attend encore.")
SETTINGS = Settings()


def add(coder: str = "léa", code: str = "lenteur") -> Decision:
    return replace(decision(Kind.ADD, coder, ONE, "On attend.", code), clock=0)


def study(root: Path, *decisions: Decision) -> DecisionFiles:
    (root / "codebook").mkdir(parents=True)
    (root / "codebook/g.yaml").write_text('id: "lenteur"\n', encoding="utf-8")
    (root / "qcode.toml").write_text("", encoding="utf-8")
    files = DecisionFiles(root, SETTINGS)
    files.append(decisions)
    return files


@pytest.mark.parametrize("packed", [True, False])
def test_what_a_colleague_decided_is_added_once_and_balances(tmp_path: Path, packed: bool) -> None:
    shared = add()
    here, there = study(tmp_path / "here", shared, add()), study(tmp_path / "there", shared, add("noé"), add("noé"))
    source = tmp_path / "there"
    if packed:
        source = tmp_path / "noé.zip"
        assert pack(tmp_path / "there", SETTINGS, source) == 4
    dry = merge(tmp_path / "here", SETTINGS, source, dry_run=True)
    assert len(here.read()[0]) == 2
    done = merge(tmp_path / "here", SETTINGS, source)
    assert done == dry
    assert (done.mine, done.theirs, done.both, done.added, done.refused, done.together) == (2, 3, 1, 2, 0, 4)
    assert done.balances
    again = merge(tmp_path / "here", SETTINGS, source)
    assert (again.mine, again.both, again.added, again.balances) == (4, 3, 0, True)
    assert {d.id for d in here.read()[0]} >= {d.id for d in there.read()[0]}
    merge(tmp_path / "there", SETTINGS, tmp_path / "here")
    assert there.read()[0] == here.read()[0]


def test_what_can_not_be_taken_is_counted_with_its_reason(tmp_path: Path) -> None:
    erased = add()
    tombstone = replace(decision(Kind.FORGET, "léa", ONE, epoch=1), clock=0)
    here = study(tmp_path / "here", tombstone)
    there = study(tmp_path / "there", erased, replace(add("noé"), interview="deux"))
    path = there.path("léa", "un")
    path.write_bytes(path.read_bytes() + b"{broken}\n")
    done = merge(tmp_path / "here", SETTINGS, tmp_path / "there")
    assert (done.theirs, done.added, done.refused, done.balances) == (3, 1, 2, True)
    assert {p.kind for p in done.problems} == {"decision_corrupt", "decision_erased"}
    assert erased.id not in {d.id for d in here.read()[0]}


def test_two_contents_under_one_id_are_both_kept_and_told(tmp_path: Path) -> None:
    one = add()
    here, there = study(tmp_path / "here", one), study(tmp_path / "there", replace(one, code="urgence"))
    done = merge(tmp_path / "here", SETTINGS, tmp_path / "there")
    assert (done.both, done.added, done.balances) == (1, 0, True)
    assert [p.kind for p in done.problems] == ["decision_twice"]
    merge(tmp_path / "here", SETTINGS, tmp_path / "there")
    merge(tmp_path / "there", SETTINGS, tmp_path / "here")
    assert here.read()[0] == there.read()[0]
    assert len(here.path("léa", "un").read_text().splitlines()) == 2


def test_the_history_of_the_guide_comes_along_and_its_files_are_only_compared(tmp_path: Path) -> None:
    study(tmp_path / "here")
    study(tmp_path / "there")
    theirs = Guide(tmp_path / "there", SETTINGS)
    event = theirs.event(Act.MERGE, "noé", "urgence", into=("lenteur",))
    from qcode.codings.evolution import to_line as event_line

    theirs.path.write_text(event_line(event) + "\n", encoding="utf-8")
    (tmp_path / "there/codebook/g.yaml").write_text('id: "autre"\n', encoding="utf-8")
    for _ in range(2):
        done = merge(tmp_path / "here", SETTINGS, tmp_path / "there")
    assert Guide(tmp_path / "here", SETTINGS).events()[0] == [event]
    assert [(p.kind, p.file) for p in done.problems] == [("merge_guide_differs", "codebook/g.yaml")]


def test_a_hostile_file_is_refused_in_words(tmp_path: Path) -> None:
    study(tmp_path / "here")
    for name, member in (("out.zip", "../../codings/x.jsonl"), ("bomb.zip", "transcripts/codings/x.jsonl")):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, b"\0" * 80_000_000 if "bomb" in name else b"{}")
    (tmp_path / "no.zip").write_bytes(b"no")
    for name in ("out.zip", "bomb.zip", "no.zip", "missing.zip"):
        with pytest.raises(QcodeError) as caught:
            merge(tmp_path / "here", SETTINGS, tmp_path / name)
        assert caught.value.problems[0].message


LINES = st.lists(st.sampled_from([replace(add(c), id=f"d{n}", clock=n % 3 + 1) for n in range(9) for c in "ab"]))


@given(LINES, LINES, LINES)
def test_union_is_idempotent_commutative_and_associative(
    a: list[Decision], b: list[Decision], c: list[Decision]
) -> None:
    whole = union(a + b + c)[0]
    assert union([*c, *a, *b, *a])[0] == whole
    assert union([*union(a + b)[0], *c, *a, *b])[0] == whole
    assert [to_line(d) for d in union(whole)[0]] == [to_line(d) for d in whole]


# --- drawing ------------------------------------------------------------------------------------------------------


def corpus(*values: str) -> list[Interview]:
    return [replace(interview("R: Oui.", f"e{n:02}"), attributes={"territoire": v}) for n, v in enumerate(values)]


@given(
    st.lists(st.sampled_from(["Nantes", "Lyon", "Marseille", ""]), max_size=30), st.floats(0.05, 1), st.integers(0, 99)
)
def test_a_draw_is_in_proportion_and_repeatable(values: list[str], share: float, seed: int) -> None:
    interviews = corpus(*values)
    drawn = draw(interviews, share, seed, ["territoire"])
    assert drawn == draw(interviews[::-1], share, seed, ["territoire"])[::-1]
    assert len(drawn) == len(set(drawn))
    assert share * len(values) - 1e-6 <= len(drawn) < share * len(values) + 1
    by_id = {one.id: one.attributes["territoire"] for one in interviews}
    groups, all_groups = Counter(by_id[name] for name in drawn), Counter(values)
    for value, size in all_groups.items():
        assert abs(groups[value] - len(drawn) * size / len(values)) < 1


def test_a_draw_is_frozen(tmp_path: Path) -> None:
    interviews = corpus(*["Nantes"] * 6, *["Lyon"] * 4)
    made = assign(tmp_path, SETTINGS, interviews, ["léa", "noé"], share=0.3, seed=7)
    assert len(made.interviews) == 3
    assert assigned(tmp_path, SETTINGS) == made
    with pytest.raises(QcodeError) as caught:
        assign(tmp_path, SETTINGS, interviews, ["léa", "noé"])
    assert caught.value.problems[0].kind == "already_assigned"
    (tmp_path / "transcripts/codings" / FILE).write_text("{")
    with pytest.raises(QcodeError):
        assigned(tmp_path, SETTINGS)


def test_one_coder_is_not_several(tmp_path: Path) -> None:
    with pytest.raises(QcodeError):
        assign(tmp_path, SETTINGS, corpus("Lyon"), ["léa", "léa"])
    assert assigned(tmp_path, SETTINGS) is None


# --- codes and folders --------------------------------------------------------------------------------------------


def test_codes_that_a_colleague_made_while_coding_come_with_their_decisions(tmp_path: Path) -> None:
    study(tmp_path / "here")
    study(tmp_path / "there", add("noé", "ruses"))
    (tmp_path / "there/codebook/ruses.yaml").write_text('id: "ruses"\n', encoding="utf-8")
    (tmp_path / "there/codebook/two.yaml").write_text('- id: "lenteur"\n- id: "x"\n', encoding="utf-8")
    dry = merge(tmp_path / "here", SETTINGS, tmp_path / "there", dry_run=True)
    assert not (tmp_path / "here/codebook/ruses.yaml").exists()
    done = merge(tmp_path / "here", SETTINGS, tmp_path / "there")
    assert done == dry
    assert {(p.kind, p.file) for p in done.problems} == {
        ("merge_code_taken", "codebook/ruses.yaml"),
        ("merge_guide_differs", "codebook/two.yaml"),
    }
    assert (tmp_path / "here/codebook/ruses.yaml").read_text(encoding="utf-8") == 'id: "ruses"\n'


@pytest.mark.parametrize("part", ["transcripts/codings", "transcripts/codings/noé"])
def test_the_folder_of_decisions_alone_is_enough(tmp_path: Path, part: str) -> None:
    study(tmp_path / "here")
    study(tmp_path / "there", add("noé"))
    assert merge(tmp_path / "here", SETTINGS, tmp_path / "there" / part).added == 1


def test_what_holds_no_decision_is_told(tmp_path: Path) -> None:
    study(tmp_path / "here")
    (tmp_path / "there").mkdir()
    assert [p.kind for p in merge(tmp_path / "here", SETTINGS, tmp_path / "there").problems] == ["merge_nothing"]
