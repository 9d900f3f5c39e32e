"""A new study folder, from the starter that the package ships, with files to double-click that open the page."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from qcode.errors import QcodeError, error
from qcode.study import settings
from qcode.study.writing import replace
from qcode.words import language, say, start_here

if TYPE_CHECKING:
    from pathlib import Path

# The command first, so that the folder also works on a colleague's machine; else the Python that made the study.
_MAC = """#!/bin/sh
cd "$(dirname "$0")" || exit 1
command -v qcode > /dev/null && exec qcode review
exec "{python}" -m qcode review
"""
_WINDOWS = """@echo off
chcp 65001 > nul
cd /d "%~dp0"
where qcode > nul 2> nul && (qcode review) || ("{python}" -m qcode review)
pause
"""
_LINUX = """[Desktop Entry]
Type=Application
Name=qcode
Terminal=true
Exec=sh -c 'cd "$(dirname "%k")"; command -v qcode > /dev/null && exec qcode review; exec "{python}" -m qcode review'
"""
LAUNCHERS = {"ouvrir.command": _MAC, "ouvrir.bat": _WINDOWS, "ouvrir.desktop": _LINUX}
"""What to double-click on macOS, on Windows and on Linux."""


def start(folder: Path) -> None:
    """Make a study in `folder`, which may exist but must not hold a study yet.

    Raises:
        QcodeError: there is a study already.
    """
    if (folder / settings.FILE).exists():
        raise QcodeError(error("study_exists", str(folder)))
    with as_file(files("qcode") / "starter") as starter:
        for source in sorted(path for path in starter.rglob("*") if path.is_file()):
            _put(folder / source.relative_to(starter), _spoken(source.read_bytes()))
    _put(folder / say("cli.start_file"), start_here().replace("\n", "\r\n").encode("utf-8-sig"))  # for Notepad
    for name, text in LAUNCHERS.items():
        lines = text.format(python=sys.executable)
        if _put(folder / name, (lines.replace("\n", "\r\n") if name.endswith(".bat") else lines).encode()):
            (folder / name).chmod(0o755)


def _spoken(data: bytes) -> bytes:
    """A file of the starter, with the language that whoever makes the study speaks as the study's."""
    return data.replace(b'language = "fr"', f'language = "{language()}"'.encode())


def _put(path: Path, data: bytes) -> bool:
    """Put a file of the starter where there is none; what is in the folder already stays."""
    if path.exists():
        return False
    replace(path, data, owner=True)
    return True
