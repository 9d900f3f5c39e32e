"""The folder of a study's guide, and what has happened to it: its files are changed where they stand, and put back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qcode.codings import evolution
from qcode.codings.evolution import Act, Event
from qcode.codings.making import new_id, now
from qcode.codings.splices import Splice, as_written, between, put_back, readable
from qcode.errors import Problem, QcodeError, error
from qcode.study.writing import append, remove, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qcode.model import Settings


@dataclass(frozen=True, slots=True)
class Change:
    """A change to the guide, ready to be done: `--dry-run` shows it and stops here."""

    event: Event
    files: Mapping[str, str]  # relative to the study: what they become, to the byte; "" is taken away
    seen: Mapping[str, str]  # what they were; "" was not there
    decisions: int  # standing decisions on the code
    interviews: tuple[str, ...]  # in which they are
    again: tuple[tuple[str, int], ...] = ()  # split: (interview, passages) to code again


class Guide:
    """The guide's folder of one study, and what has happened to it."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Say where it is; nothing is read yet."""
        self.root, self.settings = root, settings
        self.folder = root / settings.codebook

    @property
    def path(self) -> Path:
        """The file of events."""
        return self.folder / evolution.FILE

    def events(self) -> tuple[list[Event], list[Problem]]:
        """What has happened to the guide, earliest first; conflicted copies of the file are read as well."""
        events: dict[str, Event] = {}
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.jsonl")):
            found, unread = evolution.read_events(
                path.read_bytes().decode("utf-8", "replace"), path.relative_to(self.root).as_posix()
            )
            events |= {event.id: event for event in found}
            problems += unread
        return sorted(events.values(), key=lambda event: event.order), problems

    def event(self, act: Act, by: str, code: str, **more: object) -> Event:
        """A new event, later than all that are known."""
        clock = max((event.clock for event in self.events()[0]), default=0) + 1
        return Event(new_id(), act, by, clock, now(), code, **more)  # type: ignore[arg-type]

    def texts(self) -> dict[str, str]:
        """The files of the guide, as they are read."""
        return {name: readable(text) for name, text in self.written().items()}

    def written(self) -> dict[str, str]:
        """The files of the guide to the byte: byte order mark and line ends as they are."""
        paths = sorted(path for path in self.folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
        return {path.relative_to(self.root).as_posix(): _text(path) for path in paths}

    def put(self, name: str, text: str) -> None:
        """Write one file as it reads now; its byte order mark and line ends, and the lines that stay, are kept.

        Raises:
            QcodeError: the disk refused.
        """
        path = self.root / name
        _replace(path, as_written(_text(path) if path.exists() else "", text))

    def prepared(
        self, texts: Mapping[str, str], exact: Mapping[str, str] | None = None
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What files are to the byte, and what they become for these texts; those that stay the same are left out.

        `exact`: files that become this to the byte.
        """
        written = self.written()
        after = {name: as_written(written.get(name, ""), text) for name, text in texts.items()}
        after = {**(exact or {}), **after}
        after = {name: text for name, text in after.items() if text != written.get(name)}
        return {name: written.get(name, "") for name in after}, after

    def before(self, event: Event) -> dict[str, str] | None:
        """The files that an event changed as they were before it; None where somebody has changed them there since."""
        files, written = {}, self.written()
        for splice in event.edits:
            text = put_back(written.get(splice.file, ""), splice)
            if text is None:
                return None
            files[splice.file] = text
        return files if event.edits else None

    def apply(self, change: Change) -> None:
        """Do it: first the event, which harms nothing alone, then the files.

        Raises:
            QcodeError: the disk refused, or a file has changed since.
        """
        written = self.written()
        for name, text in change.seen.items():
            if written.get(name, "") != text:
                raise QcodeError(error("guide_changed", name))
        append(self.path, evolution.to_line(change.event))
        for name, text in change.files.items():
            if text:
                _replace(self.root / name, text)
            else:
                remove(self.root / name)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _replace(path: Path, text: str) -> None:
    replace(path, text.encode("utf-8", "surrogateescape"), owner=True)


def edits(seen: Mapping[str, str], files: Mapping[str, str]) -> tuple[Splice, ...]:
    """What a change did to each file, to be kept with its event."""
    return tuple(between(name, seen[name] or None, text) for name, text in files.items())
