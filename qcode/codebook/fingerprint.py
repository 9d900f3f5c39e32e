"""Fingerprints of a guide: the same for the same content, whatever its comments, key order or quotes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qcode.model import Code, Near, Rule, Term


def of_code(code: Code) -> Code:
    """The code with the fingerprint of what a coder must know: labels, definition, include, exclude."""
    known = [sorted(code.label.items()), sorted(code.definition.items()), code.include, code.exclude]
    return replace(code, fingerprint=_digest(known))


def of_codes(codes: Iterable[Code]) -> str:
    """The fingerprint of a whole guide, its rules included; where things stand in the files doesn't count."""
    return _digest([_code(code) for code in codes])


def _code(code: Code) -> list[object]:
    rest = [code.id, code.parent, code.fingerprint, code.examples, code.colour]
    return [*rest, code.provisional, code.born, code.retired, [_rule(rule) for rule in code.rules]]


def _rule(rule: Rule) -> list[object]:
    conditions = [[_near(near) for near in nears] for nears in (rule.near, rule.not_near)]
    terms = [_sources(terms) for terms in (rule.any, rule.unless, rule.asked)]
    marks = [rule.carry, rule.speaker, rule.where, rule.negated, rule.hypothesis, rule.voice, rule.score]
    return [rule.id, rule.idea, *terms, *conditions, *marks, rule.examples, rule.counterexamples]


def _near(near: Near) -> list[object]:
    return [_sources(near.any), near.within, near.order]


def _sources(terms: tuple[Term, ...]) -> list[str]:
    return [term.source for term in terms]


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
