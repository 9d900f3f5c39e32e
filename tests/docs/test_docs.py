"""Documentation that can't lie: the reference is generated, every command shown exists, the README's session runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from qcode import words
from qcode.cli.program import program
from qcode.words.commands import COMMANDS
from tests.conftest import program_process
from tests.docs.reference import DOCS, PAGES, context, page, tree

ROOT = DOCS.parent
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))]
ENGLISH = {french: english for english, french in COMMANDS.items()}
LEAVES = tree(program, ("qcode",))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_reference_is_current(language: str) -> None:
    name = PAGES[language][0]
    assert (DOCS / name).read_text(encoding="utf-8") == page(language), "run `make docs`"


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_every_option_has_help_in_both_languages(path: tuple[str, ...], command: click.Command) -> None:
    for language in words.LANGUAGES:
        with words.speaking(language):
            for parameter in command.params:
                if isinstance(parameter, click.Option):
                    record = parameter.get_help_record(context(command, path))
                    assert record and record[1], f"{path} {parameter.name}"


def called(text: str) -> list[list[str]]:
    """Every `qcode …` line of the text's code blocks, split as a shell would."""
    lines = re.findall(r"^(?:\$ |    )?(qcode (?!\[).*?)(?:\s{2,}#.*|\s+#.*)?$", "\n".join(blocks(text)), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def blocks(text: str, kind: str = "") -> list[str]:
    return [body for name, body in re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL) if kind in name]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_commands_shown_in_the_docs_exist(path: Path) -> None:
    if path.name in {name for name, _ in PAGES.values()}:
        return
    known: dict[tuple[str, ...], click.Command] = dict(LEAVES)
    for call in called(path.read_text(encoding="utf-8")):
        arguments = [word for word in call[1:] if not word.startswith("-")]
        name = next((word for word in arguments if word in COMMANDS or word in COMMANDS.values()), None)
        if name is None:
            assert not arguments, f"{path.name}: {' '.join(call)}"
            continue
        leaf = known["qcode", ENGLISH.get(name, name)]
        options = {option for parameter in (*leaf.params, *program.params) for option in parameter.opts} | {"--help"}
        if not isinstance(leaf, click.Group):
            for word in call:
                if word.startswith("--"):
                    assert word.split("=")[0] in options, f"{path.name}: {' '.join(call)}"


def plain(row: str) -> str:
    """A line without the kinds of space that a README does not show."""
    return row.replace("\u202f", " ").replace("\u00a0", " ").rstrip()


def test_the_readme_session_is_what_qcode_answers(sample: Path) -> None:
    session = "\n".join(blocks((ROOT / "README.md").read_text(encoding="utf-8"), "console"))
    steps = re.findall(r"^\$ (qcode .*)\n((?:(?!\$ ).*\n?)*)", session, re.MULTILINE)
    assert steps
    for line, expected in steps:
        done = program_process(*shlex.split(line)[1:], cwd=sample)
        shown = [plain(row) for row in (done.stdout + done.stderr).splitlines()]
        for row in expected.splitlines():
            if row.strip() and row.strip() != "…":
                assert plain(row) in shown, f"$ {line}\n{done.stdout}{done.stderr}"
