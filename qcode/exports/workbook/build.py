"""Put the workbook together: its sheets in reading order, each by its own file; same study, same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import IO

from qcode.errors import Problem
from qcode.exports.text import Losses, clean
from qcode.exports.workbook import archive
from qcode.exports.workbook.names import sheet_names
from qcode.exports.workbook.page import Page
from qcode.exports.workbook.plan import Plan, plan
from qcode.exports.workbook.recounting import recounting
from qcode.exports.workbook.sheets import (
    appearance,
    by,
    contrasts,
    corpus,
    cross,
    double,
    figures,
    guide,
    interviews,
    journal,
    matrix,
    persons,
    presence,
    recount,
    rules,
    start,
    together,
    verbatims,
)
from qcode.exports.workbook.styles import Styles
from qcode.exports.workbook.verbatims import lines
from qcode.model import Snapshot
from qcode.words import say


def build(snapshot: Snapshot, problems: Sequence[Problem] = ()) -> bytes:
    """The whole workbook, in the language that people read now."""
    target = io.BytesIO()
    write(snapshot, problems, target)
    return target.getvalue()


def write(snapshot: Snapshot, problems: Sequence[Problem], target: IO[bytes]) -> None:
    """Write the workbook to an open file; rows stream, memory does not grow with them."""
    from openpyxl import Workbook

    book = Workbook()
    scratch = book.worksheets[0]
    made = plan(snapshot, problems, Styles(book), Losses())
    footer = _footer(made)
    for key, name in sheet_names(made).items():
        made.pages[key] = Page(book, name, made.styles, made.losses, footer)
    _fill(made)
    book.remove(scratch)
    _sign(book.properties, made)
    archive.save(book, list(made.pages.values()), target)
    for page in made.pages.values():
        page.close()


def _fill(made: Plan) -> None:
    """Write every sheet; those that others lead to come first."""
    pages, found = made.pages, lines(made)
    place = verbatims.layout(made, found)
    pages["verbatims"].columns(place.widths)
    guide.reserve(made, pages["guide"])
    published = matrix.write(made, pages["matrix"], found)
    corpus.write(made, pages["corpus"])
    for attribute in made.attributes:
        by.write(made, pages[f"by:{attribute.id}"], attribute)
    if "cross" in pages:
        cross.write(made, pages["cross"], found)
    interviews.write(made, pages["interviews"])
    persons.write(made, pages["persons"])
    guide.write(made, pages["guide"])
    verbatims.write(made, pages["verbatims"], found, place)
    presence.write(made, pages["presence"])
    counting = recounting(made, found, place, recount.HEAD, len(published))
    verdict = recount.write(made, pages["recount"], published, counting)
    figures.write(made, pages["figures"])
    contrasts.write(made, pages["contrasts"])
    together.write(made, pages["together"])
    appearance.write(made, pages["appearance"])
    double.write(made, pages["double"])
    rules.write(made, pages["rules"])
    journal.write(made, pages["journal"])
    start.write(made, pages["start"], found, verdict)


def _footer(made: Plan) -> str:
    """Study and use, as the printed foot shows them; `&` is doubled, because a single one begins a code."""
    title = clean(made.snapshot.settings.title, made.losses) or say("workbook.untitled")
    return f"{title[:100]} · {say('workbook.internal')}".replace("&", "&&")


def _sign(properties: object, made: Plan) -> None:
    """Name the study and no person; the date is that of the last decision, so that nothing depends on today."""
    last = max((decision.at for decision in made.snapshot.decisions), default="")
    try:
        when = datetime.fromisoformat(last).replace(tzinfo=None, microsecond=0)
    except ValueError:
        when = datetime(2000, 1, 1)
    values = {"title": clean(made.snapshot.settings.title, made.losses), "creator": "qcode", "lastModifiedBy": "qcode"}
    for name, value in {**values, "created": when, "modified": when}.items():
        setattr(properties, name, value)
