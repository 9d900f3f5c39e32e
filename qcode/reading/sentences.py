"""Where sentences end inside a turn: the `.?!…` rule, which beats a parser on spoken French.

Nothing inside « … » ends a sentence, nor does a stage direction, an abbreviation or an initial; an ellipsis ends one
only before a capital; a blank line always does. `etc.` ends one before a capital.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qcode.model import Span
from qcode.reading.vocabulary import ABBREVIATIONS, TITLES

_LONG = 4  # letters that few abbreviations have: those are looked for one by one
_NOT_ONE = "".join(
    rf"(?<!{re.escape(spelt)}\.)"
    for word in sorted(ABBREVIATIONS)
    if len(word) >= _LONG
    for spelt in (word, word.capitalize())
)
_PLAIN = "".join(sorted(set("abcdefghijklmnopqrstuvwxyzàâéèêëîïôùûç") - {word[-1] for word in ABBREVIATIONS}))
_CLOSING = r"[\"”’')\]»]*"
_STOP = re.compile(
    rf"""[«\[(.?!…\n](?:                  # one set of first characters: the search leaps from one to the next
      (?<=«) [^«»]* »                   # a quotation, and brackets: read over in one go
    | (?<=\[) [^\[\]\n]* \]
    | (?<=\() [.…?]+ \)
    | (?<![.?!…].) (?:                  # a run of marks is looked at once, from its first
        ((?: (?: (?<=[{_PLAIN}]\.) | (?<=[^\W\d_]{{{_LONG}}}\.) {_NOT_ONE} ) (?![.…])
           | (?: (?<=[?!]) | (?<=[.…]) [.…]* [?!] ) [.?!…]*
         ) {_CLOSING}) \s+              # 1: an end
      | ((?<=[.…]) [.…]* {_CLOSING}) \s+  # 2: an end unless an abbreviation, an initial or an unfinished thought
      )
    | ((?<=\n)) [^\S\n]* \n \s*       # 3: a blank line
    )""",
    re.VERBOSE,
)
_OPENING = re.compile(r"(?:\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)|[\s\"“‘'(«—–-])*")


def sentences(text: str, turn: Span) -> tuple[list[int], list[int]]:
    """Where the sentences of a turn start, and where they end; the blanks between them belong to none."""
    starts, ends = [turn.start], []
    for stop in _STOP.finditer(text, turn.start, turn.end):
        kind = stop.lastindex
        if kind == 1 or (kind == 2 and _ends(text, stop, turn)):
            ends.append(stop.end(kind))
            starts.append(stop.end())
        elif kind == 3:
            ends.append(_trimmed(text, stop.start()))
            starts.append(stop.end())
    ends.append(turn.end)
    return starts, ends


def _trimmed(text: str, end: int) -> int:
    """The place without the blanks before it."""
    while text[end - 1].isspace():
        end -= 1
    return end


def _ends(text: str, stop: re.Match[str], turn: Span) -> bool:
    """Whether a full stop or an ellipsis ends a sentence."""
    place, following = stop.span()
    if text[place] != "." or text[place + 1] in ".…":
        return _capital_follows(text, following, turn)
    word = text[text.rfind(" ", max(turn.start, place - 20), place) + 1 : place]
    match _abbreviation(word):
        case "":
            return True
        case "initial":
            return not _is_initial(text[max(turn.start, place - 30) : place].split(), text[following])
        case "etc":
            return _capital_follows(text, following, turn)
    return False


@lru_cache(maxsize=4096)
def _abbreviation(word: str) -> str:
    """What the word before a full stop may be short for: `initial`, `etc`, any other abbreviation, or nothing."""
    last = re.split("[\\s'’«(\"“-]", word)[-1]
    if len(last) == 1 and last.isupper() and last.lower() not in TITLES:
        return "initial"
    return last.lower() if last.lower() in ABBREVIATIONS else ""


def _is_initial(before: list[str], following: str) -> bool:
    """Whether a lone capital and its stop are a name's or an article's: `Fanta M.`, `M. K.`, `L. 5132`."""
    return following.isdigit() or len(before) < 2 or before[-2][0].isupper()


def _capital_follows(text: str, place: int, turn: Span) -> bool:
    opening = _OPENING.match(text, place, turn.end)
    place = opening.end() if opening else place
    return place < turn.end and text[place].isupper()
