"""A base class for immutable values."""

from __future__ import annotations


class Unchangeable:
    """A base class for immutable values; two are equal if they have the same type and equal fields."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise _refusal(name)

    def __delattr__(self, name: str) -> None:
        raise _refusal(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    __hash__ = object.__hash__


def _refusal(name: str) -> AttributeError:
    from dataclasses import FrozenInstanceError  # 6 ms that help has no use for

    return FrozenInstanceError(name)
