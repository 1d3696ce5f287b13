"""Somebody who keeps visits in memory, for tests of what is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from explorer.engine.visit import Visit


@dataclass
class Notebook:
    """Keeps what it is given; `problem` may be set, or comes by itself once it has taken `full_after` visits."""

    FULL: ClassVar[str] = "No space left on device"

    problem: str = ""
    earlier: Mapping[str, int] | None = None
    full_after: int | None = None
    visits: list[Visit] = field(default_factory=list)
    closed: bool = False

    def keep(self, visit: Visit) -> None:
        """Take a visit."""
        self.visits.append(visit)
        if self.full_after is not None and len(self.visits) > self.full_after:
            self.problem = self.FULL

    def close(self) -> None:
        """Nothing is left to be done."""
        self.closed = True
