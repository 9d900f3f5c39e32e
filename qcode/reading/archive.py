"""Zip archives (.docx, .odt, .xlsx) opened with care: nothing is ever unpacked to disk, and bytes are counted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from qcode.reading.bounds import MEGA, Limits, too_big
from qcode.reading.draft import UnreadableError

_BAD_NAME = re.compile(r"\A[/\\]|\A[A-Za-z]:|(?:\A|[/\\])\.\.(?:[/\\]|\Z)|\\|\0")


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive whose list of entries has been looked over."""

    zip: zipfile.ZipFile
    limits: Limits

    def read(self, name: str) -> bytes | None:
        """One entry, or None where there is none of that name."""
        try:
            with self.zip.open(name) as entry:
                data = entry.read(self.limits.member_mb * MEGA + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as problem:
            raise UnreadableError("archive_broken") from problem
        if len(data) > self.limits.member_mb * MEGA:
            raise too_big("member_mb", self.limits.member_mb)
        return data


def open_archive(data: bytes, limits: Limits, *, alike: bool = False) -> Archive:
    """Look over the entries of an archive before anything is unpacked.

    `alike`: names may differ by case alone, as they can on the disk that they come from.

    Raises:
        UnreadableError: not an archive, a bomb, or names that lead outside.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, RuntimeError) as problem:
        raise UnreadableError("archive_broken") from problem
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > limits.entries:
        raise too_big("entries", limits.entries)
    different = set(names) if alike else {name.casefold() for name in names}
    if any(_BAD_NAME.search(name) for name in names) or len(different) < len(names):
        raise UnreadableError("archive_names")
    for entry in entries:
        _weigh(entry, limits)
    if sum(entry.file_size for entry in entries) > limits.total_mb * MEGA:
        raise too_big("total_mb", limits.total_mb)
    return Archive(archive, limits)


def _weigh(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & 1:
        raise UnreadableError("archive_locked")
    media = entry.filename.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".wav", ".mp3", ".mp4", ".emf", ".wmf"))
    if entry.file_size > limits.member_mb * MEGA and not media:
        raise too_big("member_mb", limits.member_mb)
    if entry.file_size > MEGA and entry.file_size > limits.ratio * max(1, entry.compress_size):
        raise too_big("ratio", limits.ratio)
