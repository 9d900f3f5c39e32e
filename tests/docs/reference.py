"""The command reference, generated from the click tree: `python -m tests.docs.reference --write`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qcode import words
from qcode.cli.program import program

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": ("commands.md", "# Commands"), "fr": ("commandes.fr.md", "# Commandes")}


def tree(command: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    """The command and all below it, with the words that call each."""
    found = [(path, command)]
    if isinstance(command, click.Group):
        bare = click.Context(command)
        for name in command.list_commands(bare):
            below = command.get_command(bare, name)
            assert below is not None
            found += tree(below, (*path, name))
    return found


def context(command: click.Command, path: tuple[str, ...]) -> click.Context:
    """The command as it is when the program calls it, with a fixed width."""
    return click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=88,
        max_content_width=88,
        help_option_names=program.context_settings["help_option_names"],
    )


def page(language: str) -> str:
    """The whole reference in one language."""
    with words.speaking(language):
        parts = [PAGES[language][1]]
        for path, command in tree(program, ("qcode",)):
            parts.append(f"## {' '.join(path)}\n\n```text\n{command.get_help(context(command, path))}\n```")
        return "\n\n".join(parts) + "\n"


def main() -> None:
    """Write both pages, or print the English one."""
    if "--write" not in sys.argv:
        click.echo(page("en"))
        return
    for language, (name, _) in PAGES.items():
        (DOCS / name).write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()

