"""The review page: a local web page on one study. No rule of the domain lives here; heavy imports wait in functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def serve(
    root: Path,
    coder: str,
    *,
    port: int | None = None,
    open_browser: bool = True,
    read_only: bool = False,
) -> None:
    """Open the review page of the study in `root` for this coder, until it is stopped.

    `port` 0 takes any free one; None the usual one, else any free one. The page's one-time address is the first
    line of stdout.
    """
    from qcode.web.server import run

    run(root, coder, port=port, open_browser=open_browser, read_only=read_only)
