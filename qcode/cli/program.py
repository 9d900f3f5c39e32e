"""The `qcode` program: its options, the list of its commands with their French names, and what errors become."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from contextlib import contextmanager
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import Exit, NoArgsIsHelpError

from qcode import __version__, words
from qcode.cli.show import show_problems
from qcode.cli.spoken import Commands, Option, write_commands
from qcode.cli.usage import MisuseError
from qcode.errors import QcodeError
from qcode.words import say
from qcode.words.commands import COMMANDS, STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = 100_000
"""Objects made before the collector of cycles looks for any."""


class Program(Commands):
    """A group that knows its commands by name alone, so that `--help` imports none of them."""

    french_names = COMMANDS

    def found(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command with this English name, imported now."""
        if name not in COMMANDS:
            return None
        module = name.replace("-", "_") + ("_" if iskeyword(name) else "")
        command: click.Command = import_module(f"qcode.cli.commands.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands stage by stage, in the order of the work."""
        for stage, names in STAGES.items():
            write_commands(formatter, stage, names)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What qcode is, in the user's language."""
        formatter.write_paragraph()
        formatter.write_text(say("cli.program"))
        formatter.write_paragraph()
        formatter.write_text(say("cli.program_more"))

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:  # noqa: ANN401 - click's own
        """Read the program's own options."""
        with _in_words():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what is wrong in a study's files is shown, never a traceback."""
        try:
            with _in_words():
                return super().invoke(ctx)
        except QcodeError as failure:
            show_problems(failure.problems)
        except (click.Abort, KeyboardInterrupt, EOFError):
            click.echo(f"\n{say('cli.usage.stopped')}", err=True)
        raise Exit(1)


@contextmanager
def _in_words() -> Iterator[None]:
    """Say what was typed wrongly in the user's language."""
    try:
        yield
    except (NoArgsIsHelpError, MisuseError):
        raise
    except click.UsageError as failure:
        raise MisuseError(failure) from failure


def _speak(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Choose the language before any text is shown: the option, else the environment, else French."""
    words.speak(value or os.environ.get("QCODE_LANG", "fr"))
    return value


@click.group(
    cls=Program,
    invoke_without_command=True,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-C", "folder", cls=Option, type=click.Path(path_type=Path), default=Path(), show_default=False)
@click.option("--lang", cls=Option, type=click.Choice(words.LANGUAGES), is_eager=True, callback=_speak)
@click.version_option(__version__, "--version", prog_name="qcode", cls=Option)
@click.pass_context
def program(ctx: click.Context, folder: Path, lang: str | None) -> None:
    """Keep what every command needs: where the study is, and the language asked for."""
    if ctx.invoked_subcommand is None:
        raise click.UsageError(say("cli.usage.no_command_given"), ctx)
    ctx.obj = {"folder": folder, "lang": lang or os.environ.get("QCODE_LANG")}


def main() -> None:
    """Run the program, with output that any terminal can show."""
    gc.set_threshold(SELDOM)  # imports and short commands make much and no cycles: a tenth of their time
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        program(prog_name="qcode")
    except Exception:
        click.echo(say("cli.our_mistake", path=_kept_trace()), err=True)
        sys.exit(1)


def _kept_trace() -> Path:
    """Where the trace of the exception at hand was written: outside the study, readable by its owner alone."""
    handle, name = tempfile.mkstemp(prefix="qcode-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        traceback.print_exc(file=file)
    return Path(name)
