"""A changed rule says what it changes, and changes nothing that somebody decided."""

from __future__ import annotations

from pathlib import Path

from qcode.codings.making import decide
from qcode.model import Kind, Status
from qcode.study import Study
from qcode.study.run import run

GUIDE = 'id: "temps"\nrules:\n  - id: "un"\n    any: [{terms}]\n'


def write_rule(study: Path, *terms: str) -> None:
    text = GUIDE.format(terms=", ".join(f'"{term}"' for term in terms))
    (study / "codebook/temps.yaml").write_text(text, encoding="utf-8")


def test_what_came_and_went_and_what_was_decided_on_it(uncoded: Path) -> None:
    for path in (uncoded / "codebook").iterdir():
        path.unlink()
    write_rule(uncoded, "urgence", "mandat")
    study = Study(uncoded)
    assert run(study).changes is None
    snapshot, _ = study.load()
    first, second, *_ = snapshot.suggestions
    for kind, suggestion in ((Kind.ACCEPT, first), (Kind.REJECT, second)):
        interview = snapshot.interview(suggestion.interview)
        assert interview
        span = interview.segments[suggestion.segment].span
        study.decide([decide(kind, "léa", interview, snapshot.codebook, span=span, code="temps")])
    write_rule(uncoded, "delai")
    gone = run(study).changes
    assert gone is not None
    assert len(gone.lost) == len(snapshot.suggestions)
    assert gone.lost_confirmed == 1
    write_rule(uncoded, "urgence", "mandat")
    back = run(study).changes
    assert back is not None
    assert len(back.new) == len(snapshot.suggestions)
    assert back.new_rejected == 1
    after, _ = study.load()
    statuses = [coding.status for coding in after.codings]
    assert statuses.count(Status.CONFIRMED) == 1
    assert statuses.count(Status.REJECTED) == 1
