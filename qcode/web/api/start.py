"""The start page: the study's interviews as they were understood, new files, and corrections."""

from __future__ import annotations

import base64
import binascii
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from qcode.model import CODED_ROLES, Role
from qcode.study import intake, listing
from qcode.study.sight import double_coded
from qcode.web import show
from qcode.web.refusal import RefusedError
from qcode.web.wire import show_problem
from qcode.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.errors import Problem
    from qcode.model import Interview
    from qcode.web.desk import Visit
    from qcode.web.wire import Data

UNSURE = frozenset(
    {"role_guessed", "no_speaker", "too_little_attributed", "attribute_missing", "attribute_not_allowed"}
)
SAMPLE = 6  # words that a turn needs to show who speaks
COMMON = (".docx", ".odt", ".rtf", ".txt", ".pdf", ".vtt", ".srt")
SHOWN = 100  # problems listed


def start(visit: Visit, _data: Data) -> dict[str, Any]:
    """All interviews, and what is doubtful in the study's files."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in visit.live.problems:
        by_file[problem.file].append(problem)
    interviews = sorted(visit.live.interviews.values(), key=lambda interview: (interview.number, interview.id))
    paths = {interview.path for interview in interviews}
    others = [
        problem
        for problem in visit.live.problems
        if problem.kind != "orphan" and (problem.file not in paths or problem.kind not in UNSURE)
    ]
    double = double_coded(visit.live)
    return {
        "attributes": [
            {"id": attribute.id, "label": attribute.name(language()), "values": list(attribute.values)}
            for attribute in visit.live.study.settings.attributes
        ],
        "files": [
            _file(visit, interview, by_file[interview.path]) | {"stored": True, "double": double.get(interview.id, ())}
            for interview in interviews
        ],
        "words": sum(_words(interview) for interview in interviews),
        "problems": [show_problem(problem) for problem in others[:SHOWN]],
    }


def _file(visit: Visit, interview: Interview, problems: Iterable[Problem]) -> dict[str, Any]:
    doubts = [problem for problem in problems if problem.kind in UNSURE]
    unsure = {str(problem.values.get("label", "")) for problem in doubts if problem.kind == "role_guessed"}
    roles = dict.fromkeys((turn.speaker, turn.role) for turn in interview.turns if turn.role is not Role.OTHER)
    return {
        "id": interview.id,
        "number": interview.number,
        "title": show.title(interview),
        "file": interview.path.rpartition("/")[2],
        "values": {a.id: interview.value(a.id) for a in visit.live.study.settings.attributes},
        "asks": [label for label, role in roles if role is Role.INTERVIEWER],
        "answers": [label for label, role in roles if role in CODED_ROLES],
        "unsure": sorted(unsure),
        "turns": len(interview.turns),
        "words": _words(interview),
        "ready": not doubts,
        "doubts": [show_problem(problem) for problem in doubts],
        "speakers": [
            {"label": label, "role": role.value, "sample": _sample(interview, label)} for label, role in roles
        ],
    }


def _words(interview: Interview) -> int:
    return sum(segment.words for segment in interview.segments)


def _sample(interview: Interview, label: str) -> str:
    """Something this speaker says, long enough to recognise them."""
    said = [interview.quote(turn.span) for turn in interview.turns if turn.speaker == label]
    return next((text for text in said if len(text.split()) >= SAMPLE), said[0] if said else "")[:200]


def look(visit: Visit, data: Data) -> dict[str, Any]:
    """How a dropped file would be understood; nothing is kept."""
    name = str(data["name"])
    found = intake.look(visit.desk.study, name, _bytes(data))
    if len(found.interviews) == 1:
        understood = _file(visit, found.interviews[0], found.problems)
    else:
        understood = {"table": True, "rows": len(found.interviews) or found.rows}
    return {"understood": understood, "exists": intake.exists(visit.desk.study, name)}


def keep(visit: Visit, data: Data) -> dict[str, Any]:
    """Put a dropped file into the study, with what was said of it."""
    name = str(data["name"])
    if intake.exists(visit.desk.study, name) and not data.get("replace"):
        raise RefusedError(409, "page_file_exists", name=name)
    path = intake.keep(visit.desk.study, name, _bytes(data))
    _say_of(visit, path.stem, data)
    return {"interview": path.stem}


def fix(visit: Visit, data: Data) -> dict[str, Any]:
    """Write down who speaks in which role, and the interview's characteristics."""
    _say_of(visit, visit.interview(str(data["interview"])).id, data)
    return {}


def _say_of(visit: Visit, interview: str, data: Data) -> None:
    roles = {str(label): Role(role) for label, role in data.get("roles", {}).items()}
    known = {attribute.id for attribute in visit.live.study.settings.attributes}
    values = {name: str(value) for name, value in data.get("values", {}).items() if name in known}
    intake.say_of(visit.desk.study, interview, roles, values)


def allow(visit: Visit, data: Data) -> dict[str, Any]:
    """Add a value to the list of a characteristic."""
    value = " ".join(str(data["value"]).split())[:200]
    if not value:
        raise RefusedError(400, "page_bad_request")
    listing.allow(visit.desk.study, str(data["attribute"]), value)
    return {"value": value}


def reload(visit: Visit, _data: Data) -> dict[str, Any]:
    """Read the study again after its files changed."""
    visit.live.load()
    return {"version": visit.live.version}


def _bytes(data: Data) -> bytes:
    try:
        return base64.b64decode(str(data["data"]), validate=True)
    except binascii.Error:
        raise RefusedError(400, "page_bad_request") from None


def formats() -> str:
    """The kinds of file that people know best among those that may be dropped."""
    return ", ".join(suffix for suffix in COMMON if suffix in intake.suffixes())
