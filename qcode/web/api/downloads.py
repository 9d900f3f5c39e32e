"""What people take away: workbook, report, passages, a comparison of two coders, the page that a supervisor signs."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from qcode.errors import QcodeError
from qcode.study.exporting import FORMATS, made
from qcode.web.api.matrix import refuse_blind
from qcode.web.guard import own_style
from qcode.web.wire import problems_of, visit_of
from qcode.words import speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from qcode.model import Snapshot
    from qcode.web.desk import Visit

    Make = Callable[[Visit, Snapshot, Request], bytes]

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
STUDY = ("xlsx", "docx", "pdf", "html", "csv", "csv-excel")
"""The exports of a study that the page offers."""


def _of_study(format_: str) -> Make:
    def make(visit: Visit, snapshot: Snapshot, _request: Request) -> bytes:
        data, _ = made(visit.desk.study, snapshot, format_, visit.live.problems)
        return data

    return make


def _sheet(format_: str) -> Make:
    def make(visit: Visit, snapshot: Snapshot, _request: Request) -> bytes:
        from qcode.study.auditing import sheet

        data, _ = sheet(visit.desk.study, snapshot, format_)
        return data

    return make


def _comparison(format_: str) -> Make:
    def make(_visit: Visit, snapshot: Snapshot, request: Request) -> bytes:
        from qcode.exports import comparison

        coders = request.query_params["a"], request.query_params["b"]
        return {"xlsx": comparison.xlsx, "csv": comparison.csv}[format_](snapshot, coders)

    return make


FILES: dict[str, tuple[str, Make]] = {
    **{FORMATS[name][0]: (name.partition("-")[0], _of_study(name)) for name in STUDY},
    **{f"fiche-de-controle.{name}": (name, _sheet(name)) for name in ("html", "pdf", "docx")},
    **{f"comparaison.{name}": (name, _comparison(name)) for name in ("xlsx", "csv")},
}
"""What each file is called: its kind, and how it is made."""


def download(name: str) -> Callable[[Request], object]:
    """Serve one of FILES; HTML is shown, all else kept."""
    kind, make = FILES[name]

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        try:
            data = await run_in_threadpool(_made, visit, make, request)
        except QcodeError as refusal:
            return problems_of(visit, refusal)
        except KeyError:
            return JSONResponse({"problems": []}, 400)
        if kind == "html":
            return Response(data, media_type=MEDIA[kind], headers={"content-security-policy": _policy(data)})
        return Response(data, media_type=MEDIA[kind], headers={"content-disposition": f'attachment; filename="{name}"'})

    return endpoint


def _made(visit: Visit, make: Make, request: Request) -> bytes:
    visit.desk.ready.wait()
    with speaking(visit.language):
        with visit.live.lock:
            refuse_blind(visit)
            snapshot = visit.live.snapshot
        return make(visit, snapshot, request)


def _policy(page: bytes) -> str:
    """Let the page wear its one style, by its hash, and do nothing else."""
    style = page.partition(b"<style>")[2].partition(b"</style>")[0]
    return own_style(base64.b64encode(sha256(style).digest()).decode())
