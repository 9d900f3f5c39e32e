"""The door of the page: the outermost ASGI layer, which lets nothing through that it does not know.

Whatever the routes are, a request needs an exact Host with the right port and the cookie that a one-time token was
exchanged for; one that changes something also needs our own Origin and JSON. Decided on `scope["path"]` and raw
headers alone: parsed URLs and forwarded headers can be forged.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from qcode.words import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD"})
UNSAFE = frozenset({"POST"})
POLICY = "content-security-policy"
HEADERS = {
    POLICY: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


_OWN_STYLE = re.compile(
    r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'; "
    r"frame-ancestors 'none'"
)


def own_style(digest: str) -> str:
    """The policy of a page that brings one style along, known by its SHA-256 in base64, and runs nothing."""
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


@dataclass(slots=True)
class Keys:
    """The secrets of one running page: a token that opens once, and what the browser shows afterwards."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def exchange(self, token: str) -> bool:
        """Use the token up; False for a wrong one, or one already used."""
        if not self.token or not secrets.compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = ""
        return True


class Guard:
    """Refuse everything but our own page in the browser that was given the token."""

    def __init__(self, app: ASGIApp, keys: Keys, port: int) -> None:
        """Guard `app`, served on this port of the loopback interface."""
        self.app = app
        self.keys = keys
        self.cookie = f"qcode_{port}"  # cookies ignore ports: two pages at once must not take each other's
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or let through."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self.answer(scope) or self.app
            await answer(scope, receive, _with_headers(send))
        else:  # no websocket is ever opened here
            await receive()
            await send({"type": "websocket.close", "code": 1008})

    def answer(self, scope: Scope) -> Response | None:
        """What is answered at the door; None lets the request through."""
        headers = _headers(scope)
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return _refusal(421, "host")
        if scope["method"] not in SAFE | UNSAFE:
            return _refusal(405, "method")
        sites = headers.get("sec-fetch-site", [])
        token = self._token(scope)
        if token and sites not in ([], ["none"], ["same-origin"]):
            return _refusal(403, "origin")
        if token and self.keys.exchange(token):
            return self._welcome()
        if not self._is_known(headers.get("cookie", [])):
            return _refusal(401, "token")
        if token:
            return RedirectResponse("/", 303)
        return _foreign(scope["method"], hosts[0], headers)

    def _token(self, scope: Scope) -> str:
        if scope["method"] != "GET" or scope["path"] != "/":
            return ""
        query: bytes = scope["query_string"]
        return parse_qs(query.decode("latin-1")).get("token", [""])[0]

    def _welcome(self) -> Response:
        response = RedirectResponse("/", 303)
        response.set_cookie(self.cookie, self.keys.session, httponly=True, samesite="strict", path="/")
        return response

    def _is_known(self, cookies: list[str]) -> bool:
        shown = ""
        for text in cookies:
            try:
                jar = SimpleCookie(text)
            except CookieError:
                continue
            shown = jar[self.cookie].value if self.cookie in jar else shown
        return secrets.compare_digest(shown.encode(), self.keys.session.encode())


def _foreign(method: str, host: str, headers: dict[str, list[str]]) -> Response | None:
    """Refuse what another site or another port of this machine asks, even with our cookie."""
    sites = headers.get("sec-fetch-site", [])
    if method in SAFE:
        return None if sites in ([], ["none"], ["same-origin"]) else _refusal(403, "origin")
    if headers.get("origin", []) != [f"http://{host}"] or sites not in ([], ["same-origin"]):
        return _refusal(403, "origin")
    kinds = [value.partition(";")[0].strip().lower() for value in headers.get("content-type", [])]
    return None if kinds == ["application/json"] else _refusal(415, "json")


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _refusal(status: int, kind: str) -> Response:
    return PlainTextResponse(say(f"page.refused.{kind}"), status)


def _with_headers(send: Send) -> Send:
    """Put the safety headers on every answer, instead of any that it had; a policy that lets nothing run may stay."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in message["headers"]]
            own = next((value for name, value in given if name == POLICY and _OWN_STYLE.fullmatch(value)), None)
            ours = HEADERS | ({POLICY: own} if own else {})
            kept = [(name, value) for name, value in given if name not in HEADERS]
            all_headers = [*kept, *ours.items()]
            message["headers"] = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in all_headers]
        await send(message)

    return sending
