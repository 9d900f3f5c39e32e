"""JSON in, JSON out: the only way that data crosses between the browser and the study.

A handler is a plain function `(visit, data) -> dict`; what people did wrong comes back as problems in their language.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from qcode.errors import Problem, QcodeError
from qcode.study.sight import MODES
from qcode.web.desk import PATIENCE, Visit
from qcode.web.refusal import RefusedError
from qcode.words import LANGUAGES, speaking

if TYPE_CHECKING:
    from starlette.requests import Request

    from qcode.web.desk import Desk

DISK = frozenset({"disk_full", "disk_failed", "file_open", "read_only"})
"""Problems that pass: what was sent is kept in the browser and sent again."""
Data = Mapping[str, Any]
Handler = Callable[[Visit, Data], dict[str, Any]]
LIMIT = 2 << 20  # bytes of an ordinary request; a transcript may be larger


def visit_of(request: Request) -> Visit:
    """Who asks: the way of working and the language that this browser chose, else the study's."""
    desk: Desk = request.app.state.desk
    mode = request.cookies.get("qcode_mode", "")
    language = request.cookies.get("qcode_language", "")
    return Visit(
        desk,
        mode if mode in MODES else MODES[0],
        language if language in LANGUAGES else desk.language or desk.settings.language,
    )


def reads(handler: Handler, *, at_once: bool = False, locked: bool = True) -> Callable[[Request], Any]:
    """Serve a handler that only looks; its data are the address's parameters, each a list.

    `at_once`: it needs no study. `locked=False`: it takes long, and reads nothing that decisions change.
    """

    async def endpoint(request: Request) -> Response:
        query = request.query_params
        return await _answer(
            handler, request, {key: query.getlist(key) for key in query}, at_once=at_once, locked=locked
        )

    return endpoint


def writes(handler: Handler, limit: int = LIMIT, *, locked: bool = True) -> Callable[[Request], Any]:
    """Serve a handler that changes the study; its data are the body, a JSON object of at most `limit` bytes.

    `locked=False`: it takes long, and changes nothing that decisions change.
    """

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        if visit.desk.read_only:
            return problems_of(visit, RefusedError(403, "page_read_only"))
        try:
            data = json.loads(await _body(request, limit))
        except QcodeError as refusal:
            return problems_of(visit, refusal)
        except (ValueError, RecursionError):
            return problems_of(visit, RefusedError(400, "page_bad_request"))
        if not isinstance(data, dict):
            return problems_of(visit, RefusedError(400, "page_bad_request"))
        return await _answer(handler, request, data, locked=locked)

    return endpoint


async def _answer(
    handler: Handler, request: Request, data: Data, *, at_once: bool = False, locked: bool = True
) -> Response:
    visit = visit_of(request)

    def work() -> Response:
        with speaking(visit.language):
            if at_once:
                return JSONResponse(handler(visit, data))
            if not visit.desk.ready.wait(PATIENCE["prefer" in request.headers]):
                return JSONResponse({"loading": visit.desk.progress}, 503)
            if visit.desk.failed:
                raise visit.desk.failed
            visit.desk.look()
            with visit.live.lock if locked else nullcontext():
                return JSONResponse(handler(visit, data))

    try:
        return await run_in_threadpool(work)
    except QcodeError as refusal:
        return problems_of(visit, refusal)
    except (KeyError, TypeError, ValueError):  # a request that our own page never makes
        return problems_of(visit, RefusedError(400, "page_bad_request"))


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise RefusedError(413, "page_too_large", limit=limit >> 20)
    return bytes(body)


def problems_of(visit: Visit, refusal: QcodeError) -> Response:
    """What was wrong, in the reader's language, with the status that says so."""
    with speaking(visit.language):
        shown = [show_problem(problem) for problem in refusal.problems]
    status = 507 if any(problem.kind in DISK for problem in refusal.problems) else 422
    return JSONResponse({"problems": shown}, getattr(refusal, "status", status))


def show_problem(problem: Problem) -> dict[str, Any]:
    """A problem as the page shows it."""
    return {
        "kind": problem.kind,
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
    }


def one(data: Data, key: str, default: str = "") -> str:
    """The first value of an address's parameter."""
    return str(data[key][0]) if data.get(key) else default
