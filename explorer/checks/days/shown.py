"""Reduces a pack to the part that a check reads.

Results are cached under a fingerprint of everything visible to a check (`memory`). So a result cannot be outdated: what
a check could not see, it cannot have read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import mentions
from explorer.words.text import Text
from explorer.words.value import Frozen

Part = TypeVar("Part")
Level = Literal["played", "claimed", "whole"]
"""How much of a day is visible: what play depends on (everything except words and claims); that and the claims; or
everything."""
UNPLAYED = frozenset({"free", "later", "cues", "ours", "hour"})
"""Fields of a day that neither play nor claims depend on."""
LEFT_OUT: Mapping[Level, frozenset[str]] = {"played": UNPLAYED | {"claims"}, "claimed": UNPLAYED}
"""The parts of a day that are hidden at each level, besides texts, which are reduced to the facts they mention."""


class Sight(NamedTuple):
    """What a check reads: how much of its own day, and of the pack's other days (None: nothing)."""

    own: Level
    others: Level | None = None


PLAYED, CLAIMED, WHOLE = Sight("played"), Sight("claimed"), Sight("whole")
"""A single day, at each level."""
BESIDE, CLAIMED_BESIDE, ALL = Sight("played", "played"), Sight("claimed", "played"), Sight("whole", "whole")
"""A day together with the others."""


def shown(pack: Pack, role: str, sight: Sight) -> Pack:
    """The pack reduced to what a check of a role's day reads."""
    levels = {day.role: sight.own if day.role == role else sight.others for day in pack.days}
    days = [_day(day, level) for day in pack.days if (level := levels[day.role])]
    parts: dict[str, object] = {"languages": pack.languages, "days": tuple(days), "world": bare(pack.world, UNPLAYED)}
    if sight.others:
        parts["coda"] = pack.coda
    if sight.own == "whole":
        about = [bare(each, frozenset({"card"})) for each in pack.roles if each.id == role]
        told = tuple(bare(each, frozenset()) for each in pack.shared if role in each.roles)
        parts |= {"roles": tuple(about), "shared": told, "dimensions": pack.dimensions, "cast": pack.cast}
    left = Pack.__new__(Pack)
    left.__dict__.update(parts)
    return left


def fingerprint(left: Pack, role: str) -> str:
    """A fingerprint of everything visible to a check of a role's day."""
    return hashlib.sha256(f"{role} {left!r}".encode()).hexdigest()


@lru_cache(maxsize=256)
def _day(day: DayFile, level: Level) -> DayFile:
    return bare(day, LEFT_OUT[level]) if level in LEFT_OUT else day


def bare(part: Part, without: frozenset[str]) -> Part:
    """A part of a pack without its words and with some fields set to their defaults."""
    return _bare(part, without)  # type: ignore[return-value]


def _bare(part: object, without: frozenset[str]) -> object:
    if isinstance(part, Text):
        return _only_mentions(part)
    if isinstance(part, Frozen):
        left = type(part).__new__(type(part))
        for name, value in part.__dict__.items():
            left.__dict__[name] = _unwritten(part, name) if name in without else _bare(value, without)
        return left
    if isinstance(part, tuple):
        return tuple([_bare(each, without) for each in part]) if part else part
    if isinstance(part, Mapping):
        return {key: _bare(each, without) for key, each in part.items()}
    return part


def _unwritten(part: Frozen, name: str) -> object:
    """The default value of a field."""
    field = next(each for each in fields(part) if each.name == name)
    return field.default if field.default_factory is MISSING else field.default_factory()


def _only_mentions(text: Text) -> Text:
    """A text reduced to the facts that it mentions."""
    said = "".join(f"{{{name}}}" for name in mentions(text))
    return Text(dict.fromkeys(text.root, said))
