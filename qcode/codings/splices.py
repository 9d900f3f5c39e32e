"""What was changed in the lines of a file, kept so that it can be put back to the byte; pure functions on its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Splice:
    """The lines of a file that were replaced, without their line feeds; a file that was made had none."""

    file: str
    start: int  # number of the first, from 0
    was: tuple[str, ...]
    now: tuple[str, ...]


def between(file: str, before: str | None, after: str) -> Splice:
    """What makes `after` out of `before` (None: no file); it names a line at least, to be found again."""
    new = after.split("\n")
    if before is None:
        return Splice(file, 0, (), tuple(new))
    old = before.split("\n")
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    if len(new) - end == start:
        start, end = (start - 1, end) if start else (0, end - 1)
    return Splice(file, start, tuple(old[start : len(old) - end]), tuple(new[start : len(new) - end]))


def put_back(text: str, splice: Splice) -> str | None:
    """The text before a splice, wherever its lines have moved to; None where they are gone or no longer alone."""
    lines, now = text.split("\n"), list(splice.now)
    places = [n for n in range(len(lines) - len(now) + 1) if lines[n : n + len(now)] == now]
    if splice.start in places:
        places = [splice.start]
    if len(places) != 1 or not now:
        return None
    lines[places[0] : places[0] + len(now)] = splice.was
    return "\n".join(lines)


def as_written(raw: str, plain: str) -> str:
    """A changed text with the byte order mark and the line ends that its file has; lines that stay are untouched."""
    mark = "\ufeff" if raw.startswith("\ufeff") else ""
    old = raw.removeprefix("\ufeff").split("\n")
    change = between("", readable(raw), plain)
    end = change.start + len(change.was)
    returns = "\r" if "\r\n" in raw else ""
    new = [line + returns for line in change.now]
    if new and end >= len(old):
        new[-1] = change.now[-1]  # nothing follows the last line
    return mark + "\n".join([*old[: change.start], *new, *old[end:]])


def readable(raw: str) -> str:
    """A file's text as it is read: no byte order mark, lines that end with a line feed."""
    return raw.removeprefix("\ufeff").replace("\r\n", "\n")
