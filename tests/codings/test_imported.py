from pathlib import Path

import pytest

from qcode import codebook, reading
from qcode.codings import fold, place
from qcode.codings.imported import Imported, import_rows
from qcode.codings.tables import read_table, understood
from qcode.model import Code, Codebook, Kind, Settings, Status
from qcode.study.decisions import DecisionFiles
from tests.codings.build import GUIDE, interview

ONE = interview(
    "E: Oui. Et ensuite ?\nR: Oui. On attend, « un an ».\nE: Et après ?\nR: Oui. On attend l'argent.\n", "lyon"
)
HEADER = "interview,quote,code,before,after,start,end,memo\n"


def imported(table: str, *, read: bool = False) -> Imported:
    rows, problems = read_table(table, "codings.csv")
    assert problems == []
    return import_rows(rows, "léa", [ONE], GUIDE, file="codings.csv", at="2026-01-01T00:00:00Z", read=read)


def quotes(result: Imported) -> list[str]:
    return [ONE.quote(made.anchor.span) for made in result.decisions if made.anchor]


def test_rows_are_placed_by_words_whatever_the_spaces_and_quotation_marks() -> None:
    result = imported(
        HEADER + 'lyon,"On  attend, “ un an ”.",lenteur\nE01,On attend l’argent.,temps.lenteur,,,,,à revoir'
    )
    assert quotes(result) == ["On attend, « un an ».", "On attend l'argent.", "On attend l'argent."]
    assert [(made.kind, made.code, made.value) for made in result.decisions] == [
        (Kind.ADD, "lenteur", ""),
        (Kind.ADD, "lenteur", ""),
        (Kind.MEMO, "lenteur", "à revoir"),
    ]
    assert (result.placed, result.problems) == (2, ())


def test_context_or_offsets_choose_between_equal_words() -> None:
    second = ONE.text.index("Oui. On attend l")
    by_context = imported(HEADER + 'lyon,Oui.,lieux,"E: Et après ?  R: "," On attend l\'argent."')
    by_offsets = imported(HEADER + f"lyon,Oui.,lieux,,,{second},{second + 4}")
    for result in (by_context, by_offsets):
        assert [made.anchor.start for made in result.decisions if made.anchor] == [second]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("lyon,Oui.,lieux", "import_ambiguous"),
        ("lyon,On attend un train.,lieux", "import_not_found"),
        ("lyon,,lieux", "import_not_found"),
        ("paris,Oui.,lieux", "import_interview"),
        ("lyon,Oui.,nulle.part", "import_code"),
        ("lyon,Et ensuite ?,lieux", "import_interviewer"),
    ],
)
def test_rows_without_a_place_are_listed_with_their_line(row: str, kind: str) -> None:
    result = imported(HEADER + f"lyon,On attend l'argent.,lenteur\n{row}\n")
    assert result.placed == 1
    assert [(p.kind, p.line) for p in result.problems] == [(kind, 3)]
    assert result.problems[0].message
    assert result.problems[0].hint


def test_the_table_of_a_french_spreadsheet_is_understood() -> None:
    rows, _ = read_table("\ufeffInterview;Quote;Code\r\nlyon;On attend, oui;lieux\r\n", "f.csv")
    assert [(row.line, row.quote, row.code) for row in rows] == [(2, "On attend, oui", "lieux")]
    _, problems = read_table("interview,text\nlyon,a\n", "f.csv")
    assert [(p.kind, p.values["columns"]) for p in problems] == [("import_column", "quote, code")]


def test_the_same_import_twice_adds_nothing(tmp_path: Path) -> None:
    table = HEADER + "lyon,On attend l'argent.,lenteur\nlyon,On attend l'argent.,lenteur\nlyon,« un an »,temps"
    files = DecisionFiles(tmp_path, Settings())
    assert [made.kind for made in files.append(imported(table, read=True).decisions)] == ["add", "add", "read"]
    assert files.append(imported(table, read=True).decisions) == []
    assert len(files.append(imported(table + "\nlyon,On attend l'argent.,urgence", read=True).decisions)) == 1


