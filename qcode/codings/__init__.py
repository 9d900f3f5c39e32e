"""Human decisions become codings: the lines they are kept as, where they lie, what stands. Pure functions."""

from qcode.codings.anchors import anchor, place
from qcode.codings.folding import Folded, fold, fold_interview
from qcode.codings.lines import read_lines, to_line
from qcode.codings.passages import family_passages, passages
from qcode.codings.union import union

__all__ = [
    "Folded",
    "anchor",
    "family_passages",
    "fold",
    "fold_interview",
    "passages",
    "place",
    "read_lines",
    "to_line",
    "union",
]
