"""The command line: parse, call one library function, print. Commands are imported when they are called."""

from __future__ import annotations

from qcode.cli.program import main

__all__ = ["main"]
