from dataclasses import replace

from qcode.model import Anchor, Decision, Kind, Placement, Snapshot
from qcode.tables.findings import read_findings
from tests.factory import codebook, interview, snapshot

A = interview(
    "a", "Q: Et le temps ?", "R: Trop court. On s'épuise à redéposer chaque année.", number="E01", territoire="Lyon"
)
B = interview("b", "R: Un an, c'est court. On tient.", number="E02", territoire="Nantes")
TEXT = """
constats:
  - id: c1
    constat: "Le temps manque."
    appuis: ["E01:2", "E02:1 : « un an, c’est COURT »"]
    contraires: ["E02:1 : on tient"]
    codes: ["temps.urgence"]
    recommandations: [r1, r2]
  - constat: "Un seul le dit."
    appuis: ["E01:2"]
recommandations:
  - {id: r1, volet: "structuration", texte: "Trois ans."}
  - {id: r2, volet: "récit", texte: "Raconter."}
  - {id: r3, volet: "structuration", texte: "Payer."}
"""


def study() -> Snapshot:
    return snapshot([A, B], codebook(temps="urgence"))


def test_findings_and_recommendations_are_many_to_many() -> None:
    found, problems = read_findings(TEXT, study())
    assert problems == []
    first, second = found.findings
    assert [(s.place, s.quote) for s in first.supports] == [
        ("E01:2", "Trop court. On s'épuise à redéposer chaque année."),
        ("E02:1", "Un an, c'est court"),
    ]
    assert [s.quote for s in first.contrary] == ["On tient"]
    assert (first.thin, second.thin) == (False, True)
    assert first.values("territoire") == ("Lyon", "Nantes")
    assert {volet: [r.id for r in some] for volet, some in found.volets().items()} == {
        "structuration": ["r1", "r3"],
        "récit": ["r2"],
    }
    assert [finding.id for finding in found.leading_to("r2")] == ["c1"]
    assert found.leading_to("r3") == []


def test_every_mistake_is_told_at_once() -> None:
    text = """
constats:
  - constat: "x"
    appuis:
      - "E09:1"
      - "E01:1"
      - "E01:99"
      - "E01:2 : jamais dit"
      - "rien"
    codes: [inconnu]
    recommandations: [r9]
  - seul
"""
    found, problems = read_findings(text, study())
    assert [(p.kind, p.line) for p in sorted(problems, key=lambda p: p.line)] == [
        ("finding_place", 5),
        ("finding_interviewer", 6),
        ("finding_place", 7),
        ("finding_quote", 8),
        ("finding_place", 9),
        ("finding_code", 10),
        ("finding_recommendation", 11),
        ("finding_not_table", 12),
    ]
    assert all(problem.message and problem.hint for problem in problems)
    assert found.findings[0].supports == ()
    assert [p.kind for p in read_findings("- a", study())[1]] == ["findings_table"]


def test_what_must_not_be_quoted_supports_nothing() -> None:
    span = A.turn(2).span
    flag = Decision(
        "d", Kind.FLAG, "A", 1, "", "a", anchor=Anchor(span.start, span.end, A.quote(span)), name="never"
    )  # fmt: skip
    forbidden = replace(study(), placements=(Placement(flag, "a", span),))
    found, problems = read_findings(TEXT, forbidden)
    assert [p.kind for p in problems] == ["finding_never", "finding_never"]
    assert found.findings[0].thin
