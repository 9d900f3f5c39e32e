"""What each command is called in both languages: the one table behind the program, its help and all texts."""

from __future__ import annotations

import re

STAGES = {
    "start": {"init": "nouveau", "import": "importer", "check": "verifier", "show": "voir"},
    "propose": {"run": "lancer", "kwic": "concordance", "try": "essayer", "codebook": "guide"},
    "decide": {"review": "relire", "read": "lu", "status": "avancement", "explain": "pourquoi"},
    "results": {"matrix": "matrice", "export": "exporter", "verify-quotes": "verifier-citations", "audit": "controle"},
    "together": {
        "agree": "accord",
        "evaluate": "bruit-silence",
        "codings": "codages",
        "pack": "empaqueter",
        "merge": "fusionner",
    },
}
"""The stages of the work, in order, with their commands and the French name of each."""

COMMANDS = {name: french for commands in STAGES.values() for name, french in commands.items()}
"""Every command and its French name; its module is `qcode.cli.commands.<name>`, its function `command`."""

SUBCOMMANDS = {
    "codebook": {
        "lint": "relire",
        "diff": "comparer",
        "export": "exporter",
        "import": "importer",
        "rename": "renommer",
        "renumber": "changer-id",
        "merge": "fusionner",
        "split": "scinder",
        "move": "deplacer",
        "retire": "retirer",
        "undo": "annuler",
    },
    "codings": {
        "orphans": "a-replacer",
        "rescue": "replacer",
        "disagreements": "desaccords",
        "adjudicate": "arbitrer",
        "to-read": "a-relire",
        "assign": "tirer",
    },
}
"""The commands of each group and their French names."""

_NAMED = re.compile(r"<qcode ([a-z -]+)>")


def command_name(english: str, language: str) -> str:
    """What to type after `qcode` for a command given by its English words: `codebook undo` → `guide annuler`.

    Raises:
        KeyError: there is no such command.
    """
    name, _, below = english.partition(" ")
    french = COMMANDS[name] + (f" {SUBCOMMANDS[name][below]}" if below else "")
    return french if language == "fr" else english


def with_commands(text: str, language: str) -> str:
    """Put the commands that a text names (`<qcode run>`) as the reader of this language types them."""
    return _NAMED.sub(lambda found: f"qcode {command_name(found[1], language)}", text)
