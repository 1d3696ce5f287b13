"""What the parent and whoever brings a visitor say to each other, a message a packet of a Unix socket.

The protocol, for all who speak it (`bridge`, `stub.py`, `stub.c` on one side; `parent`, `child` on the other):

1. The front connects and sends the arrival (`Arrival`: front, TERM, address, command, separated by NUL) together with
   three descriptors: standard input, output and error of the visitor's terminal.
2. A front that is `web` then sends `RESUME` with the record of the visit that goes on, or `RESUME` alone.
3. The parent answers with `LAST_WORDS`, what is to be said should the visit vanish, and forks the visitor's process;
   where there is no place it answers with `END` at once. After each act the visitor's process sends others, which name
   the answer code: the last that came are said.
4. Whenever the window changes, the front sends `RESIZED`. Closing its end hangs up: the visit ends.
5. To a front that is `web`, the visitor's process sends `KEPT` with the record of the visit after each act (without one
   when there is nothing to keep any more), and `HOME` with an answer code when its summary is wanted.
6. At the end comes `END`: one byte, the exit code, then what is to be said once the terminal is as it was. A line that
   closes without it was a visit that vanished: the exit code is `BROKEN`, and the last words are said.

Every message is one packet of a SOCK_SEQPACKET socket of at most `LONGEST` bytes, `RESUME` and `KEPT` of `RECORD`. The
stubs have their own copy of the constants: they import nothing of ours.
"""

from __future__ import annotations

import re
import socket
from typing import NamedTuple

RESIZED, RESUME = b"W", b"R"
LAST_WORDS, END, KEPT, HOME = b"L", b"E", b"K", b"H"
LONGEST, RECORD = 4096, 1 << 16
"""Bytes of a message; of one that holds a visit."""
FULL, BROKEN, OVER, UNUSABLE = 69, 70, 75, 2
"""Exit codes: no place, something broke, time is over, unusable input."""
PLAIN, HELP = "plain", "help"
"""What can be asked for beside a visit and `result CODE`: the visit line by line, and what can be asked for."""
PAGE = "page"
"""What a front that is `web` asks for to get a page of the text version; the fields of its form follow as `RESUME`."""
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


def ending(code: int, message: str = "") -> bytes:
    """The message that ends a visit: its exit code, and what is to be said once the terminal is as it was."""
    return END + bytes([code]) + message.encode()[: LONGEST - 2]


def last_words(message: str) -> bytes:
    """The message with what is to be said should the visit vanish; it takes the place of the one before."""
    return LAST_WORDS + message.encode()[: LONGEST - 1]


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
