"""A visit held in the browser that shows it: its record goes there after each act, and comes back with the page."""

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
"""Seconds within which the front says which visit goes on."""


class PageMirror:
    """Holds a visit in the `sessionStorage` of the page that shows it: gone with the tab, and nothing stays here."""

    def __init__(self, line: socket.socket, pack: Pack, language: str = "") -> None:
        self.line, self.pack = line, pack
        self.language = language
        """The one in which a visit begins here; another was chosen."""
        self.began, self.acts = int(time.time()), 0

    def resume(self) -> Visit | None:
        """The visit that the page kept, as today's pack can show it; None for a new one, or one of another pack or that
        cannot be read."""
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
        """Send the record of a visit to the page; of one in which nothing was done or seen, that there is none."""
        self.acts += 1
        record = Record(self.pack.id, self.pack.version, self.began, int(time.time()), self.acts, visit)
        nothing = visit.empty and not (visit.seen or visit.country) and visit.language == self.language
        self._send(KEPT + (b"" if nothing else dump(record)))

    def forget(self) -> None:
        """Tell the page that the visit is over."""
        self._send(KEPT)

    def offer(self, code: str) -> None:
        """Tell the page to offer the summary of a code."""
        self._send(HOME + code.encode())

    def _send(self, message: bytes) -> None:
        with suppress(OSError):  # the page has gone, and so will the visit
            self.line.send(message)
