"""Decisions through the page: kept on the disk before they are acknowledged, once, where the person saw the words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qcode.errors import QcodeError, error
from tests.web.studies import Page, draft, span

Open = Callable[..., Page]


def lines(study: Path) -> list[dict[str, object]]:
    files = sorted((study / "transcripts" / "codings").rglob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_acknowledged_decision_is_on_the_disk(page: Page, study: Path) -> None:
    item = page.items()[0]
    answer = page.decide(draft(item, seconds=1.5))
    (line,) = lines(study)
    assert answer["saved"] == [line["id"]]
    assert (line["kind"], line["coder"], line["code"], line["seconds"]) == ("accept", "Zoé", item["code"], 1.5)
    assert line["suggestion"] == item["id"]
    assert item["id"] not in [other["id"] for other in page.items()]


def test_the_same_decision_sent_again_is_acknowledged_and_kept_once(page: Page, study: Path) -> None:
    sent = {"id": "resent-after-silence", **draft(page.items()[0])}
    for _ in range(3):
        assert page.post("decide", {"decisions": [sent]})["saved"] == ["resent-after-silence"]
    assert len(lines(study)) == 1


def test_also_after_the_server_came_back(page: Page, study: Path, open_page: Open) -> None:
    sent = {"id": "resent-after-restart", **draft(page.items()[0])}
    page.post("decide", {"decisions": [sent]})
    assert open_page("Zoé").post("decide", {"decisions": [sent]})["saved"] == ["resent-after-restart"]
    assert len(lines(study)) == 1


def test_nothing_is_acknowledged_when_the_disk_refuses(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    item = page.items()[0]

    def full(*_: object) -> None:
        raise QcodeError(error("disk_full", "x", reason="ENOSPC"))

    with monkeypatch.context() as broken:
        broken.setattr("qcode.study.decisions.append", full)
        answer = page.decide(draft(item), status=507)
    assert answer["problems"][0]["kind"] == "disk_full"
    assert item["id"] in [other["id"] for other in page.items()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "autre chose"},
        {"start": 0},
        {"start": -1},
        {"end": 10**9},
        {"sha256": "0" * 64},
        {"code": "inconnu"},
    ],
)
def test_a_span_that_is_not_what_the_person_saw_is_refused(page: Page, study: Path, wrong: dict[str, object]) -> None:
    page.decide({**draft(page.items()[0]), **wrong}, status=409)
    assert lines(study) == []


@pytest.mark.parametrize("kind", ["forget", "pseudonymise", "nonsense", ""])
def test_the_page_sends_no_other_kinds(page: Page, study: Path, kind: str) -> None:
    page.decide(draft(page.items()[0], kind), status=400)
    assert lines(study) == []


def test_offsets_count_code_points_across_emoji_and_accents(page: Page) -> None:
    words = "Le dossier est énorme."
    page.decide({"kind": "add", "code": "temps", **span(page, "nantes-asso", words)})
    passages = page.get("interview", id="nantes-asso")["passages"]
    (added,) = [one for one in passages if one["code"] == "temps" and one["status"] == "confirmed"]
    text = page.desk.live.interviews["nantes-asso"].text
    ((start, end),) = added["quotes"]
    assert text[start:end] == words
    assert text[added["start"] : added["end"]] == f"😀 {words}"


def test_undo_is_a_withdrawal_and_undoing_it_again_restores(page: Page) -> None:
    item = page.items()[0]
    (first,) = page.decide(draft(item))["saved"]
    (second,) = page.decide({"kind": "withdraw", "interview": item["interview"], "target": first})["saved"]
    assert item["id"] in [one["id"] for one in page.items()]
    page.decide({"kind": "withdraw", "interview": item["interview"], "target": second})
    assert item["id"] not in [one["id"] for one in page.items()]


def test_nobody_undoes_what_somebody_else_decided(page: Page, open_page: Open) -> None:
    item = page.items()[0]
    (first,) = page.decide(draft(item))["saved"]
    other = open_page("Ali")
    answer = other.decide({"kind": "withdraw", "interview": item["interview"], "target": first}, status=409)
    assert answer["problems"][0]["kind"] == "page_not_yours"


def test_a_changed_code_moves_the_passage(page: Page) -> None:
    item = next(one for one in page.items() if one["code"] == "appels")
    was = {"start": item["start"], "end": item["end"]}
    page.decide({**draft(item, "change"), "code": "temps", "was_code": "appels", "was": was})
    passages = page.get("interview", id=item["interview"])["passages"]
    here = {(p["code"], p["status"]) for p in passages if p["start"] <= item["start"] < p["end"]}
    assert {("appels", "rejected"), ("temps", "confirmed")} <= here


def test_similar_ones_are_kept_as_a_batch(page: Page) -> None:
    item = next(one for one in page.items() if one["similar"] > 1)
    found = page.get("similar", id=item["id"])["items"]
    assert len(found) == item["similar"] == page.get("similar", id=item["id"])["n"]
    assert found[0]["id"] == item["id"]
    page.decide(*(draft(one, batch="b1") for one in found))
    interviews = {one["interview"] for one in found}
    kept = [p for name in interviews for p in page.get("interview", id=name)["passages"] if p["status"] == "confirmed"]
    assert kept
    assert all(passage["batch"] for passage in kept)


def test_two_windows_and_two_coders_see_each_other(page: Page, open_page: Open) -> None:
    other = open_page("Ali")
    item = page.items()[0]
    before = other.get("pulse")
    page.decide(draft(item))
    other.desk._looked = 0
    after = other.get("pulse")
    assert after["version"] != before["version"]
    assert after["left"] == before["left"] - 1
    assert item["id"] not in [one["id"] for one in other.items()]


def test_memos_flags_and_facets_come_back_on_the_interview(page: Page) -> None:
    place = span(page, "nantes-asso", "On attend encore.")
    page.decide(
        {"kind": "memo", "name": "passage", "value": "À relire", "code": "", **place},
        {"kind": "flag", "name": "contrary", "code": "", **place},
        {"kind": "facet", "name": "registre", "value": "frein", "code": "temps", **place},
        {"kind": "memo", "name": "study", "value": "En général", "interview": ""},
    )
    found = page.get("interview", id="nantes-asso", text="no")
    assert {(n["kind"], n["name"], n["value"], n["quote"]) for n in found["notes"]} == {
        ("memo", "passage", "À relire", "On attend encore."),
        ("flag", "contrary", "", "On attend encore."),
        ("facet", "registre", "frein", "On attend encore."),
        ("memo", "study", "En général", ""),
    }
    assert found["facets"] == [{"id": "registre", "label": "registre", "values": ["frein"]}]
    assert found["free_facets"]
    history = page.get("history", interview="nantes-asso", code="temps", start=place["start"], end=place["end"])
    assert [item["kind"] for item in history["decisions"]] == ["facet"]


def test_a_read_only_page_decides_nothing(study: Path, open_page: Open) -> None:
    page = open_page("Zoé", read_only=True)
    page.decide(draft(page.items()[0]), status=403)
    page.post("code", {"label": "Nouveau"}, status=403)
    assert lines(study) == []


@pytest.mark.parametrize("body", ["", "[]", "null", "1", '"x"', "{", "[" * 100_000, '{"decisions": 3}', "{}"])
def test_nonsense_is_answered_not_raised(page: Page, body: str) -> None:
    headers = {"origin": "http://127.0.0.1:8123", "content-type": "application/json"}
    answer = page.client.post("/api/decide", content=body, headers=headers)
    assert answer.status_code == 400


def test_what_is_too_large_is_refused(page: Page) -> None:
    headers = {"origin": "http://127.0.0.1:8123", "content-type": "application/json"}
    assert page.client.post("/api/decide", content=b" " * (3 << 20), headers=headers).status_code == 413


def test_a_question_or_a_stage_direction_is_never_coded(study: Path) -> None:
    path = study / "transcripts" / "lyon-recherche.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Voilà.", "[rires] Voilà."), encoding="utf-8")
    page = Page(study)
    for words in ("Vous répondez à des appels ?", "[rires]"):
        place = span(page, "lyon-recherche", words)
        refused = page.decide({"kind": "add", "code": "temps", **place}, status=409)
        assert refused["problems"][0]["kind"] == "page_not_codable"
        page.decide({"kind": "memo", "name": "passage", "value": "à noter", **place})
    page.decide({"kind": "add", "code": "temps", **span(page, "lyon-recherche", "[rires] Voilà.")})
