"""Commands, options and arguments whose help and mistakes are in the catalogue, in the user's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click
from click.exceptions import NoSuchCommand

from qcode import words
from qcode.cli.usage import refusal
from qcode.words import say
from qcode.words.commands import SUBCOMMANDS, command_name
from qcode.words.typography import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager


class _Parameter(click.Parameter):
    """A parameter that says in the user's language what it stands for, and what is wrong with a value."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for the value in help: a word of the catalogue where it has one (`NAME` → `NOM`)."""
        return in_words(super().make_metavar(ctx))

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:  # noqa: ANN401 - click's own
        """The value as the command wants it; what it can't be is said with what it could be."""
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as failure:
            raise click.BadParameter(refusal(self.type, value) or failure.message, ctx, self) from failure


class Argument(_Parameter, click.Argument):
    """What a command is given by its place."""


class Option(_Parameter, click.Option):
    """An option whose help is in the catalogue: under its command, else among the common ones."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the user's language."""
        key = catalogue_key(ctx.command)
        own = words.area("cli", words.language())["commands"].get(key, {})
        common = "cli.options" if self.name not in own else f"cli.commands.{key}"
        self.help = say(f"{common}.{self.name}")
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """What help says between brackets; that an option is needed is said in the user's language."""
        extra = super().get_help_extra(ctx)
        return extra | {"required": say("cli.usage.required")} if "required" in extra else extra


class Spoken(click.Command):
    """A command whose help speaks the user's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, with its text from the catalogue."""
        option = super().get_help_option(ctx)
        if option:
            option.help = say("cli.options.help")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; whatever is wrong knows in which command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as failure:
            failure.ctx = failure.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        pieces = [in_words(piece) for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{say('cli.usage.prefix')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options; a group lists its commands after them."""
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with section(formatter, "options"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class Command(Spoken):
    """A command whose help is in the catalogue, under `catalogue` where its name alone is not unique."""

    def __init__(self, name: str | None, catalogue: str = "", **settings: Any) -> None:  # noqa: ANN401 - click's own
        """Keep where the catalogue has the texts."""
        super().__init__(name, **settings)
        self.catalogue = catalogue

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was typed; what is too much is said in the user's language."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(say("cli.usage.too_much", words=" ".join(rest)), ctx)
        return rest

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, what it is called in the other language, and one line to copy."""
        key = catalogue_key(self)
        texts = words.area("cli", words.language())["commands"][key]
        for name in ("short", "more"):
            if name in texts:
                formatter.write_paragraph()
                formatter.write_text(texts[name])
        formatter.write_paragraph()
        formatter.write_text(say("cli.french_name", english=typed(key), french=command_name(typed(key), "fr")))
        if "example" in texts:
            with section(formatter, "example"):
                formatter.write(f"{'':>{formatter.current_indent}}{texts['example']}\n")


class Commands(Spoken, click.Group):
    """Commands that go by an English and by a French name."""

    french_names: Mapping[str, str] = {}
    """The English name of each command, and its French one."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this English or French name."""
        english = {french: english for english, french in self.french_names.items()}
        return self.found(ctx, english.get(cmd_name, cmd_name))

    def found(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command with this English name."""
        return super().get_command(ctx, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a misspelt name is answered with the names that look like it."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as failure:
            names = [*self.french_names, *self.french_names.values()]
            raise NoSuchCommand(failure.command_name, possibilities=names, ctx=ctx) from failure

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the work."""
        return list(self.french_names)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their French names and first sentences."""
        write_commands(formatter, "commands", self.french_names, f"{self.name}-")


class Group(Command, Commands):
    """Commands that belong together under one name."""

    def __init__(self, name: str | None, **settings: Any) -> None:  # noqa: ANN401 - click's own
        """Know the French names of its commands."""
        super().__init__(name, **settings)
        self.french_names = SUBCOMMANDS[name or ""]


def write_commands(formatter: click.HelpFormatter, heading: str, names: Mapping[str, str], prefix: str = "") -> None:
    """List commands with their first sentences, each under the name that this language gives it, then the other."""
    step = -1 if words.language() == "fr" else 1
    rows = [(", ".join(pair[::step]), say(f"cli.commands.{prefix}{pair[0]}.short")) for pair in names.items()]
    with section(formatter, heading):
        formatter.write_dl(rows)


def section(formatter: click.HelpFormatter, heading: str) -> AbstractContextManager[None]:
    """A part of the help under a heading of the catalogue; French puts a space before the colon that click adds."""
    return formatter.section(say(f"cli.headings.{heading}") + (NO_BREAK if words.language() == "fr" else ""))


def catalogue_key(command: click.Command) -> str:
    """Under which name the catalogue has the texts of a command."""
    return getattr(command, "catalogue", "") or command.name or ""


def typed(key: str) -> str:
    """The English words that call the command of a catalogue key: `codebook-undo` → `codebook undo`."""
    group, _, name = key.partition("-")
    return f"{group} {name}" if name and group in SUBCOMMANDS else key


def in_words(metavar: str) -> str:
    """A line of usage with the words that this language has for what is to be filled in (`NAME` → `NOM`)."""
    known = words.area("cli", words.language())["metavars"]
    bare = metavar.replace(" RANGE", "")  # the bounds themselves stand in the help
    return re.sub(r"[A-Z]+", lambda found: known.get(found[0], found[0]), bare)
