"""What the parsers of YAML, TOML and regular expressions object to, said plainly: they speak English alone."""

from __future__ import annotations

from qcode.words import say

_SIGNS = {
    "tab": ("'\\t'", "tab"),
    "quote": ("quoted scalar", "end of stream", "unterminated string", "unclosed string", "illegal character '\\n'"),
    "bracket": ("',' or ']'", "',' or '}'", "unterminated character set", "unclosed array", "flow"),
    "parenthesis": ("parenthesis", "subpattern"),
    "colon": ("expected ':'", "mapping values"),
    "equals": ("expected '='", "after a key"),
    "twice": ("twice", "overwrite", "duplicate"),
    "repeat": ("repeat",),
    "escape": ("escape",),
    "range": ("character range",),
    "value": ("invalid value", "expected newline", "after a statement", "illegal"),
    "indent": ("block end", "block mapping", "block sequence", "indent"),
    "sign": ("cannot start any token", "special characters", "unacceptable"),
}
"""What each kind of objection is known by, first match wins."""


def plainly(said: str) -> str:
    """The cause that a parser gave, in the user's language; one that is not known here is a mistake of form."""
    small = said.lower()
    kind = next((kind for kind, signs in _SIGNS.items() if any(sign in small for sign in signs)), "form")
    return say(f"reasons.{kind}")
