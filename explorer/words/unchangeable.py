"""The base of values that cannot be changed."""

from __future__ import annotations


class Unchangeable:
    """The base of a value that cannot be changed; two are equal when their type is one and what they hold is equal."""

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
