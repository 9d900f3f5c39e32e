"""The door: every route of the page refuses whoever is not our page in the browser that was given the token."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from qcode.web.guard import HEADERS, Keys
from tests.web.studies import HOST, PORT, Page

OURS = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "content-type": "application/json"}


@pytest.fixture(scope="module")
def page(parsed: Path) -> Page:
    return Page(parsed)


def routes(page: Page) -> list[tuple[str, str]]:
    """Every path and method that the application answers to."""
    found = []
    for route in page.app.app.routes:  # type: ignore[attr-defined]
        if isinstance(route, Mount):
            found.append((f"{route.path}/queue.js", "GET"))
        else:
            assert isinstance(route, Route)
            found += [(route.path, method) for method in (route.methods or set()) - {"HEAD"}]
    return found


def ask(page: Page, path: str, method: str, cookie: bool = True, **headers: str | None) -> int:
    sent: dict[str, str] = {"host": HOST, **(OURS if method == "POST" else {})}
    for name, value in headers.items():
        key = name.replace("_", "-")
        sent.pop(key, None)
        if value is not None:
            sent[key] = value
    if cookie:
        sent["cookie"] = f"qcode_{PORT}={page.keys.session}"
    client = TestClient(page.app, base_url=f"http://{HOST}")
    client.cookies.clear()
    return client.request(method, path, headers=sent, content="{}" if method == "POST" else None).status_code


ATTACKS: dict[str, tuple[int, dict[str, Any]]] = {
    "no token": (401, {"cookie": False}),
    "foreign host": (421, {"host": "evil.example"}),
    "foreign host that looks like ours": (421, {"host": f"127.0.0.1.evil.example:{PORT}"}),
    "wrong port": (421, {"host": "127.0.0.1:80"}),
    "no port": (421, {"host": "127.0.0.1"}),
    "another site": (403, {"sec_fetch_site": "cross-site"}),
    "another port of this machine": (403, {"sec_fetch_site": "same-site"}),
}
ON_WRITING: dict[str, tuple[int, dict[str, Any]]] = {
    "no origin": (403, {"origin": None}),
    "evil origin": (403, {"origin": "http://evil.example"}),
    "origin of another port": (403, {"origin": "http://127.0.0.1:9999"}),
    "null origin": (403, {"origin": "null"}),
    "opened from the address bar": (403, {"sec_fetch_site": "none"}),
    "text/plain": (415, {"content_type": "text/plain"}),
    "a form": (415, {"content_type": "application/x-www-form-urlencoded"}),
    "no type": (415, {"content_type": ""}),
}


def test_there_are_routes_to_enumerate(page: Page) -> None:
    paths = routes(page)
    assert len(paths) > 25
    assert {"/", "/queue", "/api/decide", "/static/queue.js", "/export/matrice.xlsx"} <= {path for path, _ in paths}


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_route_refuses(page: Page, attack: str) -> None:
    status, how = ATTACKS[attack]
    assert {ask(page, path, method, **how) for path, method in routes(page)} == {status}


@pytest.mark.parametrize("attack", ON_WRITING)
def test_every_route_that_changes_something_refuses(page: Page, attack: str) -> None:
    status, how = ON_WRITING[attack]
    writing = [path for path, method in routes(page) if method == "POST"]
    assert len(writing) > 8
    assert {ask(page, path, "POST", **how) for path in writing} == {status}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_do_not_exist(page: Page, method: str) -> None:
    ours: dict[str, Any] = dict(OURS)
    assert {ask(page, path, method, **ours) for path, _ in routes(page)} == {405}


def test_our_own_page_is_let_in(page: Page) -> None:
    assert ask(page, "/api/codes", "GET", sec_fetch_site="same-origin") == 200
    assert ask(page, "/queue", "GET", sec_fetch_site="none") == 200
    assert ask(page, "/api/preferences", "POST") == 200


def test_a_second_host_header_is_refused(page: Page) -> None:
    status: list[int] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    hosts = [(b"host", HOST.encode()), (b"host", b"evil.example")]
    cookie = (b"cookie", f"qcode_{PORT}={page.keys.session}".encode())
    for headers in (hosts, []):
        scope = {"type": "http", "method": "GET", "path": "/queue", "query_string": b"", "headers": [*headers, cookie]}
        import anyio

        anyio.run(page.app, scope, receive, send)
    assert status == [421, 421]


def test_forwarded_headers_change_nothing(page: Page) -> None:
    assert ask(page, "/queue", "GET", host="evil.example", x_forwarded_host=HOST, forwarded=f"host={HOST}") == 421


def test_the_token_opens_once(study: Path) -> None:
    page = Page(study)
    again = TestClient(page.app, base_url=f"http://{HOST}").get("/?token=" + "x" * 43, headers={"host": HOST})
    assert again.status_code == 401
    assert page.keys.token == ""
    keys = Keys()
    token = keys.token
    assert keys.exchange(token)
    assert not keys.exchange(token)
    assert not keys.exchange("")


def test_the_cookie_is_for_this_page_alone(study: Path) -> None:
    from qcode.study import Study
    from qcode.web.app import create_app

    keys = Keys()
    client = TestClient(create_app(Study(study), "Zoé", port=PORT, keys=keys), base_url=f"http://{HOST}")
    answer = client.get(f"/?token={keys.token}", headers={"host": HOST}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"qcode_{PORT}=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert keys.session not in answer.headers["location"]


@pytest.mark.parametrize("path", ["/queue", "/api/codes", "/static/qcode.css", "/nowhere"])
def test_every_answer_carries_the_safety_headers(page: Page, path: str) -> None:
    client = TestClient(page.app, base_url=f"http://{HOST}")
    for headers in ({"host": HOST, "cookie": f"qcode_{PORT}={page.keys.session}"}, {"host": "evil.example"}):
        answer = client.get(path, headers=headers)
        for name, value in HEADERS.items():
            assert answer.headers.get_list(name) == [value]


def test_websockets_are_closed(page: Page) -> None:
    from starlette.websockets import WebSocketDisconnect

    client = TestClient(page.app, base_url=f"http://{HOST}")
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/api/decide"):
        pass


def test_pages_hold_no_inline_script_style_or_data(page: Page) -> None:
    for path, method in routes(page):
        if method == "GET" and path.count("/") == 1 and path != "/":
            html = page.client.get(path).text
            assert "<script>" not in html
            assert "style=" not in html
            assert " on" not in "".join(part.partition(">")[0] for part in html.split("<button")[1:])
            assert json.dumps("Petite étude") not in html
