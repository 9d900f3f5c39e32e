"""The `qcode` program: its options, the list of its commands with their French names, and what errors become."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import traceback
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from qcode import __version__, words
from qcode.cli.show import show_problems
from qcode.cli.spoken import COMMANDS, ENGLISH, Option, Spoken
from qcode.errors import QcodeError
from qcode.words import say

SELDOM = 100_000
"""Objects made before the collector of cycles looks for any."""


class Program(Spoken, click.Group):
    """A group that knows its commands by name alone, so that `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order in which a study meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this English or French name."""
        name = ENGLISH.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module = name.replace("-", "_") + ("_" if iskeyword(name) else "")
        command: click.Command = import_module(f"qcode.cli.commands.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their French names and first sentences, from the catalogue."""
        rows = [(f"{name}, {french}", say(f"cli.commands.{name}.short")) for name, french in COMMANDS.items()]
        with formatter.section(say("cli.headings.commands")):
            formatter.write_dl(rows)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What qcode is, in the user's language."""
        formatter.write_paragraph()
        formatter.write_text(say("cli.program"))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what is wrong in a study's files is shown, never a traceback."""
        try:
            return super().invoke(ctx)
        except QcodeError as failure:
            show_problems(failure.problems)
            ctx.exit(1)


def _speak(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Choose the language before any text is shown: the option, else the environment, else French."""
    words.speak(value or os.environ.get("QCODE_LANG", "fr"))
    return value


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "folder", cls=Option, type=click.Path(path_type=Path), default=Path(), show_default=False)
@click.option("--lang", cls=Option, type=click.Choice(words.LANGUAGES), is_eager=True, callback=_speak)
@click.version_option(__version__, "--version", prog_name="qcode", cls=Option)
@click.pass_context
def program(ctx: click.Context, folder: Path, lang: str | None) -> None:
    """Keep what every command needs: where the study is, and the language asked for."""
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
