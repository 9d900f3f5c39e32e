"""How fast text interviews are read (not parsed), and whether memory grows with their number.

    python -m tests.bench.bench_reading [INTERVIEWS]

The sample interviews, each repeated up to 8,000 words, are read by one process on one core. Processor time is counted,
so that neighbours on the machine do not weigh. The floor is what nobody can go without: bytes, decoding, NFC, a hash.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from qcode.model import Settings
from qcode.reading import read_folder
from qcode.reading.words import WORD
from tests.bench.rounds import medians

SAMPLE = Path(__file__).parents[2] / "transcripts_sample"
INTERVIEWS, WORDS, ROUNDS = 1000, 8000, 3

PEAK = """
import sys
from pathlib import Path
from qcode.model import Settings
from qcode.reading import read_interview
root = Path(sys.argv[1])
for path in sorted((root / "transcripts").iterdir())[:int(sys.argv[2])]:
    read_interview(path, root, Settings())
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def corpus(root: Path, number: int) -> float:
    """Write so many interviews of 8,000 words; how many MB they are."""
    folder = root / "transcripts"
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    size = 0
    for each in range(number):
        header, _, body = texts[each % len(texts)].partition("\n\n")
        times = -(-WORDS // len(WORD.findall(body)))
        data = (header + "\n\n" + (body.strip() + "\n\n") * times).encode()
        (folder / f"e{each:04}.txt").write_bytes(data)
        size += len(data)
    return size / 1e6


def floor(root: Path) -> None:
    """The bytes, decoded, in NFC, hashed."""
    for path in sorted((root / "transcripts").iterdir()):
        text = unicodedata.normalize("NFC", path.read_bytes().decode("utf-8"))
        hashlib.sha256(text.encode()).hexdigest()


def words(root: Path) -> None:
    """What a pattern needs to find the words alone, as the definition says them."""
    for path in sorted((root / "transcripts").iterdir()):
        WORD.findall(path.read_text(encoding="utf-8"))


def read(root: Path) -> None:
    """All interviews, with their turns, roles, sentences and word counts."""
    interviews, _ = read_folder(root, Settings())
    if not all(interview.segments for interview in interviews):
        raise SystemExit("not everything was read")


def peak(root: Path, number: int) -> float:
    """The most memory that a process needs to read so many interviews one after another, in MB."""
    call = [sys.executable, "-c", PEAK, str(root), str(number)]
    return int(subprocess.run(call, check=True, capture_output=True, text=True).stdout) / 1024


def main() -> None:
    """Print MB/s, the ratio to the floor, and the memory for a few and for all."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else INTERVIEWS
    with TemporaryDirectory() as folder:
        root = Path(folder)
        size = corpus(root, number)
        steps: dict[str, Callable[[], None]] = {
            "bytes, NFC, sha256": lambda: floor(root),
            "words by pattern alone": lambda: words(root),
            "read_folder": lambda: read(root),
        }
        took = medians(steps, rounds=ROUNDS, clock=time.process_time)
        few, many = peak(root, number // 10), peak(root, number)
    print(f"{number} interviews of {WORDS} words, {size:.1f} MB, Python {sys.version.split()[0]}")
    for name, seconds in took.items():
        print(f"{seconds:7.3f} s  {size / seconds:7.1f} MB/s  {name}")
    print(f"read_folder / bytes, NFC, sha256: {took['read_folder'] / took['bytes, NFC, sha256']:.1f}")
    print(f"peak memory, read one after another: {few:.0f} MB for {number // 10}, {many:.0f} MB for {number}")


if __name__ == "__main__":
    main()
