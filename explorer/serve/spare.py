"""Spare processes, forked before anyone connects; each waits for one visitor.

Forking a process and setting it up takes ten times the processor time of what remains to be done when a visitor
connects. The parent does it while nobody is connecting.
"""

from __future__ import annotations

import array
import os
import socket
from dataclasses import dataclass
from typing import NamedTuple

from explorer.serve.wire import LONGEST, Arrival, arrival

NAME = 6
"""Characters of a visit's name."""
HANDLES = 4
"""Descriptors that a visit receives: three of the terminal, and the socket to the front end."""


class Newcomer(NamedTuple):
    """A visitor, as announced to the process that will serve them."""

    name: str
    """The name of the visit in the log: `NAME` characters."""
    who: Arrival


@dataclass
class Spare:
    """A process without a visitor, as the parent knows it."""

    process: int
    """Its process id; 0 in that process itself."""
    line: socket.socket
    """The parent's end of the socket between them; in the spare process, its own end."""
    size: tuple[int, int]
    """Columns and lines of the first screen that it will show."""

    @property
    def gone(self) -> bool:
        """Whether the process has closed its end of the socket. It closes it before the parent can learn of its end."""
        try:
            return not self.line.recv(1, socket.MSG_PEEK)
        except BlockingIOError:  # it has sent nothing, as it should
            return False

    def give(self, newcomer: Newcomer, handles: list[int]) -> None:
        """Pass a visitor and their descriptors to it. Raises OSError if the process has ended."""
        socket.send_fds(self.line, [newcomer.name.encode() + newcomer.who.packed()], handles)


class Spares:
    """The pool of spare processes, in the parent."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.painted = (0, 0)
        """Columns and lines of the first screen as it is now painted in the parent."""
        self._ready: dict[int, Spare] = {}
        """The ready processes, by process id."""
        self._made = True
        """Whether new ones are forked; not after one has crashed, until a visitor connects."""

    def take(self, size: tuple[int, int]) -> Spare:
        """A process for a visitor with a window of that size: a ready one painted for it, or any ready one if a new one
        would not suit it either; else a newly forked one. Also returns in the forked process. Raises OSError."""
        self._made = True
        for process, spare in [*self._ready.items()]:
            if spare.size == size or size != self.painted:
                del self._ready[process]
                if not spare.gone:
                    return spare
                spare.line.close()
        return self._forked()

    def short(self, places: int) -> bool:
        """Whether `prepare` has something to do; `places`: how many more visits are allowed."""
        return bool(self._unlike) or (self._made and len(self._ready) < min(self.most, places))

    def prepare(self) -> Spare | None:
        """Close one spare painted for an outdated size, or fork one more. Returns a Spare in the forked process, None
        in the parent."""
        if self._unlike:
            self._ready.pop(self._unlike[0].process).line.close()
            return None
        spare = self._forked()
        if not spare.process:
            return spare
        self._ready[spare.process] = spare
        return None

    def ended(self, process: int) -> bool:
        """Handle the end of a process; returns whether it was a spare."""
        if spare := self._ready.pop(process, None):
            spare.line.close()
            self._made = False
        return spare is not None

    def close(self) -> None:
        """Close the parent's sockets, in a forked process."""
        for spare in self._ready.values():
            spare.line.close()

    @property
    def _unlike(self) -> list[Spare]:
        return [spare for spare in self._ready.values() if spare.size != self.painted]

    def _forked(self) -> Spare:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        process = os.fork()
        if process:
            theirs.close()
        return Spare(process, ours if process else theirs, self.painted)


def awaited(line: socket.socket) -> tuple[Newcomer, list[int]] | None:
    """Wait in a spare process for its visitor and their descriptors; None when the parent has closed the socket."""
    message, handles = received(line)
    who = arrival(message[NAME:])
    return (Newcomer(message[:NAME].decode(), who), handles) if who and len(handles) == HANDLES else None


def received(line: socket.socket) -> tuple[bytes, list[int]]:
    """Receive a message and the descriptors sent with it, which the caller must close."""
    handles = array.array("i")
    room = socket.CMSG_SPACE(16 * handles.itemsize)
    message, extra, _, _ = line.recvmsg(NAME + LONGEST, room, socket.MSG_CMSG_CLOEXEC)
    for level, kind, data in extra:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            handles.frombytes(data[: len(data) - len(data) % handles.itemsize])
    return message, list(handles)
