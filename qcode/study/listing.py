"""A value more in the list of an attribute: one place of `qcode.toml` changes, the rest and its comments stay."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from qcode.errors import QcodeError, error
from qcode.study import settings
from qcode.study.writing import replace

if TYPE_CHECKING:
    from qcode.study.study import Study


def allow(study: Study, attribute: str, value: str) -> None:
    """Put a value at the end of an attribute's list; one that is there already, or may be anything, changes nothing.

    Raises:
        QcodeError: the file is written in a way that can't be added to, or the disk refused.
    """
    listed = next((known.values for known in study.settings.attributes if known.id == attribute), ())
    if not listed or value in listed:
        return
    path = study.root / settings.FILE
    before = path.read_text(encoding="utf-8-sig")
    after = _with_value(before, attribute, value)
    wanted = tomllib.loads(before)
    wanted["attributes"][attribute]["values"].append(value)
    if not _reads_as(after, wanted):
        raise QcodeError(error("settings_not_editable", settings.FILE, attribute=attribute, value=value))
    replace(path, after.encode(), owner=True)
    study.settings, study.problems = settings.read(study.root)


def _with_value(text: str, attribute: str, value: str) -> str:
    """The file with one string more before the `]` that ends the list of the attribute's table."""
    head = re.search(rf'^\s*\[\s*attributes\s*\.\s*"?{re.escape(attribute)}"?\s*\][^\n]*\n', text, re.MULTILINE)
    if not head:
        return text
    following = re.compile(r"^\s*\[", re.MULTILINE).search(text, head.end())
    end = following.start() if following else len(text)
    found = re.search(r"^\s*values\s*=\s*\[([^\]]*)\]", text[head.end() : end], re.MULTILINE)
    if not found:
        return text
    place = head.end() + found.end(1)
    kept = text[:place].rstrip()
    comma = "" if kept.endswith((",", "[")) else ","
    between = text[len(kept) : place]
    return (
        f"{kept}{comma}{between or ' '}{json.dumps(value, ensure_ascii=False)}{between and ','}{between}{text[place:]}"
    )


def _reads_as(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
