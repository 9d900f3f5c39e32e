"""What the page answers when it can't follow a request."""

from __future__ import annotations

from qcode.errors import QcodeError, error


class RefusedError(QcodeError):
    """A request that can't be followed: its HTTP status, and why."""

    def __init__(self, status: int, kind: str, **values: object) -> None:
        """Say why with a problem of the catalogue."""
        super().__init__(error(kind, str(values.pop("file", "")), **values))
        self.status = status