def test_who_read_in_full_denies_the_rest() -> None:
    result = imported(HEADER + "lyon,On attend l'argent.,lenteur", read=True)
    folded = fold([ONE], GUIDE, [], place(result.decisions, [ONE])[0], Settings())
    assert [(r.coder, r.codes) for r in folded.readings] == [("léa", frozenset(code.id for code in GUIDE.codes))]


def test_the_readings_of_the_sample_lie_where_they_say() -> None:
    root, settings = Path(__file__).parents[2], Settings(transcripts="transcripts_sample")
    interviews, _ = reading.read_folder(root, settings)
    guide, _ = codebook.load(root, settings)
    decisions, problems = DecisionFiles(root, settings).read()
    mine = [made for made in decisions if made.coder in ("codeur-a", "codeur-b")]
    placements, unplaced = place(mine, interviews)
    assert (problems, unplaced) == ([], [])
    assert not any(placement.moved for placement in placements)
    kinds = [(made.coder, made.kind) for made in mine]
    assert [kinds.count((coder, Kind.ADD)) for coder in ("codeur-a", "codeur-b")] == [847, 966]
    assert kinds.count(("codeur-a", Kind.READ)) == kinds.count(("codeur-b", Kind.READ)) == 12
    folded = fold(interviews, guide, [], placements, settings)
    assert {coding.status for coding in folded.codings} == {Status.CONFIRMED}
    assert (
        847 + 966 <= sum(len(coding.coders) for coding in folded.codings) < 847 + 966 + 10
    )  # a row may be two sentences


@pytest.mark.parametrize("name", ["Lenteur", "LENTEUR ", "lenteur", "Temps > Lenteur", "temps/lenteur"])
def test_codes_are_named_by_their_labels_as_well(name: str) -> None:
    result = imported(f'interview,quote,code\nlyon,"On attend, « un an ».",{name}\n')
    assert [made.code for made in result.decisions] == ["lenteur"]
    by_id = imported('interview,quote,code\nlyon,"On attend, « un an ».",lenteur\n')
    assert [made.id for made in result.decisions] == [made.id for made in by_id.decisions]


def test_a_label_that_two_codes_have_is_told_unless_the_code_above_says_which() -> None:
    two = Codebook((*GUIDE.codes, Code("ailleurs", "lieux", {"fr": "Urgence", "en": "Urgency"})))

    def codes(name: str) -> list[str]:
        rows, _ = read_table(f'interview,quote,code\nlyon,"On attend, « un an ».",{name}\n', "f.csv")
        made = import_rows(rows, "léa", [ONE], two, file="f.csv", at="2026-01-01T00:00:00Z")
        return [problem.kind for problem in made.problems] or [decision.code for decision in made.decisions]

    assert codes("Urgence") == ["import_code_several"]
    assert codes("Lieux > Urgence") == ["ailleurs"]
    assert codes("Urgency") == ["ailleurs"]
    assert codes("urgence") == ["urgence"]


def test_french_columns_are_understood_and_rows_may_be_signed_one_by_one() -> None:
    table = (
        "Entretien\tVerbatim\tThème\tContexte avant\tCodeur·se\tDate\n"
        "lyon.txt\tOui.\tLieux\tE: Et après ?  R: \tNoé\t2026\n"
    )
    rows, problems = read_table(table, "f.csv")
    assert problems == []
    made = import_rows(rows, "", [ONE], GUIDE, file="f.csv", at="2026-01-01T00:00:00Z", read=True)
    assert [(d.kind, d.coder) for d in made.decisions] == [(Kind.ADD, "Noé"), (Kind.READ, "Noé")]
    titles = ["Entretien", "Verbatim", "Thème", "Contexte avant", "Codeur·se", "Date"]
    assert understood(titles) == {
        "interview": "Entretien",
        "quote": "Verbatim",
        "code": "Thème",
        "before": "Contexte avant",
        "coder": "Codeur·se",
    }
