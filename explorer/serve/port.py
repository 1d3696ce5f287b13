"""The port at which a front listens. The host binds it as it starts and hands it on: of two hosts that want one port,
started in the same instant, one begins and the other is told at once."""

from __future__ import annotations

import os
import socket

from explorer.serve.settings import Settings

LISTENING = "EXPLORER_SERVE_LISTENING"
"""The environment variable with the descriptor of the socket that the front is handed."""


def bound(settings: Settings) -> socket.socket:
    """A socket that listens where a front should. Raises OSError or UnicodeError where that cannot be."""
    family, _, _, _, address = socket.getaddrinfo(settings.bind, settings.port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=128)


def handed_on() -> socket.socket:
    """The socket that the host bound, in the front that it started."""
    return socket.socket(fileno=int(os.environ.pop(LISTENING)))
