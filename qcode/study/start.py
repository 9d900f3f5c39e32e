"""A new study folder, from the starter that the package ships."""

from __future__ import annotations

from importlib.resources import as_file, files
from shutil import copytree
from typing import TYPE_CHECKING

from qcode.errors import QcodeError, error
from qcode.study import settings

if TYPE_CHECKING:
    from pathlib import Path


def start(folder: Path) -> None:
    """Copy the starter study into `folder`, which may exist but must not hold a study yet.

    Raises:
        QcodeError: there is a study already.
    """
    if (folder / settings.FILE).exists():
        raise QcodeError(error("study_exists", str(folder)))
    with as_file(files("qcode") / "starter") as starter:
        copytree(starter, folder, dirs_exist_ok=True)
