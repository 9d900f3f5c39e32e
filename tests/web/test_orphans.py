"""Decisions whose words are gone: listed with what was lost, placed by a person, never by the page."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.web.studies import Page, span

WAS, IS = "On attend encore.", "On patiente toujours beaucoup trop."


@pytest.fixture(scope="module")
def rewritten(parsed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study in which a coded sentence was rewritten, parsed once."""
    study = copytree(parsed, tmp_path_factory.mktemp("lost") / "étude")
    page = Page(study)
    page.decide({"kind": "add", "code": "temps", **span(page, "nantes-asso", WAS)})
    path = study / "transcripts" / "nantes-asso.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(WAS, IS), encoding="utf-8")
    Page(study)
    return study


@pytest.fixture
def lost(rewritten: Path, tmp_path: Path) -> Path:
    return copytree(rewritten, tmp_path / "étude")


def fresh(study: Path) -> Page:
    """The page once more, whose decisions have ids of their own."""
    page = Page(study)
    page.serial = 10
    return page


def coded(page: Page) -> list[str]:
    found = page.get("interview", id="nantes-asso")["passages"]
    text = {turn["number"]: turn for turn in page.get("interview", id="nantes-asso")["turns"]}
    inside = (passage for passage in found if passage["status"] == "confirmed")
    return [text[p["turn"]]["text"][p["start"] - text[p["turn"]]["start"] :][: p["end"] - p["start"]] for p in inside]


def test_an_orphan_is_listed_and_counts_nowhere(lost: Path) -> None:
    page = fresh(lost)
    (orphan,) = page.get("orphans")["orphans"]
    assert (orphan["quote"], orphan["code"], orphan["mine"], orphan["title"]) == (
        WAS,
        "temps",
        True,
        "Une association 🌻",
    )
    assert "un jury" in orphan["before"]
    assert coded(page) == []
    assert "orphan" not in {problem["kind"] for problem in page.get("start")["problems"]}


def test_somebody_places_it_and_it_counts_at_once_and_after_a_restart(lost: Path) -> None:
    page = Page(lost, "Ali")
    (orphan,) = page.get("orphans")["orphans"]
    place = span(page, "nantes-asso", IS)
    page.post("orphans/place", {"id": orphan["id"], **place})
    assert page.get("orphans")["orphans"] == []
    assert coded(page) == [IS]
    assert coded(Page(lost)) == [IS]
    (passage,) = [p for p in Page(lost).get("interview", id="nantes-asso")["passages"] if p["status"] == "confirmed"]
    assert passage["coders"] == ["Zoé"]


def test_a_place_that_is_not_there_any_more_is_refused(lost: Path) -> None:
    page = fresh(lost)
    (orphan,) = page.get("orphans")["orphans"]
    place = span(page, "nantes-asso", IS)
    refused = page.post("orphans/place", {"id": orphan["id"], **place, "quote": "autre chose"}, status=409)
    assert refused["problems"][0]["kind"] == "page_text_changed"
    page.post("orphans/place", {"id": "nobody", **place}, status=422)
    assert len(page.get("orphans")["orphans"]) == 1


def test_its_own_coder_may_withdraw_it(lost: Path) -> None:
    page = fresh(lost)
    (orphan,) = page.get("orphans")["orphans"]
    page.decide({"kind": "withdraw", "interview": "nantes-asso", "target": orphan["id"]})
    assert page.get("orphans")["orphans"] == []
    assert coded(page) == []


def test_placing_can_be_taken_back(lost: Path) -> None:
    page = fresh(lost)
    (orphan,) = page.get("orphans")["orphans"]
    page.post("orphans/place", {"id": orphan["id"], **span(page, "nantes-asso", IS)})
    placed = next(one for one in page.desk.live.decisions.values() if one.kind == "place")
    page.decide({"kind": "withdraw", "interview": "nantes-asso", "target": placed.id})
    assert [one["id"] for one in page.get("orphans")["orphans"]] == [orphan["id"]]
    assert coded(page) == []
