"""What a coder sees: the queue under orders and filters, reading first, and coding blind."""

from collections.abc import Callable

from tests.web.studies import Page, draft, span

Open = Callable[..., Page]
MODE = "qcode_mode"


def work(page: Page, mode: str) -> Page:
    page.post("preferences", {"mode": mode})
    page.client.cookies.set(MODE, mode)
    return page


def test_the_least_certain_come_first(page: Page) -> None:
    scores = [item["score"] for item in page.items(order="unsure")]
    assert scores == sorted(scores)
    assert scores[0] == 0.6


def test_orders_group_what_they_name(page: Page) -> None:
    for order, key in (("code", "code"), ("interview", "interview")):
        values = [item[key] for item in page.items(order=order)]
        assert values == sorted(values, key=values.index)
        assert len(set(values)) > 1


def test_a_page_of_the_queue_goes_on_where_the_last_one_ended(page: Page) -> None:
    whole = [item["id"] for item in page.items()]
    walked, after = [], ""
    while batch := page.get("queue", limit=3, after=after)["items"]:
        walked += [item["id"] for item in batch]
        after = walked[-1]
    assert walked == whole


def test_filters_leave_what_they_say(page: Page) -> None:
    everything = page.get("queue", limit=50)
    for facet in everything["facets"]:
        for option in facet["values"]:
            if facet["id"] in ("status", "coder"):
                continue
            found = page.get("queue", limit=50, **{facet["id"]: option["value"]})
            assert len(found["items"]) == found["here"] == option["n"], option
            assert found["left"] == everything["left"]


def test_a_main_code_stands_for_its_sub_codes(page: Page) -> None:
    codes = {item["code"] for item in page.items(code="appels")}
    assert codes == {"appels", "concurrence"}


def test_decided_ones_are_found_by_status_and_coder(page: Page) -> None:
    one, other = page.items()[:2]
    page.decide(draft(one), draft(other, "reject"))
    assert [item["id"] for item in page.items(status="rejected")] == [other["id"]]
    assert {item["id"] for item in page.items(status=["confirmed", "rejected"], coder="Zoé")} == {
        one["id"],
        other["id"],
    }
    assert page.items(status="confirmed", coder="Ali") == []


def test_each_proposal_comes_with_its_question_and_its_reasons(page: Page) -> None:
    item = next(one for one in page.items() if one["quote"] == "Le dossier revient.")
    assert [turn["text"] for turn in item["context"]] == [
        "Et après ?",
        "Après, y a un jury. On attend encore. Le dossier revient.",
    ]
    (evidence,) = item["evidence"]
    assert evidence["rule"] == "aap-nom"
    assert evidence["why"] == "«\u00a0dossier\u00a0»"
    text = page.desk.live.interviews[item["interview"]].text
    assert [text[word["start"] : word["end"]] for word in evidence["words"]] == ["dossier"]


def test_reading_first_shows_proposals_turn_by_turn(page: Page) -> None:
    work(page, "read_first")
    assert page.items() == []
    found = page.get("interview", id="nantes-asso")
    assert found["hidden"]
    assert found["passages"] == []
    page.decide({"kind": "read", "interview": "nantes-asso", "turns": [1, 2]})
    assert {item["turn"] for item in page.items()} == {2}
    assert {p["turn"] for p in page.get("interview", id="nantes-asso")["passages"]} == {2}
    page.decide({"kind": "read", "interview": "nantes-asso"})
    found = page.get("interview", id="nantes-asso")
    assert found["read"]["mine"]
    assert not found["hidden"]
    assert {item["turn"] for item in page.items()} == {2, 4}


def test_blind_coding_sees_neither_others_nor_rules_until_all_is_read(page: Page, open_page: Open) -> None:
    place = span(page, "nantes-asso", "Après, y a un jury.")
    page.decide(
        {"kind": "add", "code": "temps", **place},
        {"kind": "memo", "name": "interview", "value": "secret", "interview": "nantes-asso"},
    )
    blind = work(open_page("Ali"), "blind")
    assert blind.items() == []
    blind.decide({"kind": "add", "code": "concurrence", **place})
    found = blind.get("interview", id="nantes-asso")
    assert [(p["code"], p["coders"]) for p in found["passages"]] == [("concurrence", ["Ali"])]
    assert found["notes"] == []
    history = blind.get("history", interview="nantes-asso", code="temps", start=place["start"], end=place["end"])
    assert history["decisions"] == []
    for path in ("matrix", "compare", "verbatims"):
        assert blind.get(path, 403, code="temps")["problems"][0]["kind"] == "page_blind"
    assert blind.client.get("/export/matrice.xlsx").status_code == 403
    assert blind.get("guide")["counts"] == {}
    blind.decide({"kind": "read", "interview": "nantes-asso"})
    codes = {p["code"] for p in blind.get("interview", id="nantes-asso")["passages"]}
    assert codes >= {"temps", "concurrence", "appels"}
    assert {item["interview"] for item in blind.items()} == {"nantes-asso"}


def test_only_what_was_decided_unseeing_is_blind(page: Page, open_page: Open) -> None:
    place, other = span(page, "nantes-asso", "Après, y a un jury."), span(page, "lyon-recherche", "Voilà.")
    page.decide({"kind": "add", "code": "temps", **place})  # seen openly: no blind coding of this interview any more
    work(page, "blind")
    page.decide({"kind": "add", "code": "concurrence", **place}, {"kind": "add", "code": "temps", **other})
    page.decide({"kind": "read", "interview": "lyon-recherche"}, {"kind": "add", "code": "appels", **other})
    marks = {(d.interview, d.code): d.blind for d in page.desk.live.decisions.values() if d.code}
    assert marks == {
        ("nantes-asso", "temps"): False,
        ("nantes-asso", "concurrence"): False,
        ("lyon-recherche", "temps"): True,
        ("lyon-recherche", "appels"): False,
    }
