"""The client of the parent's rooms, in a visit's process (see `rooms` for the protocol)."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from typing import cast

from explorer.pack.pack import Pack
from explorer.serve.rooms import ANY, CAME, ENTER, GONE, LEAVE, LEFT, LONGEST, MAKE, REFUSE, REFUSED, SAY
from explorer.session.together import Refused, RoomError, Together

PATIENCE = 3.0
"""Seconds to wait for the parent's answer; after that it counts as gone."""
Soon = Callable[[Callable[[], None]], None]
"""A function that runs a callback in the thread of the visit."""


class RoomLine:
    """Implements `Host` for a session: sends requests and waits for the answer, and passes on messages that arrive by
    themselves."""

    def __init__(self, line: socket.socket, pack: Pack, together: Together, soon: Soon) -> None:
        self.line, self.together, self.soon = line, together, soon
        self.roles = [day.role for day in pack.days]
        self._listens = False
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def make(self, role: str) -> str:
        """Create a room and enter it as `role`; returns its code."""
        return self._ask(MAKE + bytes([self.roles.index(role)])).decode()

    def enter(self, room: str, role: str) -> str:
        """Enter a room; returns one's role in it."""
        chair = self.roles.index(role) if role else ANY
        return self.roles[self._ask(ENTER + bytes([chair]) + room.encode())[0]]

    def tell(self, turn: int, letter: str) -> None:
        """Send the scene one has reached, and one's letter."""
        self._send(SAY + bytes([turn]) + letter.replace("-", "").encode())

    def leave(self) -> None:
        """Leave the room."""
        self._send(LEAVE)

    def _send(self, packet: bytes) -> None:
        try:
            self.line.send(packet)
        except OSError:  # the parent has ended; the listening thread reports it
            return

    def _ask(self, packet: bytes) -> bytes:
        if not self._listens:  # most visits never ask for a room
            self._listens = True
            threading.Thread(target=self._listen, name="rooms", daemon=True).start()
        self._send(packet)
        try:
            answer = self._answers.get(timeout=PATIENCE)
        except queue.Empty:
            raise RoomError("gone") from None
        if not answer:
            self._answers.put(b"")
            raise RoomError("gone")
        if answer[:1] == REFUSE:
            raise RoomError(cast("Refused", REFUSED[answer[1]]))
        return answer[1:]

    def _listen(self) -> None:
        while True:
            try:
                packet = self.line.recv(LONGEST)
            except OSError:
                packet = b""
            if packet[:1] in (MAKE, ENTER, REFUSE, b""):
                self._answers.put(packet)
            else:
                self.soon(lambda packet=packet: self._take(packet))  # type: ignore[misc]
            if not packet:
                self.soon(self.together.gone)
                return

    def _take(self, packet: bytes) -> None:
        kind, rest = packet[:1], packet[1:]
        if kind == CAME:
            self.together.came(self.roles[rest[0]])
        elif kind == SAY:
            self.together.heard(self.roles[rest[0]], rest[1], rest[2:].decode("ascii", "replace"))
        elif kind == LEFT:
            self.together.left()
        elif kind == GONE:
            self.together.gone()
