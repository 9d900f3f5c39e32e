"""The pages' frames: one template each, filled with the catalogue's texts; all data come later, as JSON."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, RedirectResponse, Response

from qcode.study.queue import ORDERS
from qcode.web.wire import visit_of
from qcode.words import LANGUAGES, say, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from starlette.requests import Request

PAGES = ("start", "queue", "reader", "codebook", "matrix", "compare")
THEMES = ("light", "dark")


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader("qcode.web"), autoescape=True, undefined=StrictUndefined)


def page(name: str) -> Callable[[Request], Any]:
    """Serve the frame of one page."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        with speaking(visit.language):
            return HTMLResponse(_templates().get_template(f"{name}.html").render(_frame(request, name)))

    return endpoint


def _frame(request: Request, name: str) -> dict[str, Any]:
    from qcode.web.api.start import formats

    visit = visit_of(request)
    theme = request.cookies.get("qcode_theme", "")
    return {
        "say": say,
        "page": name,
        "pages": PAGES,
        "orders": ORDERS,
        "formats": formats(),
        "title": visit.desk.settings.title or visit.desk.study.root.name,
        "coder": visit.coder,
        "mode": visit.mode,
        "read_only": visit.desk.read_only,
        "language": visit.language,
        "other_language": next(code for code in LANGUAGES if code != visit.language),
        "theme": theme if theme in THEMES else "",
    }


async def home(request: Request) -> Response:
    """Go where work is: to the queue, or to the start where there is nothing yet."""
    desk = request.app.state.desk
    empty = desk.ready.is_set() and not desk.live.interviews
    return RedirectResponse("/start" if empty else "/queue", 303)
