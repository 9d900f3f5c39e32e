"""Rules → suggestions with evidence, over a positional index of all interviews. No spaCy here, and no files.

Index(interviews, tokens)                 once a study
suggest(index, rules, threshold)          what rules propose, and why
hits(Search(index), rules)                the same as columns, before any object is made
"""

from __future__ import annotations

from qcode.tagging.hits import Hits, hits
from qcode.tagging.index import Index
from qcode.tagging.search import Search
from qcode.tagging.suggest import suggest

__all__ = ["Hits", "Index", "Search", "hits", "suggest"]
