"""The protocol between the front ends and the server: packets over a Unix socket.

A front end (`bridge`, `stub.py`, `stub.c`) is the client; `parent` and then `child` are the server side:

1. The front connects and sends the arrival (`Arrival`: front, TERM, address, command, separated by NUL) together with
   three descriptors: standard input, output and error of the visitor's terminal.
2. The front `web` then sends `RESUME` with the record of the visit to resume, or `RESUME` alone.
3. The parent answers with `LAST_WORDS`, the message to print if the visit dies, and gives the visitor a process;
   if the server is full it answers with `END` at once. After each change the visitor's process sends new last words
   with the answer code: the latest are the ones printed.
4. Whenever the window is resized, the front sends `RESIZED`. When it closes its end, the visit ends.
5. To the front `web`, the visitor's process sends `KEPT` with the record of the visit after each change (without one
   when there is nothing to store), and `HOME` with an answer code when its summary is to be offered.
6. The last message is `END`: one byte, the exit code, then the text to print once the terminal is restored. If the
   socket closes without it, the visit has died: the exit code is `BROKEN`, and the last words are printed.

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
"""The most bytes of a message, and of a message that contains a visit."""
FULL, BROKEN, OVER, UNUSABLE = 69, 70, 75, 2
"""Exit codes: the server is full, something broke, time is over, unusable input."""
PLAIN, HELP = "plain", "help"
"""Commands a visitor can give besides `result CODE`: a visit line by line, and the list of commands."""
PAGE = "page"
"""The command by which the front `web` requests a page of the text version; the form's fields follow as `RESUME`."""
TERM = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,63}")
"""The names of terminals that are accepted."""


class Arrival(NamedTuple):
    """The first message of a front end: which front, the visitor's terminal and address, and the command."""

    front: str
    """`ssh` or `web`; decides how the visitor is told to come back."""
    term: str
    address: str
    command: str
    """A command instead of a visit; empty for a visit."""

    def packed(self) -> bytes:
        """The arrival as a message."""
        return "\0".join(self).encode("utf-8", "replace")[:LONGEST]


def arrival(message: bytes) -> Arrival | None:
    """Decode an arrival; None if the message is not valid."""
    fields = message.decode("utf-8", "replace").split("\0")
    return Arrival(*fields) if len(fields) == len(Arrival._fields) else None


def ending(code: int, message: str = "") -> bytes:
    """The message that ends a visit: its exit code, and the text to print once the terminal is restored."""
    return END + bytes([code]) + message.encode()[: LONGEST - 2]


def last_words(message: str) -> bytes:
    """The message with the text to print if the visit dies; it replaces the one before."""
    return LAST_WORDS + message.encode()[: LONGEST - 1]


def connect(path: str, who: Arrival, handles: tuple[int, int, int]) -> socket.socket:
    """Connect to the parent and pass it a terminal. Raises OSError when nobody listens."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        line.connect(path)
        socket.send_fds(line, [who.packed()], list(handles))
    except OSError:
        line.close()
        raise
    return line
