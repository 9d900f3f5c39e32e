"""What is left: decisions under an older definition are counted while they stand."""

from __future__ import annotations

from dataclasses import replace

from qcode.codings.making import withdraw
from qcode.model import Codebook, Decision, Kind
from qcode.tables.progress import progress
from tests.codings.build import decision, interview
from tests.factory import code, snapshot

ONE = interview("R: On attend. On attend encore.")
GUIDE = Codebook((code("lenteur"),))


def older(*decisions: Decision) -> int:
    return progress(replace(snapshot([ONE], GUIDE), decisions=decisions))[0].older_guide


def test_only_codings_that_stand_under_another_definition_than_todays_are_counted() -> None:
    def on(kind: Kind, guide: str) -> Decision:
        return decision(kind, "léa", ONE, "On attend.", "lenteur", guide=guide)

    old = on(Kind.ADD, "older")
    assert older(old, on(Kind.ADD, "fp-lenteur"), on(Kind.ADD, ""), on(Kind.MEMO, "older")) == 1
    assert older(old, replace(withdraw("léa", old), clock=10**6)) == 0
