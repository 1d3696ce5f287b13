"""Processes that are ready before anyone comes: forked, apart from the parent and bounded, each waits for its visitor.

Forking and what a process does at its beginning take ten times the processor time of what is left to do for a visitor
who is there. The parent does it while nobody comes.
"""

from __future__ import annotations

import array
import os
import socket
from dataclasses import dataclass
from typing import NamedTuple

from explorer.serve.wire import LONGEST, Arrival, arrival

NAME = 6
"""Signs of a visit's name."""
HANDLES = 4
"""Descriptors that a visit is handed: those of the terminal, and the line to whoever brought the visitor."""


class Newcomer(NamedTuple):
    """A visitor, as the process that is theirs is told of them."""

    name: str
    """Of the visit, in the log: `NAME` signs."""
    who: Arrival


@dataclass
class Spare:
    """A process without a visitor, as the parent knows it."""

    process: int
    """0 in that process itself."""
    line: socket.socket
    """Ours; in that process, its own end."""
    size: tuple[int, int]
    """Columns and lines of the screen that it shows at first."""

    def give(self, newcomer: Newcomer, handles: list[int]) -> None:
        """Hand it a visitor. Raises OSError where it has gone."""
        socket.send_fds(self.line, [newcomer.name.encode() + newcomer.who.packed()], handles)


class Spares:
    """Those that are ready, as the parent knows them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.painted = (0, 0)
        """Columns and lines of the first screen as the parent has it now."""
        self._ready: dict[int, Spare] = {}
        """By process."""
        self._made = True
        """Whether more are made; not after one has ended by itself, until somebody comes."""

    def take(self, size: tuple[int, int]) -> Spare:
        """One for a visitor with a window of that size: a ready one that shows it, or any where one that is forked now
        would not show it, either. Returns in the process that was forked, too. Raises OSError."""
        self._made = True
        for process, spare in self._ready.items():
            if spare.size == size or size != self.painted:
                return self._ready.pop(process)
        return self._forked()

    def short(self, places: int) -> bool:
        """Whether there is something to `prepare` while nobody comes; `places`: that are free."""
        return bool(self._unlike) or (self._made and len(self._ready) < min(self.most, places))

    def prepare(self) -> Spare | None:
        """One with another screen than is usual now is let go, or one more made, and returned in its process."""
        if self._unlike:
            self._ready.pop(self._unlike[0].process).line.close()
            return None
        spare = self._forked()
        if not spare.process:
            return spare
        self._ready[spare.process] = spare
        return None

    def ended(self, process: int) -> bool:
        """One has ended by itself; whether it was one of these."""
        if spare := self._ready.pop(process, None):
            spare.line.close()
            self._made = False
        return spare is not None

    def close(self) -> None:
        """In another process: they are the parent's."""
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
    """Wait for the visitor and their descriptors, in a spare process; None when it is not needed any more."""
    message, handles = received(line)
    who = arrival(message[NAME:])
    return (Newcomer(message[:NAME].decode(), who), handles) if who and len(handles) == HANDLES else None


def received(line: socket.socket) -> tuple[bytes, list[int]]:
    """A message, and the descriptors that came with it, which are ours to close."""
    handles = array.array("i")
    room = socket.CMSG_SPACE(16 * handles.itemsize)
    message, extra, _, _ = line.recvmsg(NAME + LONGEST, room, socket.MSG_CMSG_CLOEXEC)
    for level, kind, data in extra:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            handles.frombytes(data[: len(data) - len(data) % handles.itemsize])
    return message, list(handles)
