"""Commands and options whose help is in the catalogue, in the user's language, with their French names."""

from __future__ import annotations

from typing import Any

import click

from qcode import words
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
        group, _, name = key.partition("-") if self.french else ("", "", key)
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
