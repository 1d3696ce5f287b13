"""What was proved of a pack's days before: for a checker that goes on while its author writes.

Most edits change words. What is counted over all of play depends on the skeleton of a day only, that is on everything
but its words and claims, and a day whose file has not changed needs no proof at all while the skeletons of the others
stay. Nothing is written to disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import TypeVar

from explorer.loader.locate import Located
from explorer.pack.pack import Pack
from explorer.words.text import Frozen, Text

Value = TypeVar("Value")
WORDS = frozenset({"claims", "free", "later", "cues", "air", "words", "ours", "hour"})
"""Fields that no play depends on, texts apart."""


class Memory:
    """Values by name, each with what it was made from; only the last of each name is kept."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[str, object]] = {}

    def kept(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """The value of that name, made anew where `key` is not what it was made from."""
        found = self.values.get(name)
        if found is None or found[0] != key:
            found = self.values[name] = key, make()
        return found[1]  # type: ignore[return-value]


def skeleton(part: object) -> str:
    """A fingerprint of all of a part of a pack that play depends on."""
    return hashlib.sha256("\n".join(_bones(part)).encode()).hexdigest()


def _bones(part: object) -> Iterator[str]:
    if isinstance(part, Text):
        return
    if isinstance(part, Frozen):
        for name in (field.name for field in fields(part)):
            if name not in WORDS:
                yield name
                yield from _bones(getattr(part, name))
    elif isinstance(part, tuple):
        yield str(len(part))
        for each in part:
            yield from _bones(each)
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield str(key)
            yield from _bones(each)
    else:
        yield str(part)


def of_day(pack: Pack, located: Mapping[str, Located], role: str, opens: str) -> str:
    """A fingerprint of all that the proof of a day depends on: the words of its own file and of those that all days
    share, and the skeletons of the other days."""
    own = f"days/{role}.yaml"
    shared = ("pack.yaml", "dimensions.yaml", "days/cast.yaml", "days/world.yaml", "days/coda.yaml")
    parts = [opens, *(f"{name} {located[name].text}" for name in (own, *shared) if name in located)]
    parts += [skeleton(day) for day in pack.days if day.role != role]
    parts.append(" ".join(claim.id for claim in pack.claims(role)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
