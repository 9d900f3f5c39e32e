"""A real server in a process of its own, to be killed and started again, and the files it must leave behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any


class Server:
    """One `qcode review` on a study."""

    def __init__(self, root: Path, coder: str = "Zoé", port: int = 0) -> None:
        asked = ["-C", str(root), "review", "--coder", coder, "--port", str(port), "--no-browser"]
        command = [sys.executable, "-m", "qcode", *asked]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self.base = self.address.partition("/?")[0]
        self.port = int(self.base.rpartition(":")[2])

    def kill(self) -> None:
        """Stop it as a power cut would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def kept(root: Path) -> list[dict[str, Any]]:
    """Every decision on the disk, in the order of the study's clock."""
    files = (root / "transcripts" / "codings").rglob("*.jsonl")
    lines = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return sorted(lines, key=lambda line: line["clock"])
