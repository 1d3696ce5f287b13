"""Stores a visit in the browser page that shows it: its record is sent there after each change, and comes back on a
reload."""

from __future__ import annotations

import socket
import time
from contextlib import suppress

from explorer.engine.adapted import adapted_to
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.serve.wire import HOME, KEPT, RECORD, RESUME
from explorer.store.record import Damaged, Newer, Record, dump, load

HURRY = 5.0
"""Seconds to wait for the front end's record of the visit to resume."""


class PageMirror:
    """Stores a visit in the page's `sessionStorage`: it is lost with the tab, and nothing is stored on the server."""

    def __init__(self, line: socket.socket, pack: Pack, language: str = "") -> None:
        self.line, self.pack = line, pack
        self.language = language
        """The language that visits start in here; another one means that the visitor has chosen it."""
        self.began, self.acts = int(time.time()), 0

    def resume(self) -> Visit | None:
        """The visit that the page has stored, adapted to today's pack; None if there is none, or it cannot be read or
        is of another pack."""
        self.line.settimeout(HURRY)
        try:
            message = self.line.recv(RECORD)
            record = load(message[1:]) if message[:1] == RESUME and message[1:] else None
        except (OSError, Damaged, Newer):
            return None
        if not record or record.pack != self.pack.id:
            return None
        return adapted_to(self.pack, record.visit, record.version)

    def keep(self, visit: Visit) -> None:
        """Send the record of the visit to the page, or an empty one if nothing was done or seen."""
        self.acts += 1
        record = Record(self.pack.id, self.pack.version, self.began, int(time.time()), self.acts, visit)
        nothing = visit.empty and not (visit.seen or visit.country) and visit.language == self.language
        self._send(KEPT + (b"" if nothing else dump(record)))

    def forget(self) -> None:
        """Tell the page to delete its record."""
        self._send(KEPT)

    def offer(self, code: str) -> None:
        """Tell the page to offer the summary of a code for download."""
        self._send(HOME + code.encode())

    def _send(self, message: bytes) -> None:
        with suppress(OSError):  # disconnected: the visit is about to end
            self.line.send(message)
