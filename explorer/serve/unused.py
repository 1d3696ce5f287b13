"""Connections that have asked for nothing yet: how long each may stay, and how many at once, of all and of one address.

OpenSSH is told the same by `PerSourceMaxStartups`, `MaxStartups` and `UnusedConnectionTimeout` (deploy/sshd_config).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MOST, MOST_OF_ADDRESS = 200, 50
"""How many may wait at once, and how many of one address: a class that arrives together shares one."""
Connection = TypeVar("Connection", bound=Hashable)


class Unused(Generic[Connection]):
    """Those who are here and have asked for nothing; `end` ends one of them, after so many `seconds` or at once where
    there are too many."""

    def __init__(self, seconds: float, end: Callable[[Connection], object]) -> None:
        self.seconds, self.end = seconds, end
        self._here: dict[Connection, tuple[str, asyncio.TimerHandle]] = {}

    def __contains__(self, connection: Connection) -> bool:
        return connection in self._here

    def came(self, connection: Connection, address: str) -> None:
        """Someone has connected, and has some time to ask for something. Without an `address` (behind a balancer, all
        have one) only the number of all counts."""
        alike = sum(address == other for other, _ in self._here.values()) if address else 0
        if len(self._here) >= MOST or alike >= MOST_OF_ADDRESS:
            self.end(connection)
            return
        timer = asyncio.get_running_loop().call_later(self.seconds, self._over, connection)
        self._here[connection] = address, timer

    def left(self, connection: Connection) -> bool:
        """Someone has asked for something, or has gone; whether they were here."""
        _, timer = self._here.pop(connection, ("", None))
        if timer:
            timer.cancel()
        return timer is not None

    def _over(self, connection: Connection) -> None:
        self._here.pop(connection, None)
        self.end(connection)
