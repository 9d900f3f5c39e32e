"""What was typed wrongly, said in the user's language: click knows what is wrong, the catalogue how to say it."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import click
from click.exceptions import NoSuchCommand

from qcode.cli.choices import Choice
from qcode.words import language, say
from qcode.words.commands import COMMANDS, SUBCOMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterable


class MisuseError(click.UsageError):
    """A command that was typed wrongly: how it is written, what is wrong, what to type."""

    def __init__(self, cause: click.UsageError) -> None:
        """Keep what click found wrong."""
        super().__init__(_what(cause), cause.ctx)
        self.near = dict.fromkeys(_as_read(name) for name in getattr(cause, "possibilities", None) or ())

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on stderr, as problems are said."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=True)
        mark = click.style(say("cli.severity.error"), fg="red", bold=True)
        click.echo(say("cli.usage.wrong", mark=mark, what=self.message), file=file, err=True)
        if self.near:
            click.echo(f"    → {say('cli.usage.near', near=', '.join(self.near))}", file=file, err=True)
        elif self.ctx is not None:
            click.echo(f"    → {say('cli.usage.help', command=self.ctx.command_path)}", file=file, err=True)


def _what(cause: click.UsageError) -> str:
    """What is wrong, by the kind of mistake."""
    match cause:
        case click.MissingParameter(param=parameter) if parameter is not None:
            kind = "argument" if isinstance(parameter, click.Argument) else "option"
            return say(f"cli.usage.missing_{kind}", name=_name(parameter, cause.ctx))
        case click.BadParameter(param=parameter) if parameter is not None:
            return say("cli.usage.value", name=_name(parameter, cause.ctx), why=cause.message)
        case click.NoSuchOption():
            return say("cli.usage.no_option", name=cause.option_name)
        case NoSuchCommand():
            return say("cli.usage.no_command", name=cause.command_name)
        case click.BadOptionUsage():
            return say(f"cli.usage.{'bare' if _is_flag(cause) else 'valueless'}_option", name=cause.option_name)
    return cause.message


def _as_read(name: str) -> str:
    """A command that was meant, by the name that readers of this language type."""
    if language() != "fr":
        return name
    names = next((names for names in (COMMANDS, *SUBCOMMANDS.values()) if name in names), {})
    return names.get(name, name)


def _is_flag(cause: click.BadOptionUsage) -> bool:
    options = cause.ctx.command.params if cause.ctx else ()
    return any(cause.option_name in option.opts and getattr(option, "is_flag", False) for option in options)


def _name(parameter: click.Parameter, ctx: click.Context | None) -> str:
    """What a parameter is called by those who type it."""
    if isinstance(parameter, click.Argument) and ctx is not None:
        return parameter.make_metavar(ctx).strip("[].")
    return max(parameter.opts, key=len)


def refusal(kind: click.ParamType[Any], value: Any) -> str:  # noqa: ANN401 - whatever was typed
    """Why a value (or one of several) is not what a parameter takes."""
    values = value if isinstance(value, (tuple, list)) else (value,)
    if isinstance(kind, click.Choice):
        wrong = next((one for one in values if one not in kind.choices), values[0])
        known = kind.shown if isinstance(kind, Choice) else kind.choices
        return say("cli.usage.choice", value=wrong, known=", ".join(map(str, known)))
    if isinstance(kind, click.Path):
        return _refused_path(kind, values)
    if isinstance(kind, (click.IntRange, click.FloatRange)):
        return say("cli.usage.range", value=values[0], low=kind.min, high=kind.max)
    return say("cli.usage.number", value=values[0])


def _refused_path(kind: click.Path, values: Iterable[Any]) -> str:
    from pathlib import Path

    for path in map(Path, values):
        if kind.exists and not path.exists():
            return say("cli.usage.no_file" if kind.file_okay else "cli.usage.no_folder", value=path)
        if not kind.dir_okay and path.is_dir():
            return say("cli.usage.not_a_folder", value=path)
        if not kind.file_okay and path.is_file():
            return say("cli.usage.not_a_file", value=path)
    return say("cli.usage.not_readable", value=", ".join(map(str, values)))
