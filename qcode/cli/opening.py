"""What commands share: opening the study they were called in, and the options that several take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qcode import words
from qcode.cli.spoken import Option
from qcode.errors import QcodeError, error
from qcode.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qcode.errors import Problem
    from qcode.model import Code, Interview, Snapshot
    from qcode.study import Study
    from qcode.tagging import Index


def open_study(ctx: click.Context) -> Study:
    """The study around the current (or the given) folder; from here on its language is spoken."""
    from qcode.study import Study

    study = Study.find(ctx.obj["folder"])
    words.speak(ctx.obj["lang"] or study.settings.language)
    return study


def load(ctx: click.Context) -> tuple[Study, Snapshot]:
    """Open the study and compute everything, with a progress bar; problems are said on stderr."""
    study, snapshot, _ = load_whole(ctx)
    return study, snapshot


def load_whole(ctx: click.Context) -> tuple[Study, Snapshot, list[Problem]]:
    """Load the study and keep its problems, for what tells them again."""
    from qcode.cli.show import progress, show_problems

    study = open_study(ctx)
    with progress(words.say("cli.reading_texts")) as advance:
        snapshot, problems = study.load(advance)
    show_problems(problems, brief=True)
    return study, snapshot, problems


def read_index(ctx: click.Context) -> tuple[Study, Snapshot, Index]:
    """Open the study, read it and index its words; nothing is proposed or folded."""
    from qcode.cli.show import progress, show_problems

    study = open_study(ctx)
    snapshot, problems = study.read()
    with progress(words.say("cli.reading_texts")) as advance:
        index, more = study.index(snapshot, advance)
    show_problems([*problems, *more], brief=True)
    return study, snapshot, index


def named_interview(snapshot: Snapshot, name: str) -> Interview:
    """The interview that a person named by id or number.

    Raises:
        QcodeError: there is none of that name.
    """
    interview = snapshot.interview(name)
    if interview is None:
        known = ", ".join(f"{i.number} {i.id}" for i in snapshot.interviews)
        raise QcodeError(error("no_such_interview", snapshot.settings.transcripts, name=name, known=known))
    return interview


def named_code(snapshot: Snapshot, name: str) -> Code:
    """The code that a person named by id or dotted path.

    Raises:
        QcodeError: there is none of that name.
    """
    code = snapshot.codebook.find(name)
    if code is None:
        known = ", ".join(snapshot.codebook.path(code.id) for code in snapshot.codebook.codes)
        raise QcodeError(error("no_such_code", snapshot.settings.codebook, name=name, known=known))
    return code


def named_coders(snapshot: Snapshot, names: Sequence[str] = (), *, least: int = 1) -> None:
    """Check that these people decided something in this study, and that there are `least` of them.

    Raises:
        QcodeError: one of them did not; or there are not enough.
    """
    known = sorted({decision.coder for decision in snapshot.decisions})
    folder, listed = f"{snapshot.settings.transcripts}/codings", ", ".join(known) or say("cli.nobody")
    if unknown := [name for name in names if name not in known]:
        raise QcodeError(*(error("no_such_coder", folder, name=name, known=listed) for name in unknown))
    if len(set(names) or known) < least:
        raise QcodeError(error("coders_too_few", folder, known=listed))


def coder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The `--coder` of every command that writes somebody's decisions."""
    return click.option("--coder", cls=Option, metavar="NAME", required=True)(command)
