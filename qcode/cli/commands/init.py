"""`qcode init`: a new study folder, ready to run."""

from __future__ import annotations

from pathlib import Path

import click

from qcode.cli.show import note
from qcode.cli.spoken import Argument, Command
from qcode.words import say


@click.command("init", cls=Command)
@click.argument("folder", cls=Argument, type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Make a study with commented settings, a starter codebook and a fictional example interview."""
    from qcode.study.start import start

    start(folder)
    note(say("cli.started", folder=folder))
