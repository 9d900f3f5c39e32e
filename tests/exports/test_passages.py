"""passages.csv: the contract's columns, verbatim quotes, nothing rejected."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from qcode.exports import passages
from qcode.model import Interview, Snapshot, Status
from tests.factory import codebook, coding, interview, snapshot

GUIDE = codebook(temps="lenteur urgence", lieux="")
CONTRACT = (
    "interview,start,end,quote,code,status,origin,rules,evidence,score,coders,territoire,type_acteur,speaker,turn"
)


def study(where: Interview) -> Snapshot:
    codings = [
        coding(where, 1, "lenteur", coders=("B", "A"), rule="lent"),
        coding(where, 1, "lieux", Status.SUGGESTED, rule="lieu"),
        coding(where, 0, "urgence", Status.REJECTED),
    ]
    return snapshot([where], GUIDE, codings)


def rows(content: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def test_the_contract() -> None:
    where = interview("n", "R: Un. C'est « long ;\n", "R2: Non.", territoire="Nantes", age="40", turn="x")
    content = passages.csv(study(where))
    head = content.split("\n")[0]
    assert head == CONTRACT + ",age,attribute.turn"
    assert not content.startswith("\ufeff")
    assert "\r" not in content
    lenteur, lieux = rows(content)
    assert where.text[int(lenteur["start"]) : int(lenteur["end"])] == lenteur["quote"] == "C'est « long ;"
    assert (lenteur["code"], lenteur["status"], lenteur["coders"], lenteur["age"]) == (
        "temps.lenteur",
        "confirmed",
        "A;B",
        "40",
    )
    assert (lieux["status"], lieux["origin"], lieux["score"], lieux["type_acteur"]) == ("suggested", "rule", "1", "")
    why = json.loads(lieux["evidence"])
    assert why[0]["rule"] == "lieu"
    start, end = why[0]["spans"][0]
    assert where.text[start:end] == why[0]["words"][0] == "C'est"


def test_the_french_excel_variant_is_guarded() -> None:
    where = interview("n", "R: Un. =2+2", territoire="+33")
    content = passages.excel_csv(study(where))
    assert content.startswith("\ufeff")
    row = rows(content, ";")[0]
    assert (row["quote"], row["territoire"]) == ("'=2+2", "'+33")


@given(st.text(alphabet=st.characters(exclude_characters=".?!\n\r:", exclude_categories=["Cs"]), min_size=1))
def test_quotes_are_verbatim(said: str) -> None:
    where = interview("n", f"R: Un. x{said}x")
    for row in rows(passages.csv(study(where))):
        assert row["quote"] == where.text[int(row["start"]) : int(row["end"])]


def test_the_same_study_gives_the_same_bytes() -> None:
    where = interview("n", "R: Un. Deux.", b="1", a="2")
    assert passages.csv(study(where)) == passages.csv(study(where))
