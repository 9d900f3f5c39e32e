"""What a contrast allows to say, in plain sentences on this corpus; never a p-value on passages."""

from __future__ import annotations

from collections.abc import Sequence

from qcode.exports.report.sources import SMALL, share
from qcode.tables.contrasts import Contrast, Finding, Side
from qcode.tables.matrix import shown_value
from qcode.words import say
from qcode.words.typography import number


def contrast_sentences(found: Sequence[Contrast]) -> list[str]:
    """One paragraph a value that has three interviews or more, then what was not tested and why."""
    worth = [contrast for contrast in found if _worth_saying(contrast)]
    everywhere = bool(worth) and all(_always(side) for c in worth for side in (c.here, c.elsewhere))
    told = [c for c in worth if c.finding is not Finding.TOO_FEW] if everywhere else worth
    said = [say("report.contrast.everywhere")] if everywhere else []
    said += [sentence(contrast) for contrast in told]
    untested = [shown_value(contrast.value) for contrast in worth if contrast.finding is Finding.TOO_FEW]
    if untested:
        said.append(say("report.contrast.untested", values=", ".join(untested)))
    return said or [say("report.contrast.nothing")]


def _worth_saying(contrast: Contrast) -> bool:
    return min(len(contrast.here.interviews), len(contrast.elsewhere.interviews)) >= SMALL


def _always(side: Side) -> bool:
    return side.present == len(side.interviews)


def sentence(contrast: Contrast) -> str:
    """What is in this corpus, what the test says of it, and what can't be told apart."""
    value = shown_value(contrast.value)
    parts = [say("report.contrast.sentence", value=value, here=_met(contrast.here), elsewhere=_met(contrast.elsewhere))]
    if contrast.finding is not Finding.TOO_FEW:
        parts.append(tested(contrast))
    parts += [
        say("report.contrast.confounded", value=value, other=shown_value(other)) for _, other in contrast.confounded
    ]
    return " ".join(parts)


def tested(contrast: Contrast) -> str:
    """What the test allows to conclude."""
    return say(
        f"report.contrast.{contrast.finding}",
        a=number(contrast.here.mean_rate or 0, 1),
        b=number(contrast.elsewhere.mean_rate or 0, 1),
        p=p_value(contrast.adjusted),
        numbers=", ".join(contrast.carried),
    )


def verdict(contrast: Contrast) -> str:
    """The same in a word or two."""
    return say(f"report.verdict.{contrast.finding}", numbers=", ".join(contrast.carried))


def p_value(p: float | None) -> str:
    """A probability as it is printed."""
    return "" if p is None else f"< {number(0.001, 3)}" if p < 0.001 else number(p, 3)


def _met(side: Side) -> str:
    """« 3 entretiens sur 4 »."""
    n = len(side.interviews)
    return share(side.present, n) if n >= 20 else say("report.contrast.met", n=side.present, total=n)
