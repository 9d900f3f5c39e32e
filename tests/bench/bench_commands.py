"""How long commands take beside importing what they can't do without: medians over interleaved rounds."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import copy_study

ROUNDS = 7


def seconds(call: list[str], cwd: Path) -> float:
    """Wall time of one process, which must succeed."""
    start = time.perf_counter()
    subprocess.run(call, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(calls: dict[str, list[str]], cwd: Path) -> dict[str, float]:
    """The median time of each call, rounds interleaved so that noise hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(seconds(call, cwd))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Print the ratios that the commands are held to."""
    python, qcode = [sys.executable, "-c"], [sys.executable, "-m", "qcode"]
    with TemporaryDirectory() as folder:
        study = copy_study(Path(folder))
        subprocess.run([*qcode, "run"], cwd=study, check=True, capture_output=True)
        rule = study / "codebook" / "temporalites.yaml"
        calls = {
            "import click": [*python, "import click"],
            "qcode --help": [*qcode, "--help"],
            "import pandas": [*python, "import pandas"],
            "qcode matrix": [*qcode, "matrix", "--by", "territoire"],
            "import pandas, openpyxl": [*python, "import pandas, openpyxl"],
            "qcode run, nothing changed": [*qcode, "run"],
        }
        median = compare(calls, study)
        rule.write_text(rule.read_text(encoding="utf-8") + "\n# a changed file\n", encoding="utf-8")
        changed = compare({k: calls[k] for k in ("import pandas", "qcode matrix")}, study)
    for name, value in median.items():
        print(f"{value:7.3f} s  {name}")
    print(f"qcode --help / import click: {median['qcode --help'] / median['import click']:.2f} (at most 3)")
    ratio = median["qcode run, nothing changed"] / median["import pandas, openpyxl"]
    print(f"qcode run, nothing changed / import pandas, openpyxl: {ratio:.2f} (at most 1)")
    extra = changed["qcode matrix"] - changed["import pandas"]
    print(f"qcode matrix after a changed rule file − import pandas: {extra:.3f} s (at most 0.3)")


if __name__ == "__main__":
    main()
