"""Serving the page: one port of the loopback interface, one process, until it is stopped."""

from __future__ import annotations

import socket
import sys
import webbrowser
from contextlib import suppress
from threading import Timer
from typing import TYPE_CHECKING

from qcode.errors import QcodeError, error
from qcode.web.guard import Keys

if TYPE_CHECKING:
    from pathlib import Path

PORT = 8765
"""The usual port: a page that stayed open finds the server again when it comes back."""


def run(root: Path, coder: str, *, port: int | None, open_browser: bool, read_only: bool) -> None:
    """Serve until stopped; the first line of stdout is the one-time address.

    Raises:
        QcodeError: the port is taken.
    """
    import uvicorn

    from qcode.study import Study
    from qcode.web.app import create_app
    from qcode.words import language

    study = Study.find(root)
    listener = _listen(port)
    bound = listener.getsockname()[1]
    keys = Keys()
    app = create_app(
        study, coder, read_only=read_only or study.decisions.read_only, language=language(),
        port=bound, keys=keys, wait=False,
    )  # fmt: skip
    address = f"http://127.0.0.1:{bound}/?token={keys.token}"
    print(address, flush=True)
    if open_browser:
        Timer(0.2, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, proxy_headers=False, server_header=False, date_header=False,
        ws="none", timeout_graceful_shutdown=2,
    )  # fmt: skip
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int | None) -> socket.socket:
    """Bind the asked port of 127.0.0.1; the usual one, or any free one, where none was asked."""
    for wanted in [port] if port is not None else [PORT, 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there, it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", wanted))
            listener.listen(128)  # from here on a browser waits instead of being refused
        except OSError:
            listener.close()
        else:
            return listener
    raise QcodeError(error("page_port_taken", "", port=port))
