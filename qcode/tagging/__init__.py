"""Rules → suggestions with evidence, over a positional index of all interviews. No spaCy here, and no files.

`Index` is built once a study. `suggest` says what rules propose, and why; `hits` the same as columns, before any
object is made. `kwic` shows words in context, `try_out` a rule before it is saved, `explain` all rules on one segment.
"""

from __future__ import annotations

from qcode.tagging.concordance import Line, Trial, bare, kwic, try_out
from qcode.tagging.explain import Explanation, Miss, explain
from qcode.tagging.hits import Hits, hits
from qcode.tagging.index import Index
from qcode.tagging.search import Search
from qcode.tagging.suggest import suggest

__all__ = [
    "Explanation",
    "Hits",
    "Index",
    "Line",
    "Miss",
    "Search",
    "Trial",
    "bare",
    "explain",
    "hits",
    "kwic",
    "suggest",
    "try_out",
]
