"""The application: routes over handlers, behind the guard. `create_app` needs no server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from qcode.study.sight import MODES
from qcode.web import pages
from qcode.web.api import codebook, common, compare, downloads, matrix, orphans, queue, reader, start
from qcode.web.desk import Desk
from qcode.web.guard import Guard, Keys
from qcode.web.wire import reads, writes
from qcode.words import LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request

    from qcode.study import Study

CHOICES = {"theme": pages.THEMES, "language": LANGUAGES, "mode": MODES}
YEAR = 365 * 24 * 3600
FILE = 160 << 20  # bytes of JSON that hold a transcript of at most 100 MiB


def create_app(
    study: Study,
    coder: str,
    *,
    read_only: bool = False,
    language: str = "",
    port: int = 80,
    keys: Keys | None = None,
    wait: bool = True,
) -> Guard:
    """The page on a study, for one coder, as it is served on a port of this machine.

    `wait` reads the study before returning; without it, the first pages are shown while it is being read.
    """
    desk = Desk(study, coder, read_only, language)
    if wait:
        desk.load()
    else:
        desk.load_in_background()
    return app_of(desk, port, keys or Keys())


def app_of(desk: Desk, port: int, keys: Keys) -> Guard:
    """The page at a desk whose study is loaded, or being loaded."""
    app = Starlette(routes=[*_pages(), *_asked(), *_sent()])
    app.state.desk = desk
    return Guard(app, keys, port)


def _pages() -> list[Route | Mount]:
    return [
        Route("/", pages.home),
        *(Route(f"/{name}", pages.page(name)) for name in pages.PAGES),
        *(Route(f"/export/{name}", downloads.download(name)) for name in downloads.FILES),
        Mount("/static", StaticFiles(packages=[("qcode.web", "static")])),
    ]


def _asked() -> list[Route]:
    handlers = {
        "codes": common.codes,
        "pulse": common.pulse,
        "queue": queue.queue,
        "similar": queue.similar,
        "interviews": reader.interviews,
        "interview": reader.interview,
        "history": reader.history,
        "matrix": matrix.matrix,
        "verbatims": matrix.verbatims,
        "compare": compare.compare,
        "guide": codebook.guide,
        "start": start.start,
        "orphans": orphans.orphans,
    }
    shown = [Route(f"/api/{name}", reads(handler)) for name, handler in handlers.items()]
    return [
        Route("/api/words", reads(common.words, at_once=True)),
        Route("/api/guide/examples", reads(codebook.examples, locked=False)),
        *shown,
    ]


def _sent() -> list[Route]:
    handlers = {
        "decide": common.decide,
        "code": codebook.new_code,
        "code/undo": codebook.undo_code,
        "guide/try": codebook.attempt,
        "guide/save": codebook.save,
        "guide/code": codebook.change_code,
        "guide/retire": codebook.retire,
        "orphans/place": orphans.place,
        "start/fix": start.fix,
        "start/allow": start.allow,
        "reload": start.reload,
    }
    kept = [Route(f"/api/{name}", writes(handler), methods=["POST"]) for name, handler in handlers.items()]
    files = {"start/look": start.look, "start/keep": start.keep}
    large = [Route(f"/api/{name}", writes(handler, FILE), methods=["POST"]) for name, handler in files.items()]
    tried = Route("/api/guide/examples/try", writes(codebook.try_examples, locked=False), methods=["POST"])
    return [*kept, *large, tried, Route("/api/preferences", _prefer, methods=["POST"])]


async def _prefer(request: Request) -> Response:
    """Remember the theme, the language or the way of working of this browser."""
    try:
        asked = await request.json()
    except ValueError:
        asked = None
    if not isinstance(asked, dict) or any(value not in CHOICES.get(key, ()) for key, value in asked.items()):
        return JSONResponse({"problems": []}, 400)
    response = JSONResponse({})
    for key, value in asked.items():
        response.set_cookie(f"qcode_{key}", value, max_age=YEAR, httponly=True, samesite="strict")
    return response
