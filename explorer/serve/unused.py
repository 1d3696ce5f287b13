"""Limits for connections that have not requested anything yet: how long, how many in all, how many per address.

OpenSSH has the same limits as `PerSourceMaxStartups`, `MaxStartups` and `UnusedConnectionTimeout` (deploy/sshd_config).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MOST, MOST_OF_ADDRESS = 200, 50
"""The most waiting connections in all, and per address; a class that connects together shares one address."""
Connection = TypeVar("Connection", bound=Hashable)


class Unused(Generic[Connection]):
    """The connections that have requested nothing yet. `end` closes one: after `seconds`, or at once if there are too
    many."""

    def __init__(self, seconds: float, end: Callable[[Connection], object]) -> None:
        self.seconds, self.end = seconds, end
        self._here: dict[Connection, tuple[str, asyncio.TimerHandle]] = {}

    def __contains__(self, connection: Connection) -> bool:
        return connection in self._here

    def came(self, connection: Connection, address: str) -> None:
        """Add a new connection. With an empty `address` (behind a load balancer all have the same) only the total
        counts."""
        alike = sum(address == other for other, _ in self._here.values()) if address else 0
        if len(self._here) >= MOST or alike >= MOST_OF_ADDRESS:
            self.end(connection)
            return
        timer = asyncio.get_running_loop().call_later(self.seconds, self._over, connection)
        self._here[connection] = address, timer

    def left(self, connection: Connection) -> bool:
        """Remove a connection that has requested something or closed; returns whether it was waiting."""
        _, timer = self._here.pop(connection, ("", None))
        if timer:
            timer.cancel()
        return timer is not None

    def _over(self, connection: Connection) -> None:
        self._here.pop(connection, None)
        self.end(connection)
