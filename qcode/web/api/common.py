"""What all pages ask: the texts, the guide, news from elsewhere, preferences; and decisions, which all of them send."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from qcode.model import Decision, Kind
from qcode.web import drafts, show
from qcode.web.refusal import RefusedError
from qcode.words import area, language

if TYPE_CHECKING:
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

READING = frozenset({Kind.READ, Kind.UNREAD})


def words(_visit: Visit, _data: Data) -> dict[str, Any]:
    """The page's texts in the reader's language."""
    return area("page", language())


def codes(visit: Visit, _data: Data) -> dict[str, Any]:
    """The coding guide."""
    return {"codes": show.codes(visit.live.codebook)}


def pulse(visit: Visit, _data: Data) -> dict[str, Any]:
    """Whether anything has changed, here or elsewhere."""
    return state(visit)


def decide(visit: Visit, data: Data) -> dict[str, Any]:
    """Keep decisions; the answer is sent once they are on the disk. Those known already are only acknowledged."""
    sent, made = data["decisions"], list[Decision]()
    for draft in sent:
        if not _is_known(visit, str(draft["id"])):
            made.append(drafts.decision(visit, draft))
            if made[-1].kind in READING:  # what comes after is decided by somebody who has read
                visit.live.record(made)
                made = []
    visit.live.record(made)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"saved": [str(draft["id"]) for draft in sent], "at": at} | state(visit)


def _is_known(visit: Visit, identifier: str) -> bool:
    known = visit.live.decisions.get(identifier)
    if known and known.coder != visit.coder:
        raise RefusedError(409, "page_not_yours")
    return known is not None


def state(visit: Visit) -> dict[str, Any]:
    """The version of what is shown, and how much is left to decide."""
    return {"version": visit.live.version, "left": visit.live.queue.totals(visit.wish())["suggested"]}
