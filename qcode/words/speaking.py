"""Which language people read now. Standard library only."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("fr", "en")
_language: ContextVar[str] = ContextVar("language", default="fr")


def language() -> str:
    """The language that people read now."""
    return _language.get()


def speak(code: str) -> None:
    """Choose the language; an unknown one falls back to French."""
    _language.set(code if code in LANGUAGES else "fr")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Choose the language for a while."""
    token = _language.set(code if code in LANGUAGES else "fr")
    try:
        yield
    finally:
        _language.reset(token)
