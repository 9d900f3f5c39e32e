"""Coverage-guided fuzzing of one reader by atheris (`pip install atheris`), in a process of its own.

    python -m tests.fuzz.guided SUFFIX SECONDS

Ends with 0 when no input broke anything. Exceptions of libraries count as answers, as they do in the child process.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports():
    from qcode.reading.bounds import Limits
    from qcode.reading.draft import UnreadableError
    from qcode.reading.formats import BOUNDED, PLAIN
    from qcode.reading.sheets import read_workbook
    from tests.fuzz.judge import judge

from tests.reading.makers import MAKERS, TALK

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
READERS = {**PLAIN, **BOUNDED}


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Die when anything is written or reached for."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
    if writes or event.startswith(("socket.connect", "subprocess.", "os.system", "os.exec")):
        sys.stderr.write(f"FORBIDDEN {event} {arguments}\n")
        os.abort()


def main(suffix: str, seconds: str) -> None:
    """Fuzz one reader for a while, from the files that the makers write."""
    reader = read_workbook if suffix == ".xlsx" else READERS[suffix]

    def once(data: bytes) -> None:
        with contextlib.suppress(UnreadableError):
            try:
                found = reader(data, Limits())
            except (UnreadableError, MemoryError):
                raise
            except Exception:  # what the child process answers `file_broken` to
                return
            if suffix != ".xlsx":
                judge(found)  # type: ignore[arg-type]

    with TemporaryDirectory() as folder:
        for name, (made, make) in MAKERS.items():
            if made.lower() == suffix:
                (Path(folder) / name).write_bytes(make(TALK))
        once(next(make(TALK) for made, make in MAKERS.values() if made.lower() == suffix))  # imports come first
        options = [f"-max_total_time={seconds}", "-timeout=90", "-rss_limit_mb=1024", "-max_len=65536", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", f"-artifact_prefix={folder}/", folder], once)
        sys.addaudithook(watch)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
