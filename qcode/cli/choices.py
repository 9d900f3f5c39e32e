"""Words that options take, in French as in English: shown in the reader's language, understood in both."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import click

from qcode.words import language

if TYPE_CHECKING:
    from collections.abc import Sequence

FRENCH = {
    "all": "tout",
    "confirmed": "retenu",
    "exact": "exact",
    "interview": "entretien",
    "interviews": "entretiens",
    "missed": "silences",
    "no": "non",
    "passages": "passages",
    "per_1000_words": "pour_1000_mots",
    "sentence": "phrase",
    "share": "part",
    "speech_share": "part_de_parole",
    "suggested": "propose",
    "top": "premier_niveau",
    "turn": "tour",
    "wrong": "bruits",
    "yes": "oui",
}
"""What people type in French for the word that a command knows."""


class Choice(click.Choice[str]):
    """One of a few words, in either language."""

    def __init__(self, choices: Sequence[str]) -> None:
        """Keep the words that the command knows, and what else means them."""
        super().__init__(choices)
        self.meant = {FRENCH[word]: word for word in choices} | {word: word for word in choices}

    @property
    def shown(self) -> tuple[str, ...]:
        """The words in the reader's language."""
        return tuple(FRENCH[word] if language() == "fr" else word for word in self.choices)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What help shows."""
        words = "|".join(self.shown)
        return f"{{{words}}}" if param.required and param.param_type_name == "argument" else f"[{words}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - click's own
        """The word that the command knows."""
        return super().convert(self.meant.get(_folded(str(value)), value), param, ctx)


def _folded(word: str) -> str:
    """A word without accents and capitals, its spaces and hyphens as underlines."""
    letters = unicodedata.normalize("NFD", word.strip().casefold())
    return (
        "".join(letter for letter in letters if not unicodedata.combining(letter)).replace(" ", "_").replace("-", "_")
    )
