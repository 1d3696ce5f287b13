"""A cache of values made from files, for a pack that is read again after each edit."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")


class Known:
    """Values, each stored under a key of everything that it was made from. Values not used in one reading are dropped
    in the next."""

    def __init__(self) -> None:
        self.before: dict[Hashable, Any] = {}
        self.now: dict[Hashable, Any] = {}

    def read_again(self) -> None:
        """Begin another reading."""
        self.before, self.now = self.now, {}

    def made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The cached value for `key`, or else a new one."""
        if key not in self.now:
            self.now[key] = self.before[key] if key in self.before else make()
        value: Value = self.now[key]
        return value
