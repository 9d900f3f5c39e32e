from pathlib import Path

import pytest

from qcode import codebook
from qcode.errors import QcodeError
from qcode.exports.guide_table import rows, to_docx, to_xlsx
from qcode.model import Settings
from qcode.study.guide_files import Guide
from qcode.study.guide_table import GuideImport, apply, read_guide

ROOT = Path(__file__).parents[2]
SETTINGS = Settings()
BEGUN = '# À nous.\nid: "lieux"\nlibelle: {fr: "Lieux", en: "Places"}\ndefinition: "Où l’on parle."\n'


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/lieux.yaml").write_text(BEGUN, encoding="utf-8")
    return Guide(tmp_path, SETTINGS)


def read(guide: Guide, table: str | bytes, name: str = "guide.csv") -> GuideImport:
    path = guide.root / name
    path.write_bytes(table.encode() if isinstance(table, str) else table)
    return read_guide(guide, codebook.load(guide.root, SETTINGS)[0], path)


@pytest.mark.parametrize("name", ["guide.xlsx", "guide.docx"])
def test_the_guide_of_the_sample_goes_out_and_comes_back(tmp_path: Path, name: str) -> None:
    sample, _ = codebook.load(ROOT, SETTINGS)
    data = to_xlsx(sample, "fr") if name.endswith("xlsx") else to_docx(sample, "fr")
    (tmp_path / "codebook").mkdir()
    guide = Guide(tmp_path, SETTINGS)
    made = read(guide, data, name)
    assert made.problems == ()
    apply(guide, made)
    again, problems = codebook.load(tmp_path, SETTINGS)
    assert [p for p in problems if p.severity == "error"] == []
    assert sorted(rows(again, "fr")[1:]) == sorted(rows(sample, "fr")[1:])
    assert read(Guide(ROOT, SETTINGS), data, str(tmp_path / name)).files == {}


def test_only_what_the_table_says_is_changed(guide: Guide) -> None:
    made = read(guide, 'Code;Définition;Inclure\nlieux;"Où l’on se parle, vraiment.";"bars\ncafés"\nlieux.bars;;\n')
    assert (made.new, made.changed, made.problems) == (("bars",), ("lieux",), ())
    assert guide.texts() == {"codebook/lieux.yaml": BEGUN}
    apply(guide, made)
    found, _ = codebook.load(guide.root, SETTINGS)
    lieux, bars = found.find("lieux"), found.find("lieux.bars")
    assert lieux is not None
    assert bars is not None
    assert lieux.label == {"fr": "Lieux", "en": "Places"}
    assert lieux.definition == {"fr": "Où l’on se parle, vraiment."}
    assert lieux.include == ("bars", "cafés")
    assert guide.texts()["codebook/lieux.yaml"].startswith("# À nous.\n")


def test_rows_that_can_not_be_read_are_told_and_the_others_are(guide: Guide) -> None:
    made = read(guide, "code,label\nLieux Dits,x\nlieux,y\nlieux,z\nnulle.part,x\n")
    assert [(p.kind, p.line) for p in made.problems] == [
        ("guide_table_code", 2),
        ("guide_table_twice", 4),
        ("guide_table_parent", 5),
    ]
    assert made.changed == ("lieux",)
    assert all(p.message and p.hint for p in made.problems)


@pytest.mark.parametrize(("name", "data"), [("a.csv", b"x,y\n1,2\n"), ("a.docx", b"no"), ("a.xlsx", b"no")])
def test_a_file_that_is_no_guide_is_refused_in_words(guide: Guide, name: str, data: bytes) -> None:
    with pytest.raises(QcodeError) as caught:
        read(guide, data, name)
    assert caught.value.problems[0].message


def test_words_of_a_guide_never_become_formulas(guide: Guide) -> None:
    import io

    import openpyxl

    (guide.folder / "lieux.yaml").write_text('id: "lieux"\nlibelle: "=1+1"\n', encoding="utf-8")
    found, _ = codebook.load(guide.root, SETTINGS)
    cell = openpyxl.load_workbook(io.BytesIO(to_xlsx(found, "fr"))).worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")
