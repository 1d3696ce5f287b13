"""What was made of the files of a pack before: for whoever reads a pack again after each edit."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")


class Known:
    """Values, each under all that it was made from. What a reading does not ask for is forgotten with the next."""

    def __init__(self) -> None:
        self.before: dict[Hashable, Any] = {}
        self.now: dict[Hashable, Any] = {}

    def read_again(self) -> None:
        """A reading begins."""
        self.before, self.now = self.now, {}

    def made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value that was made from what `key` holds, or that is made now."""
        if key not in self.now:
            self.now[key] = self.before[key] if key in self.before else make()
        value: Value = self.now[key]
        return value
