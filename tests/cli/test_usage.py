"""What was typed wrongly is said in the user's language, with what to type instead; help has an example everywhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qcode import words
from qcode.cli.program import program
from qcode.words.commands import SUBCOMMANDS, command_name
from tests.docs.reference import context, tree

LEAVES = tree(program, ("qcode",))
CLICK_S_WORDS = re.compile(
    r"Usage|Error|Try |No such|Missing|Invalid|unexpected|requires|does not|not one of|not in the range"
    r"|is not a valid|Aborted|Show this|\[required\]|COMMAND\b|ARGS"
)
MISTAKES = {
    "matrix --bogus": "il n’y a pas d’option « --bogus »",
    "matrice --mesure x": "Vouliez-vous dire : --measure ?",
    "matrix --measure weight": "« weight » ne convient pas ; choisissez parmi : passages, entretiens",
    "matrixx": "Vouliez-vous dire : matrice ?",
    "verifer": "Vouliez-vous dire : verifier",
    "statut": "Vouliez-vous dire : avancement ?",
    "guide anuler": "Vouliez-vous dire : annuler ?",
    "voir": "il manque ENTRETIEN",
    "voir a b c": "« b c » est en trop",
    "guide renommer a b": "il manque l’option --coder",
    "lu x --coder": "l’option --coder attend une valeur",
    "lancer --check=3": "l’option --check se donne seule",
    "verifier-citations absent.docx": "le fichier « absent.docx » n’existe pas ici",
    "verifier-citations .": "« . » est un dossier ; il faut un fichier",
    "guide comparer absent absent": "le dossier « absent » n’existe pas ici",
    "essayer a --examples 10000": "« 10000 » n’est pas un nombre entre 0 et 1000",
    "codages tirer a --share un": "« un » n’est pas un nombre entre 0 et 1",
    "codages tirer a --seed un": "« un » n’est pas un nombre",
    "-C .": "il manque une commande",
    "--lang de check": "« de » ne convient pas",
    "controle --judged setup.cfg": "Dites qui juge",
}


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with words.speaking("fr"):
        yield


def without_hard_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("typed", "said"), MISTAKES.items())
def test_a_mistyped_command_is_answered_in_french(typed: str, said: str) -> None:
    result = CliRunner().invoke(program, typed.replace("setup.cfg", shlex.quote(__file__)).split())
    assert said in without_hard_spaces(result.output), result.output
    assert (result.exit_code, result.stdout) == (2, "") or "controle" in typed
    assert not CLICK_S_WORDS.search(result.output), result.output
    assert "→" in result.output or "controle" in typed


def test_the_same_mistakes_are_answered_in_english() -> None:
    result = CliRunner().invoke(program, ["--lang", "en", "matrix", "--mesure", "x"])
    assert "Did you mean: --measure?" in result.output
    assert "matrix [OPTIONS]" in result.output


def test_an_interruption_is_no_english_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from qcode.cli.commands import init

    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(init.command, "callback", interrupted)
    result = CliRunner().invoke(program, ["init", str(tmp_path / "x")])
    assert result.exit_code == 1
    assert "Interrompu" in result.output
    assert "Abort" not in result.output


@pytest.mark.parametrize(("path", "command"), LEAVES, ids=[" ".join(path) for path, _ in LEAVES])
def test_help_is_french_and_shows_an_example_that_can_be_typed(path: tuple[str, ...], command: click.Command) -> None:
    shown = command.get_help(context(command, path))
    assert not CLICK_S_WORDS.search(shown), shown
    if command is program:
        return
    for language in words.LANGUAGES:
        with words.speaking(language):
            shown = command.get_help(context(command, path))
            typed = next(line for line in shown.splitlines() if line.startswith("  qcode "))
            called = shlex.split(typed)[1:]
            names = command_name(" ".join(path[1:]), language).split()
            if not isinstance(command, click.Group):
                assert called[: len(names)] == names
                ctx = context(command, path)
                options, rest, _ = command.make_parser(ctx).parse_args(args=called[len(names) :])
                needed = {param.name for param in command.params if param.required}
                assert needed <= {name for name, value in options.items() if value}, (options, rest)
                assert not rest


def test_every_group_lists_all_its_commands() -> None:
    for name, command in (
        (path[1], command) for path, command in LEAVES if isinstance(command, click.Group) and path[1:]
    ):
        assert set(command.commands) == set(SUBCOMMANDS[name])
