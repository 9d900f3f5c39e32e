"""What a coder may see of an interview while coding: everything, no proposal before reading, or nobody else's work.

*read_first*: proposals of the rules wait until their sentence was read. *blind*: proposals and what others coded wait
until the whole interview was read. What was decided without seeing either is `blind`, and alone counts as agreement.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qcode.codings import Folded, fold_interview
from qcode.codings.votes import VOTING
from qcode.study.queue import segments_read

if TYPE_CHECKING:
    from qcode.model import Interview
    from qcode.study.live import Live

MODES = ("open", "read_first", "blind")


def has_read(live: Live, interview: Interview, coder: str) -> bool:
    """Whether this person has read all that may be coded."""
    mine = segments_read(live.folded(interview.id)).get(coder, set())
    return mine.issuperset(segment.number for segment in interview.segments if interview.is_coded(segment))


def double_coded(live: Live) -> dict[str, tuple[str, ...]]:
    """The interviews that were drawn to be coded by several people, and by whom."""
    drawn = live.assignment
    return dict.fromkeys(drawn.interviews, drawn.coders) if drawn else {}


def hides(live: Live, interview: Interview, coder: str, mode: str) -> bool:
    """Whether anything is kept from this person for now."""
    return mode != "open" and not has_read(live, interview, coder)


def seen(live: Live, interview: Interview, coder: str, mode: str) -> Folded:
    """What stands in an interview, as far as this person may see it."""
    if not hides(live, interview, coder, mode):
        return live.folded(interview.id)
    placements, settings = live.placed(interview.id), live.study.settings
    if mode == "blind":
        mine = [placement for placement in placements if placement.decision.coder == coder]
        return fold_interview(interview, live.codebook, (), mine, replace(settings, policy="any"))
    read = segments_read(live.folded(interview.id)).get(coder, set())
    proposed = [suggestion for suggestion in live.suggestions(interview.id) if suggestion.segment in read]
    return fold_interview(interview, live.codebook, proposed, placements, settings)


def decides_blindly(live: Live, interview: Interview, coder: str, mode: str) -> bool:
    """Whether what this person decides now is decided without having seen the others' codings or the proposals."""
    if mode != "blind" or not hides(live, interview, coder, mode):
        return False
    own = (p.decision for p in live.placed(interview.id) if p.decision.coder == coder)
    return all(decision.blind for decision in own if decision.kind in VOTING)
