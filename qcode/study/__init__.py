"""A study on disk: settings, paths, load, decide, run. The only room that writes a study's files."""

from __future__ import annotations

from qcode.study.study import Study

__all__ = ["Study"]
