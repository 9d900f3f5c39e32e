"""What people asked never to be quoted: the one gate that an interview's words pass before they are printed.

Reports, the page to sign and whatever is proposed to be quoted ask it. Files that hold the study as it is (passages,
the workbook for internal use) keep every word.
"""

from __future__ import annotations

from qcode.citations.folding import bare
from qcode.codings.flags import NEVER, Flag, flags
from qcode.model import Interview, Snapshot, Span
from qcode.words import say


class Privacy:
    """The bans that stand in a study."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Gather the marks that nobody withdrew."""
        self.bans = [mark for mark in flags(snapshot.placements, snapshot.decisions) if mark.name == NEVER]

    def forbids(self, interview: Interview, span: Span) -> bool:
        """Whether a ban lies on any of these words; by its own words, where its place was lost."""
        return any(_lies_on(ban, interview, span) for ban in self.bans)

    def words(self, interview: Interview, span: Span) -> str:
        """These words as they may be printed: in the place of those under a ban, a note that something was said."""
        if any(ban.span is None and _lies_on(ban, interview, span) for ban in self.bans):
            return say("tables.withheld")
        text, place = "", span.start
        for start, end in self._banned(interview, span):
            text += interview.text[place : max(place, start)] + (say("tables.withheld") if end > place else "")
            place = max(place, end)
        return text + interview.text[place : span.end]

    def _banned(self, interview: Interview, span: Span) -> list[tuple[int, int]]:
        """The stretches under a ban, within these bounds, in order."""
        mine = (ban.span for ban in self.bans if ban.interview == interview.id and ban.span)
        return sorted((max(ban.start, span.start), min(ban.end, span.end)) for ban in mine if ban.overlap(span))


def _lies_on(ban: Flag, interview: Interview, span: Span) -> bool:
    if ban.span or ban.interview != interview.id:
        return ban.on(interview.id, span)
    mine, theirs = bare(interview.quote(span)), bare(ban.quote)
    return bool(theirs) and (theirs in mine or mine in theirs)
