"""The `qcode` program: its options, the list of its commands with their French names, and what errors become."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any

import click

from qcode import __version__, words
from qcode.errors import QcodeError
from qcode.words import say

COMMANDS = {
    "init": "nouveau",
    "run": "lancer",
    "check": "verifier",
    "show": "voir",
    "kwic": "concordance",
    "try": "essayer",
    "explain": "pourquoi",
    "matrix": "matrice",
    "status": "avancement",
    "review": "relire",
    "read": "lu",
    "agree": "accord",
    "evaluate": "bruit-silence",
    "import": "importer",
    "export": "exporter",
    "codebook": "guide",
    "codings": "codages",
    "pack": "empaqueter",
    "merge": "fusionner",
    "verify-quotes": "verifier-citations",
    "audit": "controle",
}
"""Every command and its French name; its module is `qcode.cli.commands.<name>`, its function `command`."""

ENGLISH = {french: english for english, french in COMMANDS.items()}


class Spoken(click.Command):
    """A command whose help option speaks the user's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, with its text from the catalogue."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("cli.options.help")
        return option


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
            from qcode.cli.show import show_problems

            show_problems(failure.problems)
            ctx.exit(1)


class Option(click.Option):
    """An option whose help is in the catalogue: under its command, else among the common ones."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the user's language."""
        key = catalogue_key(ctx.command)
        own = words.area("cli", words.language())["commands"].get(key, {})
        common = "cli.options" if self.name not in own else f"cli.commands.{key}"
        self.help = say(f"{common}.{self.name}")
        return super().get_help_record(ctx)


class Command(Spoken):
    """A command whose help is in the catalogue, under `catalogue` where its name alone is not unique."""

    def __init__(self, name: str | None, catalogue: str = "", french: str = "", **settings: Any) -> None:  # noqa: ANN401 - click's own
        """Keep where the catalogue has the texts, and the French name of a command that is not in COMMANDS."""
        super().__init__(name, **settings)
        self.catalogue, self.french = catalogue, french

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, its French name included."""
        key = catalogue_key(self)
        texts = words.area("cli", words.language())["commands"][key]
        for name in ("short", "more"):
            if name in texts:
                formatter.write_paragraph()
                formatter.write_text(texts[name])
        group, _, name = key.rpartition("-") if self.french else ("", "", key)
        french = f"{COMMANDS[group]} {self.french}" if group else COMMANDS.get(name, name)
        formatter.write_paragraph()
        formatter.write_text(say("cli.french_name", name=french))


class Group(Command, click.Group):
    """Commands that belong together, each with its French name as well."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this English or French name."""
        found = super().get_command(ctx, cmd_name)
        french = (command for command in self.commands.values() if getattr(command, "french", "") == cmd_name)
        return found or next(french, None)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order in which they were written."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their French names and first sentences."""
        rows = [
            (f"{name}, {getattr(command, 'french', name)}", say(f"cli.commands.{catalogue_key(command)}.short"))
            for name, command in self.commands.items()
        ]
        with formatter.section(say("cli.headings.commands")):
            formatter.write_dl(rows)


def catalogue_key(command: click.Command) -> str:
    """Under which name the catalogue has the texts of a command."""
    return getattr(command, "catalogue", "") or command.name or ""


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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    program(prog_name="qcode")
