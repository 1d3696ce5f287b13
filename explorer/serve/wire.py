"""What the parent and whoever brings a visitor say to each other, a message a packet of a Unix socket.

To the parent: first the arrival with three descriptors, then `RESIZED` whenever the window changes.
From it: the last words, to be said should the visit vanish without a word, and at the end the exit code with what is to
be said. An end without that is a visit that vanished. `stub` has the same in itself: it imports nothing of ours.
"""

from __future__ import annotations

import re
import socket
from typing import NamedTuple

RESIZED = b"W"
LAST_WORDS, END = b"L", b"E"
LONGEST = 4096
"""Bytes of a message."""
FULL, BROKEN, OVER, UNUSABLE = 69, 70, 75, 2
"""Exit codes: no place, something broke, time is over, unusable input."""
TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}")
"""What the name of a terminal may be."""


class Arrival(NamedTuple):
    """Who comes: by which front, with which terminal, from which address, asking for what."""

    front: str
    """`ssh` or `web`: how the visitor can come back."""
    term: str
    address: str
    command: str
    """What was asked for instead of a visit; empty for a visit."""

    def packed(self) -> bytes:
        """As a message."""
        return "\0".join(self).encode("utf-8", "replace")[:LONGEST]


def arrival(message: bytes) -> Arrival | None:
    """The arrival in a message; None where it is none."""
    fields = message.decode("utf-8", "replace").split("\0")
    return Arrival(*fields) if len(fields) == len(Arrival._fields) else None


def ending(code: int, said: str = "") -> bytes:
    """The message that ends a visit: its exit code, and what is to be said once the terminal is as it was."""
    return END + bytes([code]) + said.encode()[: LONGEST - 2]


def connect(path: str, who: Arrival, handles: tuple[int, int, int]) -> socket.socket:
    """Hand a terminal over. Raises OSError when nobody listens."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        line.connect(path)
        socket.send_fds(line, [who.packed()], list(handles))
    except OSError:
        line.close()
        raise
    return line
