"""The listening socket of a front end. The server binds it at its start and passes it on, so that of two servers
started at once for the same port, one starts and the other fails at once."""

from __future__ import annotations

import os
import socket

from explorer.serve.settings import Settings

LISTENING = "EXPLORER_SERVE_LISTENING"
"""The environment variable with the descriptor of the listening socket, set for the front end's process."""


def bound(settings: Settings) -> socket.socket:
    """A listening socket at the configured address. Raises OSError or UnicodeError."""
    family, _, _, _, address = socket.getaddrinfo(settings.bind, settings.port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family, backlog=128)


def handed_on() -> socket.socket:
    """The socket bound by the server, in the front end's process."""
    return socket.socket(fileno=int(os.environ.pop(LISTENING)))
